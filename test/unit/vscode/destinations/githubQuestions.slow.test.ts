import assert from 'node:assert/strict';
import { chmodSync, existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { ENVIRONMENTS, REPOSITORIES } from '../../../github/world';
import { BACK, ESCAPE, type Answers } from '../../../window/userDouble';
import { openGithubWindow, type GithubWindow } from './githubWindow';

const NAME = 'Repository on GitHub';
const OTHER = 'Another repository…';
const WORKFLOW = '.github/workflows/agoras-publish.yml';
const { plain, withEnvironments, renamed, readOnly } = REPOSITORIES;

const where = (repository: string) => `Send the credentials to ${repository}?`;
const toRepository = (repository: string): Answers[number] => [where(repository), 'Secrets of the repository'];

describe('The repository on GitHub that gets the credentials', () => {
  let desk: GithubWindow;
  afterEach(() => desk.close());

  it('is typed where no folder has a remote there, in whatever form it was copied', async () => {
    desk = await openGithubWindow();
    await desk.deliver([NAME, `https://github.com/${plain}/settings/secrets/actions`], toRepository(plain));
    assert.equal(desk.tokenIn(plain), 'PAGE');
    assert.match(desk.window.user.asked[1] ?? '', /No folder here has a github\.com remote/);
    assert.match(desk.window.message, new RegExp(`are now secrets of ${plain} on GitHub`));
  });

  it('is typed where Git cannot read the repository: where that is on GitHub is not known then', async () => {
    desk = await openGithubWindow(`https://github.com/${plain}`);
    desk.computer.write('a/.git/config', '[core\n');
    await desk.deliver([NAME, plain], toRepository(plain));
    const [, question = ''] = desk.window.user.asked;
    assert.match(
      question,
      /This workspace’s GitHub repository couldn’t be determined\. Git reports: bad config line 1/,
    );
    assert.doesNotMatch(question, /No folder here/);
  });

  it('is typed in a window without a folder', async () => {
    desk = await openGithubWindow(undefined, { open: [] });
    await desk.deliver([NAME, plain], toRepository(plain));
    assert.equal(desk.tokenIn(plain), 'PAGE');
  });

  for (const [text, told] of [
    ['ada', 'Owner and name are needed'],
    ['https://gitlab.com/ada/site', 'This address isn’t on GitHub'],
    ['ada/..', 'That isn’t a repository name'],
  ] as const) {
    it(`is not ${text}: the box says so, and nothing is asked of GitHub`, async () => {
      desk = await openGithubWindow();
      await desk.deliver([NAME, text]);
      assert.ok(desk.window.user.asked.at(-1)?.startsWith(told));
      assert.deepEqual(desk.github.requests, []);
    });
  }

  it('can be another than the only remote; Back leads to the remote again, with what was typed still there', async () => {
    desk = await openGithubWindow(`git@github.com:${plain}.git`);
    await desk.deliver(
      [where(plain), OTHER],
      [NAME, withEnvironments],
      [where(withEnvironments), BACK],
      [NAME, BACK],
      [where(plain), OTHER],
      [NAME, withEnvironments],
      [where(withEnvironments), `Secrets of the environment ${ENVIRONMENTS[0]}`],
    );
    assert.equal(desk.tokenIn(withEnvironments, ENVIRONMENTS[0]), 'PAGE');
    assert.equal(desk.github.secretsOf(plain).size, 0);
    const boxes = desk.window.user.seen.filter((seen) => seen.length === 1);
    assert.deepEqual(boxes, [[''], [withEnvironments], [withEnvironments]]);
  });

  it('is the remote after all, once Back has led there', async () => {
    desk = await openGithubWindow(`git@github.com:${plain}.git`);
    await desk.deliver([where(plain), OTHER], [NAME, BACK], toRepository(plain), [
      'Also write a workflow',
      'Only the secrets',
    ]);
    assert.equal(desk.tokenIn(plain), 'PAGE');
  });

  it('can be another than any of several remotes; one of them that is typed has its folder', async () => {
    desk = await openGithubWindow(`git@github.com:${plain}.git`);
    desk.git('remote', 'add', 'shop', `https://github.com/${withEnvironments}`);
    await desk.deliver(
      ['Which repository', OTHER],
      [NAME, withEnvironments.toUpperCase()],
      [where(withEnvironments), ESCAPE],
    );
    assert.deepEqual(desk.window.user.seen[1], [plain, withEnvironments, OTHER]);
    await desk.deliver(['Which repository', OTHER], [NAME, plain], toRepository(plain), [
      'Also write a workflow',
      'Only the secrets',
    ]);
    assert.equal(desk.tokenIn(plain), 'PAGE');
  });

  it('is still in the box when GitHub has not found it, and the delivery is tried again', async () => {
    desk = await openGithubWindow();
    await desk.deliver(
      [NAME, 'ada/nowhere'],
      ['GitHub can’t find ada/nowhere', 'Try Again'],
      [NAME, plain],
      toRepository(plain),
    );
    assert.deepEqual(desk.window.user.seen.slice(1, 3), [[''], ['ada/nowhere']]);
    assert.equal(desk.tokenIn(plain), 'PAGE');
  });

  for (const [wrong, told] of [
    [renamed, 'was renamed'],
    ['ada/nowhere', 'GitHub can’t find'],
    [readOnly, 'GitHub doesn’t let you write'],
  ] as const) {
    it(`is asked for when that of the only remote is the wrong one: ${wrong}`, async () => {
      desk = await openGithubWindow(`git@github.com:${wrong}.git`);
      const chosen: Answers = wrong === readOnly ? [toRepository(wrong)] : [];
      const message = wrong === renamed ? `${wrong} ${told}` : told;
      await desk.deliver(
        ...chosen,
        [message, 'Try Again'],
        ['Which repository', OTHER],
        [NAME, plain],
        toRepository(plain),
      );
      assert.equal(desk.tokenIn(plain), 'PAGE');
    });
  }

  it('gets a workflow, too, where the folder is a Git repository that names none', async () => {
    desk = await openGithubWindow('/srv/git/site.git');
    await desk.deliver([NAME, plain], toRepository(plain), ['Also write a workflow', `Write ${WORKFLOW}`]);
    assert.ok(desk.computer.read(`a/${WORKFLOW}`)?.includes('secrets.INSTAGRAM_ACCESS_TOKEN'));
  });

  describe('that a remote names as the person’s SSH has it', () => {
    const path = process.env['PATH'] ?? '';
    afterEach(() => {
      process.env['PATH'] = path;
    });

    /** An SSH that knows one alias for GitHub, and leaves a mark. */
    function install(): void {
      desk.computer.write(
        'bin/ssh',
        `#!/bin/sh\n: > '${desk.computer.at('mark')}'\ncase "$3" in github-work) echo hostname github.com;; *) echo "hostname $3";; esac\n`,
      );
      chmodSync(desk.computer.at('bin/ssh'), 0o755);
      process.env['PATH'] = [desk.computer.at('bin'), path].join(delimiter);
    }

    for (const remote of [`git@github-work:${plain}.git`, `ssh://git@github-work/${plain}`, `github-work:${plain}`]) {
      it(`is found: ${remote}`, async () => {
        desk = await openGithubWindow(remote);
        install();
        await desk.deliver(toRepository(plain), ['Also write a workflow', 'Only the secrets']);
        assert.equal(desk.tokenIn(plain), 'PAGE');
      });
    }

    for (const remote of [`git@gitlab-work:${plain}.git`, `https://github-work/${plain}`]) {
      it(`is not taken for one on GitHub: ${remote}`, async () => {
        desk = await openGithubWindow(remote);
        install();
        await desk.deliver([NAME, ESCAPE]);
        assert.deepEqual(desk.github.requests, []);
      });
    }

    it('is not looked for where all remotes are plain', async () => {
      desk = await openGithubWindow(`git@github.com:${plain}.git`);
      install();
      await desk.deliver([where(plain), ESCAPE]);
      assert.equal(existsSync(desk.computer.at('mark')), false);
    });

    it('is not looked for in Restricted Mode: nothing is started, and nothing asked', async () => {
      desk = await openGithubWindow(`git@github-work:${plain}.git`, { isTrusted: false });
      install();
      await desk.deliver();
      assert.match(desk.window.message, /This workspace isn’t trusted/);
      assert.equal(existsSync(desk.computer.at('mark')), false);
    });
  });
});
