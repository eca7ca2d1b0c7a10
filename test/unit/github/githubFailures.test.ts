import assert from 'node:assert/strict';
import { once } from 'node:events';
import { putValues } from '../../../src/github/actionsSecrets';
import type { GithubFailure } from '../../../src/github/githubFailures';
import type { Cancelled } from '../../../src/base/outcome';
import { describeGithubFailure } from '../../../src/messages/githubMessages';
import { toNotificationText } from '../../../src/messages/failures/failureMessage';
import { startGithub, type Fault, type Github } from '../../github/standIn';
import { REPOSITORIES } from '../../github/world';
import { connect, never, placeIn } from './githubClient';

const VALUES = [{ name: 'INSTAGRAM_OBJECT_ID', value: '17841400000000001' }];

const message = (text: string) => ({ message: text });
const soon = () => String(Math.floor(Date.now() / 1000) + 600);

describe('A delivery to GitHub that fails', () => {
  let github: Github;
  beforeEach(async () => {
    github = await startGithub();
  });
  afterEach(() => github.close());

  async function failure(repository: string, options = {}): Promise<GithubFailure | Cancelled> {
    const sent = await putValues(connect(github, options), placeIn(repository), VALUES, never);
    assert.ok(!sent.ok);
    return sent.error;
  }

  const refusals: readonly (readonly [string, string, GithubFailure['kind']])[] = [
    ['the person may only read', REPOSITORIES.readOnly, 'githubNoWriteAccess'],
    ['the organisation wants its single sign-on', REPOSITORIES.singleSignOn, 'githubSingleSignOn'],
    ['the organisation lets no such app in', REPOSITORIES.closed, 'githubOrganisationPolicy'],
    ['the repository is not there, or not for this person', 'ada/nowhere', 'githubNotFound'],
    ['the repository was renamed', REPOSITORIES.renamed, 'githubMoved'],
  ];
  for (const [why, repository, kind] of refusals) {
    it(`is told apart: ${why}`, async () => {
      const error = await failure(repository);
      assert.equal(error.kind, kind);
      assert.ok('repository' in error && error.repository === repository);
      assert.equal(github.requests.length, 1, 'trying again would not help');
    });
  }

  it('is told apart: the session has ended', async () => {
    const error = await failure(REPOSITORIES.plain, { token: 'gho_0123456789012345678901234567890123456789' });
    assert.equal(error.kind, 'githubTokenRefused');
    assert.ok('details' in error && error.details.traceId === 'C0DE:1234:ABC');
  });

  const faults: readonly (readonly [string, Fault, GithubFailure['kind'], number?])[] = [
    ['a value that GitHub refuses', { status: 422, body: message('Validation Failed') }, 'githubValueRefused'],
    [
      'the rate limit',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': soon() }, body: message('…') },
      'githubRateLimited',
    ],
    [
      'a pause that is asked for',
      { status: 403, headers: { 'retry-after': '60' }, body: message('…') },
      'githubRateLimited',
    ],
    ['too many calls', { status: 429, body: message('secondary rate limit') }, 'githubRateLimited'],
    ['a refusal without words', { status: 403 }, 'githubNoWriteAccess'],
    ['a status that nobody expects', { status: 418, body: 'teapot' }, 'githubOtherError'],
    ['a page of HTML', { status: 200, body: '<html>' }, 'githubUnexpectedAnswer'],
    ['a key that is none', { status: 200, body: { key_id: '1', key: 'AAAA' } }, 'githubUnexpectedAnswer'],
  ];
  for (const [why, fault, kind] of faults) {
    it(`is told apart: ${why}`, async () => {
      github.fail(/public-key/, fault);
      assert.equal((await failure(REPOSITORIES.plain)).kind, kind);
      assert.equal(github.requests.length, 1);
    });
  }

  it('tells how long the rate limit lasts', async () => {
    github.fail(/public-key/, {
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': soon() },
    });
    const error = await failure(REPOSITORIES.plain);
    assert.ok('waitSeconds' in error && error.waitSeconds !== undefined);
    assert.ok(error.waitSeconds > 590 && error.waitSeconds <= 600, String(error.waitSeconds));
  });

  for (const fault of [{ status: 502, body: '<html>' }, { status: 500 }, 'reset'] as const) {
    it(`is tried again when it may pass: ${JSON.stringify(fault)}`, async () => {
      const tries: number[] = [];
      github.fail(/PUT/, fault, fault);
      const api = connect(github, { onRetry: () => void tries.push(1) });
      const sent = await putValues(api, placeIn(REPOSITORIES.plain), VALUES, never);
      assert.ok(sent.ok);
      assert.equal(tries.length, 2);
      assert.equal(github.secretsOf(REPOSITORIES.plain).get('INSTAGRAM_OBJECT_ID'), VALUES[0]?.value);
    });
  }

  it('is told when it does not pass', async () => {
    const trouble: Fault = { status: 503 };
    github.fail(/public-key/, trouble, trouble, trouble, trouble);
    assert.equal((await failure(REPOSITORIES.plain)).kind, 'githubTrouble');
  });

  it('is told when no answer comes', async () => {
    github.fail(/public-key/, 'silence');
    const error = await failure(REPOSITORIES.plain, { timeoutMilliseconds: 200 });
    assert.ok(error.kind === 'network' && error.trouble === 'timeout');
  });

  it('ends at once when the person cancels', async () => {
    github.fail(/public-key/, 'silence');
    const controller = new AbortController();
    const sending = putValues(connect(github), placeIn(REPOSITORIES.plain), VALUES, controller.signal);
    const aborted = once(controller.signal, 'abort');
    setImmediate(() => {
      controller.abort();
    });
    await aborted;
    const sent = await sending;
    assert.ok(!sent.ok && sent.error.kind === 'cancelled');
  });

  it('says no secret, even where GitHub repeats one', async () => {
    github.fail(/public-key/, { status: 422, body: message(`no: ${github.token} ghp_${'A1'.repeat(18)}`) });
    const error = await failure(REPOSITORIES.plain);
    assert.ok(error.kind === 'githubValueRefused');
    assert.equal(error.details.message, 'no: [redacted] [redacted]');
    assert.doesNotMatch(toNotificationText(describeGithubFailure(error)), /gh[a-z]_/);
  });
});
