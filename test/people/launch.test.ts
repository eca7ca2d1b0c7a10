import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgorasVersion } from '../../src/credentials/flags';
import { launchConfiguration, launchInputs, LAUNCH_NAME } from '../../src/destinations/launchConfiguration';
import { planLaunch } from '../../src/destinations/launchText';
import { projectRoot } from '../workbench/root';
import { eventually } from '../workbench/waiting';
import { choose, filesWith, inputsOf, sitDown, start, typeInputs, type Desk } from './flow';

/** What the started process has written down. */
interface Received {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const TEXT = `It's "here" & now; $HOME`;
const IMAGE = 'https://example.org/a.jpg?b=1&c=2';
const QUESTION = 'Hand the credentials of';

describe('A person who publishes with a launch configuration', () => {
  let desk: Desk;

  before(async () => {
    desk = await sitDown(
      {},
      {
        installedExtensions: [join(projectRoot, 'out', 'test', 'extensions', 'debugpy')],
        userSettings: { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' },
      },
    );
    const { workbench, sandbox } = desk;
    await start(workbench);
    await typeInputs(workbench, inputsOf(sandbox, sandbox.shortLivedToken('grace')));
    await workbench.quickInput.expect({ item: /Only keep/ });
    await choose(workbench, 'destination', /Only keep/);
    await workbench.notifications.expect('are kept in VS Code’s secret storage');
  });
  after(() => desk.close());

  async function writeLaunch(version: AgorasVersion, source: 'commands' | 'envFile'): Promise<void> {
    const configuration = launchConfiguration({
      version,
      debugger: 'debugpy',
      source: source === 'commands' ? { kind: source } : { kind: source, path: '${workspaceFolder}/.env' },
    });
    const inputs = launchInputs({ text: 'Text of the post', imageUrl: 'Address of the image' });
    const file = join(desk.workspace, '.vscode', 'launch.json');
    await mkdir(join(desk.workspace, '.vscode'), { recursive: true });
    const before = await readFile(file, 'utf8').catch(() => undefined);
    const format = { indent: '  ', lineBreak: '\n' };
    const plan = planLaunch(before, { configuration, inputs }, format, 'launch.json');
    assert.ok(plan.kind === 'create' || plan.kind === 'rewrite', JSON.stringify(plan));
    await writeFile(file, plan.text);
  }

  async function launch(): Promise<void> {
    const { workbench } = desk;
    await rm(join(desk.workspace, 'received.json'), { force: true });
    await workbench.runCommand('Debug: Select and Start Debugging');
    await workbench.quickInput.pick(LAUNCH_NAME);
  }

  async function answerPrompts(): Promise<void> {
    const { quickInput } = desk.workbench;
    await quickInput.expect({ message: 'Text of the post' });
    await quickInput.paste(TEXT);
    await quickInput.accept();
    await quickInput.expect({ message: 'Address of the image' });
    await quickInput.paste(IMAGE);
    await quickInput.accept();
  }

  function received(): Promise<Received> {
    return eventually('the started process to write down what it got', async () => {
      const text = (await desk.read('received.json')) ?? '';
      return text === '' ? undefined : (JSON.parse(text) as Received);
    });
  }

  it('is asked whether the workspace may have the credentials, and with a no nothing is started', async () => {
    const { workbench } = desk;
    await writeLaunch('1.x', 'commands');
    await launch();
    await answerPrompts();
    const { text, buttons } = await workbench.notifications.expectDialog(QUESTION);
    assert.match(text, /“.+”[^]*launch\.json and tasks\.json/);
    assert.deepEqual([...buttons].sort(), ['Cancel', 'Hand Over']);
    await workbench.screenshot('launch-question');
    await workbench.notifications.clickDialogButton(QUESTION, 'Cancel');
    await workbench.page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
    await workbench.screenshot('launch-refused');
    assert.equal(await desk.read('received.json'), undefined);
  });

  it('agrees, and Agoras gets the flags with the token that works', async () => {
    const { workbench, sandbox } = desk;
    await launch();
    await answerPrompts();
    await workbench.notifications.clickDialogButton(QUESTION, 'Hand Over');
    const { args } = await received();
    const token = args[args.indexOf('--instagram-access-token') + 1] ?? '';
    assert.equal(sandbox.describe(token)?.pageId, sandbox.pages.grace.id);
    assert.deepEqual(args.slice(5), [
      ...['--status-text', TEXT, '--status-image-url-1', IMAGE],
      ...['--instagram-access-token', token],
      ...['--instagram-object-id', sandbox.pages.grace.instagram.id],
    ]);
    assert.deepEqual(await filesWith(join(desk.workspace, '.vscode'), [token, TEXT]), []);
  });

  it('is not asked again, and Agoras 2.x gets the variables', async () => {
    const { sandbox } = desk;
    await writeLaunch('2.x', 'commands');
    await launch();
    await answerPrompts();
    const { args, env } = await received();
    assert.deepEqual(args, ['instagram', 'post', '--text', TEXT, '--image-1', IMAGE]);
    assert.equal(env['INSTAGRAM_OBJECT_ID'], sandbox.pages.grace.instagram.id);
    assert.equal(env['INSTAGRAM_CLIENT_ID'], sandbox.apps.demo.id);
    assert.equal(env['INSTAGRAM_CLIENT_SECRET'], sandbox.apps.demo.secret);
    assert.equal(sandbox.describe(env['INSTAGRAM_REFRESH_TOKEN'] ?? '')?.kind, 'USER');
    assert.deepEqual(
      await filesWith(join(desk.workspace, '.vscode'), [
        env['INSTAGRAM_REFRESH_TOKEN'] ?? '',
        sandbox.apps.demo.secret,
      ]),
      [],
    );
  });

  it('lets the debugger read a .env instead', async () => {
    await writeFile(join(desk.workspace, '.env'), 'INSTAGRAM_OBJECT_ID=from-the-file\n');
    await writeLaunch('2.x', 'envFile');
    await launch();
    await answerPrompts();
    assert.deepEqual((await received()).env, { INSTAGRAM_OBJECT_ID: 'from-the-file' });
  });

  it('who has forgotten the credentials hears so once, and nothing is started', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Forget Credentials…');
    await workbench.quickInput.accept();
    await workbench.notifications.clickDialogButton('Forget the credentials', 'Forget');
    await workbench.notifications.expect('are forgotten');
    await writeLaunch('1.x', 'commands');
    await launch();
    await answerPrompts();
    await workbench.notifications.expect('No credentials are stored yet');
    await workbench.screenshot('launch-no-account');
    const told = (await workbench.notifications.all()).filter(({ text }) => text.includes('No credentials are stored'));
    assert.equal(told.length, 1);
    assert.equal(await desk.read('received.json'), undefined);
  });
});
