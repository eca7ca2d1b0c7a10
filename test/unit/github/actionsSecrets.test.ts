import assert from 'node:assert/strict';
import { deleteNames, putValues, takenNames, type NamedValue } from '../../../src/github/actionsSecrets';
import { Secret } from '../../../src/base/secret';
import { startGithub, type Github } from '../../github/standIn';
import { ENVIRONMENTS, OTHER_SECRETS, REPOSITORIES } from '../../github/world';
import { take } from '../credentials/obtainFlow';
import { connect, never, placeIn } from './githubClient';

const TOKEN = `EAAB${'x'.repeat(180)}`;
const VALUES: readonly NamedValue[] = [
  { name: 'INSTAGRAM_ACCESS_TOKEN', value: new Secret('pageToken', TOKEN) },
  { name: 'INSTAGRAM_OBJECT_ID', value: '17841400000000001' },
];
const NAMES = VALUES.map(({ name }) => name);
const WRITTEN = { INSTAGRAM_ACCESS_TOKEN: TOKEN, INSTAGRAM_OBJECT_ID: '17841400000000001' };

describe('Credentials that are delivered to GitHub Actions', () => {
  let github: Github;
  beforeEach(async () => {
    github = await startGithub();
  });
  afterEach(() => github.close());

  it('are what GitHub reads when it opens them, byte for byte', async () => {
    take(await putValues(connect(github), placeIn(REPOSITORIES.plain), VALUES, never));
    assert.deepEqual(Object.fromEntries(github.secretsOf(REPOSITORIES.plain)), WRITTEN);
  });

  it('may be of any letters', async () => {
    const value = 'ü€ 𝄞 "\\\n';
    take(await putValues(connect(github), placeIn(REPOSITORIES.plain), [{ name: 'A', value }], never));
    assert.equal(github.secretsOf(REPOSITORIES.plain).get('A'), value);
  });

  for (const environment of ENVIRONMENTS) {
    it(`go to the environment ${environment} alone`, async () => {
      const place = placeIn(REPOSITORIES.withEnvironments, environment);
      take(await putValues(connect(github), place, VALUES, never));
      const read = (name?: string) => Object.fromEntries(github.secretsOf(REPOSITORIES.withEnvironments, name));
      assert.deepEqual(read(environment), WRITTEN);
      assert.deepEqual(read(), {});
      for (const other of ENVIRONMENTS.filter((name) => name !== environment)) assert.deepEqual(read(other), {});
    });
  }

  it('are found again by their names, also behind a hundred others', async () => {
    const place = placeIn(REPOSITORIES.withSecrets);
    assert.deepEqual(take(await takenNames(connect(github), place, NAMES, never)), ['INSTAGRAM_OBJECT_ID']);
    assert.equal(github.requests.length, 2);
    assert.deepEqual(take(await takenNames(connect(github), placeIn(REPOSITORIES.plain), NAMES, never)), []);
  });

  it('are deleted with nothing else, and a second time does no harm', async () => {
    const api = connect(github);
    const place = placeIn(REPOSITORIES.withSecrets);
    take(await putValues(api, place, VALUES, never));
    take(await deleteNames(api, place, NAMES, never));
    take(await deleteNames(api, place, NAMES, never));
    assert.deepEqual([...github.secretsOf(REPOSITORIES.withSecrets).keys()], OTHER_SECRETS);
  });

  it('are not said to be deleted to somebody who may not see the repository', async () => {
    const place = placeIn(REPOSITORIES.hidden);
    const grace = connect(github, { token: github.signIn('grace') });
    take(await putValues(grace, place, VALUES, never));
    const deleted = await deleteNames(connect(github), place, NAMES, never);
    assert.ok(!deleted.ok && deleted.error.kind === 'githubNotFound');
    assert.deepEqual(Object.fromEntries(github.secretsOf(REPOSITORIES.hidden)), WRITTEN);
    take(await deleteNames(grace, place, NAMES, never));
    assert.equal(github.secretsOf(REPOSITORIES.hidden).size, 0);
  });

  it('are gone where somebody else deletes one at the same moment, or the answer to the first try was lost', async () => {
    const place = placeIn(REPOSITORIES.plain);
    take(await putValues(connect(github), place, VALUES, never));
    const api = connect(github);
    const meanwhile: typeof api = {
      ...api,
      deleteSecret: async (where, name, signal) => {
        take(await api.deleteSecret(where, name, signal));
        return api.deleteSecret(where, name, signal);
      },
    };
    take(await deleteNames(meanwhile, place, NAMES, never));
    assert.equal(github.secretsOf(REPOSITORIES.plain).size, 0);
  });

  it('are still there where GitHub does not delete one that it lists', async () => {
    const place = placeIn(REPOSITORIES.plain);
    take(await putValues(connect(github), place, VALUES, never));
    github.fail(/^DELETE/, { status: 404, body: { message: 'Not Found' } });
    const deleted = await deleteNames(connect(github), place, NAMES, never);
    assert.ok(!deleted.ok && deleted.error.kind === 'githubNotFound');
  });

  it('went with their environment, where the repository is there without it; with the repository nobody knows', async () => {
    const [environment] = ENVIRONMENTS;
    const place = placeIn(REPOSITORIES.withEnvironments, environment);
    take(await putValues(connect(github), place, VALUES, never));
    github.deleteEnvironment(REPOSITORIES.withEnvironments, environment);
    take(await deleteNames(connect(github), place, NAMES, never));
    assert.deepEqual(take(await takenNames(connect(github), place, NAMES, never)), []);
    const nowhere = await deleteNames(connect(github), placeIn('ada/nowhere', environment), NAMES, never);
    assert.ok(!nowhere.ok && nowhere.error.kind === 'githubNotFound');
  });

  for (const [method, status] of [
    ['PUT', 200],
    ['PUT', 202],
    ['DELETE', 200],
    ['DELETE', 202],
  ] as const) {
    it(`are not said to be there or gone for an answer that GitHub does not give: ${method}, ${String(status)}`, async () => {
      const place = placeIn(REPOSITORIES.plain);
      if (method === 'DELETE') take(await putValues(connect(github), place, VALUES, never));
      github.fail(new RegExp(`^${method}`), { status, body: '<html>Welcome</html>' });
      const change = method === 'PUT' ? putValues(connect(github), place, VALUES, never) : undefined;
      const changed = await (change ?? deleteNames(connect(github), place, NAMES, never));
      assert.ok(!changed.ok && changed.error.kind === 'githubUnexpectedAnswer');
      assert.equal(changed.error.what, `HTTP ${String(status)}`);
    });
  }

  it('travel sealed: no request says them, and the session’s token is in a header alone', async () => {
    take(await putValues(connect(github), placeIn(REPOSITORIES.plain), VALUES, never));
    for (const { url, body, headers } of github.requests) {
      const { authorization, ...others } = headers;
      assert.equal(authorization, `Bearer ${github.token}`);
      const said = `${url.href} ${body} ${JSON.stringify(others)}`;
      for (const secret of [TOKEN, github.token, Buffer.from(TOKEN).toString('base64').slice(0, 40)]) {
        assert.ok(!said.includes(secret));
      }
    }
  });

  it('are sealed anew each time: nobody sees from outside that a value stayed', async () => {
    const place = placeIn(REPOSITORIES.plain);
    for (let time = 0; time < 2; time++) take(await putValues(connect(github), place, VALUES, never));
    const bodies = github.requests.filter(({ method }) => method === 'PUT').map(({ body }) => body);
    assert.equal(new Set(bodies).size, bodies.length);
  });

  it('can be offered the environments that there are', async () => {
    const environments = async (name: string) =>
      take(await connect(github).environments(placeIn(name).repository, never));
    assert.deepEqual(await environments(REPOSITORIES.withEnvironments), ENVIRONMENTS);
    assert.deepEqual(await environments(REPOSITORIES.plain), []);
  });

  it('are offered no environments where GitHub’s plan has none, and where the repository is not found that is told', async () => {
    const environments = (name: string) => connect(github).environments(placeIn(name).repository, never);
    github.fail(/environments$/, { status: 404, body: { message: 'Not Found' } });
    assert.deepEqual(take(await environments(REPOSITORIES.plain)), []);
    for (const name of [REPOSITORIES.hidden, 'ada/nowhere']) {
      const found = await environments(name);
      assert.ok(!found.ok && found.error.kind === 'githubNotFound', name);
    }
  });

  it('are not compared with a list from which an organization’s single sign-on has something left out', async () => {
    github.fail(/secrets$/, {
      status: 200,
      headers: { 'x-github-sso': 'partial-results; organizations=21955855' },
      body: { total_count: 0, secrets: [] },
    });
    const taken = await takenNames(connect(github), placeIn(REPOSITORIES.plain), NAMES, never);
    assert.ok(!taken.ok && taken.error.kind === 'githubSingleSignOn');
    assert.equal(taken.error.address, 'https://github.com/orgs/ada/sso');
  });
});
