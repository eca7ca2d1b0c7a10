import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startGithub, type Github } from '../github/standIn';
import { ENVIRONMENTS, OTHER_SECRETS, REPOSITORIES } from '../github/world';
import { projectRoot } from '../workbench/root';
import { eventually } from '../workbench/waiting';
import { withLogFiles } from './logFiles';
import { canaries, canariesOf, searchFiles } from './canaries';
import { answer, choose, obtain, sitDownWithFolder, type DeskWithFolder } from './flow';

const WORKFLOW = '.github/workflows/agoras-publish.yml';
const SIGN_IN = /to sign in (?:again )?using GitHub/;
const NAMES = ['INSTAGRAM_ACCESS_TOKEN', 'INSTAGRAM_OBJECT_ID'] as const;

describe('A person who publishes with GitHub Actions', () => {
  let github: Github;
  let desk: DeskWithFolder;
  const tokenFile = () => join(desk.folder, 'token');
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: desk.workspace });

  before(async () => {
    github = await startGithub();
    desk = await sitDownWithFolder(async (folder) => ({
      installedExtensions: [join(projectRoot, 'out', 'test', 'extensions', 'github-sign-in')],
      env: { ...(await withLogFiles(folder)), AGORAS_TEST_GITHUB_TOKEN: join(folder, 'token') },
      machineSettings: { 'agoras.githubApi.baseUrl': github.url },
      userSettings: { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' },
    }));
    await obtain(desk, 'grace');
  });
  after(async () => {
    await desk.close();
    await github.close();
  });

  const startDelivery = async () => {
    await desk.workbench.runCommand('Agoras: Write Flags to…');
    await choose(desk.workbench, 'destination', 'GitHub Actions');
  };
  const kindOf = (secrets: ReadonlyMap<string, string>) =>
    desk.sandbox.describe(secrets.get('INSTAGRAM_ACCESS_TOKEN') ?? '')?.kind;

  it('is told where no folder has a remote on GitHub', async () => {
    const { workbench } = desk;
    await startDelivery();
    await workbench.notifications.expect('no remote on github.com');
    await workbench.notifications.dismiss('no remote on github.com');
    git('init', '--quiet');
    git('remote', 'add', 'origin', `git@github.com:${REPOSITORIES.withSecrets}.git`);
  });

  it('does not sign in, and is told that nothing was sent', async () => {
    const { workbench } = desk;
    await startDelivery();
    await workbench.notifications.clickDialogButton(SIGN_IN, 'Allow');
    await workbench.notifications.expect('Nothing was sent to GitHub');
    await workbench.screenshot('github-declined');
    assert.equal(github.requests.length, 0);
    await writeFile(tokenFile(), github.token);
  });

  it('signs in at the second try, sees where the secrets would go, and which are there already', async () => {
    const { workbench } = desk;
    await workbench.notifications.clickButton('Nothing was sent to GitHub', 'Try Again');
    await workbench.notifications.clickDialogButton(SIGN_IN, 'Allow');
    await workbench.quickInput.expect({ placeholder: `Send the credentials to ${REPOSITORIES.withSecrets}?` });
    await workbench.screenshot('github-place');
    await workbench.quickInput.pick(`Secrets of the repository ${REPOSITORIES.withSecrets}`);
    const { text } = await workbench.notifications.expectDialog('Replace secrets of');
    assert.match(text, /INSTAGRAM_OBJECT_ID/);
    assert.doesNotMatch(text, /INSTAGRAM_ACCESS_TOKEN/);
    await workbench.screenshot('github-replace');
    await workbench.notifications.clickDialogButton('Replace secrets of', 'Cancel');
    await workbench.notifications.expect('are kept in VS Code’s secret storage');
    assert.equal(github.secretsOf(REPOSITORIES.withSecrets).get('INSTAGRAM_OBJECT_ID'), 'as it was');
    assert.ok(github.requests.every(({ method }) => method === 'GET'));
  });

  it('says yes, and GitHub has them; a workflow that reads them is there and open', async () => {
    const { workbench } = desk;
    await startDelivery();
    await workbench.quickInput.expect({ placeholder: `Send the credentials to ${REPOSITORIES.withSecrets}?` });
    await workbench.quickInput.pick(`Secrets of the repository ${REPOSITORIES.withSecrets}`);
    await workbench.notifications.clickDialogButton('Replace secrets of', 'Replace');
    await workbench.quickInput.expect({ placeholder: 'Should a workflow that publishes be written' });
    await workbench.quickInput.pick(`Write ${WORKFLOW}`);
    await workbench.notifications.expect(`are now secrets of ${REPOSITORIES.withSecrets} on GitHub`);
    await workbench.screenshot('github-delivered');
    const secrets = github.secretsOf(REPOSITORIES.withSecrets);
    assert.equal(kindOf(secrets), 'PAGE');
    assert.match(secrets.get('INSTAGRAM_OBJECT_ID') ?? '', /^\d+$/);
    assert.equal(secrets.size, OTHER_SECRETS.length + 2);
    const workflow = (await desk.read(WORKFLOW)) ?? '';
    for (const name of NAMES) assert.ok(workflow.includes(`\${{ secrets.${name} }}`));
    assert.doesNotMatch(workflow, /EAA/);
    await workbench.page.getByRole('tab', { name: 'agoras-publish.yml' }).waitFor();
  });

  it('chooses one of the environments of another repository, and the workflow that is there stays', async () => {
    const { workbench } = desk;
    const mine = '# mine\n';
    await writeFile(join(desk.workspace, WORKFLOW), mine);
    git('remote', 'add', 'shop', `https://github.com/${REPOSITORIES.withEnvironments}`);
    await startDelivery();
    await workbench.quickInput.expect({ placeholder: 'Which repository should get the credentials?' });
    await workbench.quickInput.pick(REPOSITORIES.withEnvironments);
    await workbench.quickInput.expect({ placeholder: `Send the credentials to ${REPOSITORIES.withEnvironments}?` });
    await workbench.quickInput.pick(`Secrets of the environment ${ENVIRONMENTS[1]}`);
    await workbench.notifications.expect(`secrets of the environment ${ENVIRONMENTS[1]}`);
    assert.equal(kindOf(github.secretsOf(REPOSITORIES.withEnvironments, ENVIRONMENTS[1])), 'PAGE');
    assert.equal(github.secretsOf(REPOSITORIES.withEnvironments).size, 0);
    git('remote', 'remove', 'shop');
    assert.equal(await desk.read(WORKFLOW), mine);
  });

  it('renews the token, and GitHub has the new one in both places', async () => {
    const { workbench, sandbox } = desk;
    await workbench.clearNotifications();
    const sent = github.requests.length;
    await workbench.runCommand('Agoras: Renew Access Token…');
    await answer(workbench, 'token', sandbox.shortLivedToken('grace'));
    await workbench.notifications.expect('is renewed, and so is everything');
    const changed = github.requests.slice(sent).filter(({ method }) => method === 'PUT');
    assert.equal(changed.length, 2 * NAMES.length);
    assert.equal(kindOf(github.secretsOf(REPOSITORIES.withSecrets)), 'PAGE');
    assert.equal(github.secretsOf(REPOSITORIES.plain).size, 0);
  });

  it('stops a delivery on its way, and hears that a part of it may have arrived', async () => {
    const { workbench } = desk;
    await workbench.clearNotifications();
    git('remote', 'set-url', 'origin', `https://github.com/${REPOSITORIES.plain}`);
    github.fail(/^PUT .*OBJECT_ID/, 'silence');
    await startDelivery();
    await workbench.quickInput.expect({ placeholder: `Send the credentials to ${REPOSITORIES.plain}?` });
    await workbench.quickInput.pick(`Secrets of the repository ${REPOSITORIES.plain}`);
    await workbench.notifications.clickButton(`Changing the secrets of ${REPOSITORIES.plain}`, 'Cancel');
    await workbench.notifications.expect(`You stopped the change of the secrets of ${REPOSITORIES.plain}`);
    await workbench.screenshot('github-stopped');
  });

  it('signs in anew when the session has ended, and hears why GitHub refuses another repository', async () => {
    const { workbench } = desk;
    await writeFile(tokenFile(), github.endSession());
    git('remote', 'set-url', 'origin', `https://github.com/${REPOSITORIES.readOnly}`);
    await startDelivery();
    await workbench.notifications.clickDialogButton(SIGN_IN, 'Allow');
    await workbench.quickInput.expect({ placeholder: `Send the credentials to ${REPOSITORIES.readOnly}?` });
    await workbench.quickInput.pick(`Secrets of the repository ${REPOSITORIES.readOnly}`);
    await workbench.notifications.expect(`GitHub does not let you write the secrets of ${REPOSITORIES.readOnly}`);
    await workbench.screenshot('github-refused');
    await workbench.notifications.dismiss('GitHub does not let you write');
  });

  it('forgets them, and GitHub has none of them any more, and everything else', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Forget Credentials…');
    const { text } = await workbench.notifications.expectDialog('Forget the credentials');
    assert.ok(text.includes(`https://github.com/${REPOSITORIES.withSecrets}`));
    assert.ok(text.includes(`https://github.com/${REPOSITORIES.withEnvironments}, environment ${ENVIRONMENTS[1]}`));
    await workbench.screenshot('github-forget');
    await workbench.notifications.clickDialogButton('Forget the credentials', 'Forget and Clear All Places');
    await workbench.notifications.expect('are forgotten');
    const left = await eventually('the secrets to be gone', () =>
      Promise.resolve([...github.secretsOf(REPOSITORIES.withSecrets).keys()]),
    );
    assert.deepEqual(left, OTHER_SECRETS);
    assert.equal(github.secretsOf(REPOSITORIES.withEnvironments, ENVIRONMENTS[1]).size, 0);
    assert.equal(github.secretsOf(REPOSITORIES.plain).size, 0, 'nor what a stopped delivery had left');
  });

  it('finds no secret in any log or state of VS Code or in the workspace, sealed or not', async () => {
    const { findIn } = canaries(
      new Map(
        github.requests.flatMap(({ headers, body }): [string, string][] => [
          [headers['authorization']?.replace('Bearer ', '') ?? '', 'GitHub’s token'],
          ...(body === '' ? [] : [[sealedIn(body), 'a sealed value'] as [string, string]]),
        ]),
      ),
    );
    for (const folder of [desk.workbench.server.dataDir, desk.workspace]) {
      const { leaks, files } = await searchFiles(folder, {
        findIn: (bytes) => [...findIn(bytes), ...canariesOf(desk.sandbox).findIn(bytes)],
        count: 0,
      });
      assert.deepEqual(leaks, []);
      assert.ok(files > 3);
    }
    await desk.workbench.runCommand('Agoras: Show Log');
    await desk.workbench.page.locator('.view-line', { hasText: 'githubNoWriteAccess' }).first().waitFor();
    const shown = await desk.workbench.page.locator('body').innerText();
    assert.deepEqual([...findIn(shown), ...canariesOf(desk.sandbox).findIn(shown)], []);
  });
});

function sealedIn(body: string): string {
  const { encrypted_value: sealed } = JSON.parse(body) as { readonly encrypted_value: string };
  return sealed;
}
