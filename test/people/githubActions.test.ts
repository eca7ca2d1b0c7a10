import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startGithub, type Github } from '../github/standIn';
import { ENVIRONMENTS, OTHER_SECRETS, REPOSITORIES, type Person } from '../github/world';
import { projectRoot } from '../workbench/root';
import { eventually } from '../workbench/waiting';
import { logFilesScript } from './logFiles';
import { canaries, canariesOf, searchFiles } from './canaries';
import { answer, choose, obtain, sitDownWithFolder, type DeskWithFolder } from './flow';

const WORKFLOW = '.github/workflows/agoras-publish.yml';
const SIGN_IN = /to sign in (?:again )?using GitHub/;
const NAMES = ['INSTAGRAM_ACCESS_TOKEN', 'INSTAGRAM_OBJECT_ID'] as const;

describe('A person who publishes with GitHub Actions', () => {
  let github: Github;
  let desk: DeskWithFolder;
  const tokenFile = () => join(desk.folder, 'token');
  /** Sets who signs in to GitHub next in the browser. */
  const signsIn = (person: Person, token: string) => writeFile(tokenFile(), `${person} ${token}`);
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: desk.workspace });

  before(async () => {
    github = await startGithub();
    desk = await sitDownWithFolder(async (folder) => ({
      installedExtensions: [join(projectRoot, 'out', 'test', 'extensions', 'github-sign-in')],
      env: {
        AGORAS_TEST_GITHUB_TOKEN: join(folder, 'token'),
        // Newer versions look for a session at startup, which loads their own sign-in first, and the first one is kept.
        VSCODE_SKIP_BUILTIN_EXTENSIONS: 'vscode.github-authentication',
      },
      preloaded: [await logFilesScript(folder)],
      userSettings: {
        'agoras.githubApi.baseUrl': github.url,
        'agoras.agorasVersion': '1.x',
        'agoras.objectId': 'instagramAccount',
      },
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

  it('is asked for the repository where no folder has a remote on GitHub, and told what it has to look like', async () => {
    const { workbench } = desk;
    await startDelivery();
    await workbench.quickInput.expect({ message: 'No folder here has a github.com' });
    await workbench.quickInput.type('ada/..');
    await workbench.quickInput.expect({ message: 'That isn’t a repository name' });
    await workbench.screenshot('github-typed-wrong');
    await workbench.quickInput.type('https://gitlab.com/ada/site');
    await workbench.quickInput.expect({ message: 'This address isn’t on GitHub' });
    await workbench.quickInput.leave();
    await workbench.notifications.expect('are kept in VS Code’s secret storage');
    await workbench.clearNotifications();
    assert.equal(github.requests.length, 0);
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
    await signsIn('ada', github.token);
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
    await workbench.quickInput.expect({ placeholder: 'Also write a workflow that publishes' });
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
    await workbench.notifications.expect('was renewed, and everything written with it was updated');
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
    await workbench.notifications.clickButton(`Updating the secrets of ${REPOSITORIES.plain}`, 'Cancel');
    await workbench.notifications.expect(`You canceled while updating the secrets in ${REPOSITORIES.plain}`);
    await workbench.screenshot('github-stopped');
  });

  it('signs in anew when the session has ended, and hears why GitHub refuses another repository', async () => {
    const { workbench } = desk;
    await signsIn('ada', github.endSession());
    git('remote', 'set-url', 'origin', `https://github.com/${REPOSITORIES.readOnly}`);
    await startDelivery();
    await workbench.notifications.clickDialogButton(SIGN_IN, 'Allow');
    await workbench.quickInput.expect({ placeholder: `Send the credentials to ${REPOSITORIES.readOnly}?` });
    await workbench.quickInput.pick(`Secrets of the repository ${REPOSITORIES.readOnly}`);
    await workbench.notifications.expect(`GitHub doesn’t let you write the secrets of ${REPOSITORIES.readOnly}`);
    await workbench.screenshot('github-refused');
    await workbench.notifications.dismiss('GitHub doesn’t let you write');
  });

  it('types another repository than that of the remote, as the browser has its address', async () => {
    const { workbench } = desk;
    await startDelivery();
    await workbench.quickInput.expect({ placeholder: `Send the credentials to ${REPOSITORIES.readOnly}?` });
    await workbench.quickInput.walkTo('Another repository…');
    await workbench.screenshot('github-another-repository');
    await workbench.quickInput.pick('Another repository…');
    await workbench.quickInput.expect({ message: 'Repository on GitHub, as owner/name or its address' });
    await workbench.quickInput.paste(`https://github.com/${REPOSITORIES.plain}/settings/secrets/actions`);
    await workbench.screenshot('github-typed');
    await workbench.quickInput.accept();
    await workbench.quickInput.expect({ placeholder: `Send the credentials to ${REPOSITORIES.plain}?` });
    await workbench.quickInput.pick(`Secrets of the repository ${REPOSITORIES.plain}`);
    const dialog = await workbench.notifications.expectDialog('Replace secrets of');
    assert.match(dialog.text, /INSTAGRAM_ACCESS_TOKEN/, 'what the stopped delivery has left');
    await workbench.notifications.clickDialogButton('Replace secrets of', 'Replace');
    await workbench.notifications.expect(`are now secrets of ${REPOSITORIES.plain} on GitHub`);
    assert.equal(kindOf(github.secretsOf(REPOSITORIES.plain)), 'PAGE');
  });

  it('passes an organization’s single sign-on in the browser, signs in anew, and the delivery goes on', async () => {
    const { workbench } = desk;
    const wanted = `The organization of ${REPOSITORIES.singleSignOn} requires single sign-on first`;
    const waiting = `Sign in to the organization of ${REPOSITORIES.singleSignOn} in the browser`;
    await workbench.clearNotifications();
    git('remote', 'set-url', 'origin', `https://github.com/${REPOSITORIES.singleSignOn}`);
    const context = workbench.page.context();
    await context.route('https://github.com/**', (route) => route.fulfill({ body: 'Single sign-on to acme' }));
    await startDelivery();
    await workbench.notifications.expect(wanted);
    await workbench.screenshot('github-single-sign-on');
    const opened = context.waitForEvent('page');
    await workbench.notifications.clickButton(wanted, 'Authorize');
    const page = await opened;
    await page.getByText('Single sign-on to acme').waitFor();
    github.visit(page.url());
    await page.close();
    await signsIn('ada', github.signIn('ada'));
    await workbench.notifications.expectDialog(waiting);
    await workbench.screenshot('github-single-sign-on-waiting');
    await workbench.notifications.clickDialogButton(waiting, 'Sign In to GitHub');
    await workbench.notifications.clickDialogButton(SIGN_IN, 'Allow');
    await workbench.quickInput.expect({ placeholder: `Send the credentials to ${REPOSITORIES.singleSignOn}?` });
    await workbench.quickInput.pick(`Secrets of the repository ${REPOSITORIES.singleSignOn}`);
    await workbench.notifications.expect(`are now secrets of ${REPOSITORIES.singleSignOn} on GitHub`);
    assert.equal(kindOf(github.secretsOf(REPOSITORIES.singleSignOn)), 'PAGE');
  });

  it('uses another GitHub account where the first may not see the repository', async () => {
    const { workbench } = desk;
    const { hidden } = REPOSITORIES;
    await workbench.clearNotifications();
    git('remote', 'set-url', 'origin', `https://github.com/${hidden}`);
    await signsIn('grace', github.signIn('grace'));
    await startDelivery();
    await workbench.notifications.expect(`GitHub can’t find ${hidden}`);
    await workbench.screenshot('github-not-found');
    await workbench.notifications.clickButton(`GitHub can’t find ${hidden}`, 'Use Another GitHub Account');
    await workbench.notifications.clickDialogButton(SIGN_IN, 'Allow');
    await workbench.quickInput.expect({ item: 'ada' });
    await workbench.screenshot('github-accounts');
    await workbench.quickInput.pick('Sign in to another account');
    await workbench.quickInput.expect({ placeholder: 'Which repository should get the credentials?' });
    await workbench.quickInput.pick(hidden);
    await workbench.quickInput.expect({ placeholder: `Send the credentials to ${hidden}?` });
    await workbench.quickInput.pick(`Secrets of the repository ${hidden}`);
    await workbench.notifications.expect(`are now secrets of ${hidden} on GitHub`);
    assert.equal(kindOf(github.secretsOf(hidden)), 'PAGE');
    await workbench.clearNotifications();
  });

  it('forgets them, and GitHub has none of them any more, and everything else', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Forget Credentials…');
    const { text } = await workbench.notifications.expectDialog('Forget the credentials');
    assert.ok(text.includes(`https://github.com/${REPOSITORIES.withSecrets}`));
    assert.ok(text.includes(`https://github.com/${REPOSITORIES.withEnvironments}, environment ${ENVIRONMENTS[1]}`));
    await workbench.screenshot('github-forget');
    await workbench.notifications.clickDialogButton('Forget the credentials', 'Forget and Remove What Was Written');
    await workbench.notifications.expect('were deleted');
    const left = await eventually('the secrets to be gone', () =>
      Promise.resolve([...github.secretsOf(REPOSITORIES.withSecrets).keys()]),
    );
    assert.deepEqual(left, OTHER_SECRETS);
    assert.equal(github.secretsOf(REPOSITORIES.withEnvironments, ENVIRONMENTS[1]).size, 0);
    for (const name of [REPOSITORIES.plain, REPOSITORIES.singleSignOn, REPOSITORIES.hidden]) {
      assert.equal(github.secretsOf(name).size, 0, name);
    }
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
    await desk.workbench.page.locator('.view-line', { hasText: 'githubNotFound' }).first().waitFor();
    const shown = await desk.workbench.page.locator('body').innerText();
    assert.deepEqual([...findIn(shown), ...canariesOf(desk.sandbox).findIn(shown)], []);
  });
});

function sealedIn(body: string): string {
  const { encrypted_value: sealed } = JSON.parse(body) as { readonly encrypted_value: string };
  return sealed;
}
