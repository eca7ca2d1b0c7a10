import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { installAgoras } from '../agoras/standIn';
import type { AgorasVersionNumber } from '../agoras/versions';
import { openForAll } from '../openForAll';
import { projectRoot } from '../workbench/root';
import { eventually } from '../workbench/waiting';
import { askNewTerminal, choose, enter, handOver, sitDownWithFolder, startLaunch, type DeskWithFolder } from './flow';

const run = promisify(execFile);

/** Starts like an option, and contains everything that a shell could interpret. */
const TEXT = `-50 % today: "It's" $HOME & \`here\``;
const IMAGE = 'https://example.org/a.jpg?b=1&c=2';

interface Case {
  readonly installed: AgorasVersionNumber;
  readonly version: '1.x' | '2.x' | '3.x';
  readonly textFlag: string;
  readonly imageFlag: string;
  readonly command: string;
}

const refreshing = { textFlag: '--text', imageFlag: '--image-1', command: 'agoras instagram post' };
const CASES: readonly Case[] = [
  { installed: '3.0.0', version: '3.x', ...refreshing },
  { installed: '2.0.5', version: '2.x', ...refreshing },
  {
    installed: '1.1.5',
    version: '1.x',
    textFlag: '--status-text',
    imageFlag: '--status-image-url-1',
    command: 'agoras publish --network instagram --action post',
  },
];

/** With an Agoras that the settings, the Python debugger and every terminal find. */
async function sitDownWithAgoras(
  installed: AgorasVersionNumber,
  installedExtensions: readonly string[],
): Promise<DeskWithFolder> {
  const desk = await sitDownWithFolder((folder) =>
    Promise.resolve({
      installedExtensions,
      userSettings: {
        'agoras.objectId': 'instagramAccount',
        'python.defaultInterpreterPath': join(folder, 'python'),
        'terminal.integrated.env.linux': { PATH: `${folder}:\${env:PATH}` },
      },
      machineSettings: { 'agoras.executable': join(folder, 'agoras') },
    }),
  );
  installAgoras(desk.folder, installed, desk.sandbox.url);
  return desk;
}

/** Checks the new post: whose token, where it went, and its content. */
function expectPost({ sandbox }: DeskWithFolder): void {
  const { posts, pages } = sandbox;
  const post = posts.at(-1);
  assert.deepEqual(
    [post?.network, post?.objectId, post?.text.trimEnd(), post?.imageUrls, post?.tokenPageId],
    ['instagram', pages.grace.instagram.id, TEXT, [IMAGE], pages.grace.id],
  );
  sandbox.clear();
}

/**
 * Starts the launch configuration and answers its questions; finally whether it may have the values, if it asks for
 * them.
 */
async function launch(desk: DeskWithFolder, asksForValues: boolean): Promise<void> {
  const { workbench } = desk;
  await startLaunch(desk, 'Agoras: publish to Instagram');
  for (const [question, answer] of [
    ['Text of the Instagram post', TEXT],
    ['Public address (URL) of its image', IMAGE],
  ] as const) {
    await workbench.quickInput.expect({ message: question });
    await workbench.quickInput.paste(answer);
    await workbench.quickInput.accept();
  }
  if (asksForValues) await handOver(workbench);
}

for (const { installed, version, textFlag, imageFlag, command } of CASES) {
  describe(`A person who posts with Agoras ${installed}`, () => {
    let desk: DeskWithFolder;
    openForAll(async () => {
      desk = await sitDownWithAgoras(installed, [join(projectRoot, 'out', 'test', 'extensions', 'debugpy')]);
      return desk;
    });

    async function inBash(line: string): Promise<void> {
      const path = [desk.folder, process.env['PATH']].join(delimiter);
      await run('bash', ['-c', line, 'bash', `${textFlag}=${TEXT}`, `${imageFlag}=${IMAGE}`], {
        cwd: desk.workspace,
        env: { PATH: path, HOME: desk.folder },
      });
    }

    it('is offered that version first, and posts with what is in .env', async () => {
      const { workbench } = desk;
      await enter(desk, 'grace');
      await choose(workbench, 'agorasVersion', new RegExp(`^Agoras ${version}`));
      await choose(workbench, 'destination', '.env');
      await workbench.notifications.expect('never expire and are now in .env');
      assert.match((await workbench.statusBar('agoras.tokenExpiry')).text, /never expires/);
      await workbench.notifications.clickButton('are now in .env', 'Copy Load Command');
      const load = await eventually('the command to be on the clipboard', async () => {
        const text = await workbench.clipboard();
        return text.includes('.env') ? text : undefined;
      });
      await inBash(`${load}; ${command} "$@"`);
      expectPost(desk);
    });

    it('posts with the command line that is copied', async () => {
      const { workbench } = desk;
      await workbench.runCommand('Agoras: Copy Flags as Command Line');
      await handOver(workbench);
      await workbench.notifications.expect('is on the clipboard');
      await inBash(`${await workbench.clipboard()} "$@"`);
      expectPost(desk);
    });

    it('posts from a new terminal', async () => {
      const { workbench } = desk;
      await workbench.runCommand('Agoras: Use Credentials in Terminals');
      await handOver(workbench);
      await workbench.notifications.expect('New terminals of this window have the credentials');
      const answer = await askNewTerminal(
        desk,
        `${command} ${textFlag}='${TEXT.replaceAll("'", `'\\''`)}' ${imageFlag}='${IMAGE}'`,
      );
      assert.match(answer, /"id"/);
      expectPost(desk);
      await workbench.runCommand('Agoras: Use Credentials in Terminals');
    });

    for (const destination of [/^launch\.json$/, /^launch\.json with/]) {
      it(`posts with the launch configuration of ${String(destination)}`, async () => {
        const { workbench } = desk;
        await workbench.clearNotifications();
        await workbench.runCommand('Agoras: Write Flags to…');
        await choose(workbench, 'agorasVersion', new RegExp(`^Agoras ${version}`));
        await choose(workbench, 'destination', destination);
        await workbench.notifications.expect(/Agoras: publish to Instagram” (?:is now in|is in|was already)/);
        const ended = ((await desk.read('ended.jsonl')) ?? '').split('\n').length;
        await launch(desk, destination.source === '^launch\\.json$');
        const lines = await eventually('Agoras to end', async () => {
          const text = (await desk.read('ended.jsonl')) ?? '';
          return text.split('\n').length > ended ? text.trim().split('\n') : undefined;
        });
        const last = JSON.parse(lines.at(-1) ?? '') as { readonly exitCode: number; readonly output: string };
        assert.equal(last.exitCode, 0, last.output);
        expectPost(desk);
        await workbench.screenshot(`posted-${version}`);
      });
    }
  });
}

describe('A person without the Python debugger', () => {
  let desk: DeskWithFolder;
  openForAll(async () => (desk = await sitDownWithAgoras('3.0.0', [])));

  it('posts from the terminal that the launch configuration opens, whatever the text has in it', async () => {
    const { workbench, sandbox } = desk;
    await enter(desk, 'grace');
    await choose(workbench, 'agorasVersion', /^Agoras 3/);
    await choose(workbench, 'destination', /^launch\.json$/);
    await workbench.notifications.expect('Agoras: publish to Instagram” is now in');
    await launch(desk, true);
    await eventually('the post', () => sandbox.posts.at(-1));
    await workbench.screenshot('posted-from-terminal');
    expectPost(desk);
  });
});
