import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DEFAULT_NETWORKS } from '../../src/agoras/target';
import { wantedLaunch } from '../../src/agoras/launchConfiguration';
import { planLaunch } from '../../src/edits/json/launchPlan';
import { projectRoot } from '../workbench/root';
import { apps, pages } from '../sandbox/world';
import { canariesOf, searchFiles } from './canaries';
import { choose, enter, sitDown, type Desk, receivedLine, startLaunch } from './flow';

const LAUNCH_NAME = 'Agoras: publish to Instagram';

const GRACE = `${apps.demo.id}.${pages.grace.id}`;

/** One launch.json with everything that the tests start, distinguished by name. */
const CONFIGURATIONS = {
  [LAUNCH_NAME]: { version: '1.x', source: { kind: 'commands' } },
  'Agoras 2.x': { version: '2.x', source: { kind: 'commands' } },
  'Agoras with .env': { version: '2.x', source: { kind: 'envFile', path: '${workspaceFolder}/.env' } },
} as const;

function launchFile(): string {
  const questions = { text: 'Text of the post', imageUrl: 'Address of the image' };
  let text: string | undefined;
  for (const [name, options] of Object.entries(CONFIGURATIONS)) {
    const setup = { accountId: GRACE, debugger: 'debugpy', shell: 'posix', readsFlagsOnly: false } as const;
    const wanted = wantedLaunch({ ...options, ...setup, networks: DEFAULT_NETWORKS }, questions);
    const configuration = { ...wanted.configuration, name };
    const plan = planLaunch(text, { ...wanted, configuration }, { indent: '  ', lineBreak: '\n' }, 'launch.json');
    assert.ok(plan.kind === 'create' || plan.kind === 'rewrite', JSON.stringify(plan));
    text = plan.text;
  }
  return text ?? '';
}

/** What the started process has recorded. */
interface Received {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const TEXT = `It's "here" & now; $HOME`;
const IMAGE = 'https://example.org/a.jpg?b=1&c=2';
const QUESTION = 'Share the credentials of';

describe('A person who publishes with a launch configuration', () => {
  let desk: Desk;
  let started = 0;

  before(async () => {
    desk = await sitDown(
      { '.env': 'INSTAGRAM_OBJECT_ID=from-the-file\n', '.vscode/launch.json': launchFile() },
      {
        installedExtensions: [join(projectRoot, 'out', 'test', 'extensions', 'debugpy')],
        userSettings: { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' },
      },
    );
    const { workbench } = desk;
    await enter(desk, 'grace');
    await workbench.quickInput.expect({ item: /Only keep/ });
    await choose(workbench, 'destination', /Only keep/);
    await workbench.notifications.expect('are kept in VS Code’s secret storage');
  });
  after(() => desk.close());

  const launch = (name: string) => startLaunch(desk, name);

  async function answerPrompts(): Promise<void> {
    const { quickInput } = desk.workbench;
    await quickInput.expect({ message: 'Text of the post' });
    await quickInput.paste(TEXT);
    await quickInput.accept();
    await quickInput.expect({ message: 'Address of the image' });
    await quickInput.paste(IMAGE);
    await quickInput.accept();
  }

  /** What the process just started got. The count shows if one was started that shouldn't have been. */
  async function received(): Promise<Received> {
    const line = await receivedLine(desk, ++started);
    return JSON.parse(line) as Received;
  }

  /** Values of a launch that were left in files next to the launch configurations. */
  async function leaksInSettings(): Promise<string[]> {
    return (await searchFiles(join(desk.workspace, '.vscode'), canariesOf(desk.sandbox))).leaks;
  }

  it('is asked whether the configuration may have the credentials, and with a no nothing is started', async () => {
    const { workbench } = desk;
    await launch(LAUNCH_NAME);
    await answerPrompts();
    const { text, buttons } = await workbench.notifications.expectDialog(QUESTION);
    assert.match(
      text,
      /with “Agoras: publish to Instagram”\?[^]*in \.vscode\/launch\.json is asking for the access token, the object ID/,
    );
    assert.deepEqual([...buttons].sort(), ['Cancel', 'Share']);
    await workbench.screenshot('launch-question');
    await workbench.notifications.clickDialogButton(QUESTION, 'Cancel');
    await workbench.page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
    assert.equal(await desk.read('received.jsonl'), undefined);
  });

  it('agrees, and Agoras gets the token that works, which no argument shows', async () => {
    const { workbench, sandbox } = desk;
    await launch(LAUNCH_NAME);
    await answerPrompts();
    await workbench.notifications.clickDialogButton(QUESTION, 'Share');
    const { args, env } = await received();
    assert.equal(sandbox.describe(env['INSTAGRAM_ACCESS_TOKEN'] ?? '')?.pageId, sandbox.pages.grace.id);
    assert.deepEqual(args.slice(5), [
      ...[`--status-text=${TEXT}`, `--status-image-url-1=${IMAGE}`],
      ...['--instagram-object-id', sandbox.pages.grace.instagram.id],
    ]);
    assert.deepEqual(await leaksInSettings(), []);
  });

  it('is not asked again for that one, but for each other, by its name: Agoras 2.x gets the variables', async () => {
    const { workbench, sandbox } = desk;
    await launch(LAUNCH_NAME);
    await answerPrompts();
    await received();
    await launch('Agoras 2.x');
    await answerPrompts();
    await workbench.notifications.clickDialogButton('with “Agoras 2.x”?', 'Share');
    const { args, env } = await received();
    assert.deepEqual(args, ['instagram', 'post', `--text=${TEXT}`, `--image-1=${IMAGE}`]);
    assert.equal(env['INSTAGRAM_OBJECT_ID'], sandbox.pages.grace.instagram.id);
    assert.equal(env['INSTAGRAM_CLIENT_ID'], sandbox.apps.demo.id);
    assert.equal(env['INSTAGRAM_CLIENT_SECRET'], sandbox.apps.demo.secret);
    assert.equal(sandbox.describe(env['INSTAGRAM_REFRESH_TOKEN'] ?? '')?.kind, 'USER');
    assert.deepEqual(await leaksInSettings(), []);
  });

  it('lets the debugger read a .env instead', async () => {
    await launch('Agoras with .env');
    await answerPrompts();
    assert.deepEqual((await received()).env, { INSTAGRAM_OBJECT_ID: 'from-the-file' });
  });

  it('who has forgotten the credentials hears so once, and nothing is started', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Forget Credentials…');
    await workbench.notifications.clickDialogButton('Forget the credentials', 'Forget');
    await workbench.notifications.expect('were deleted');
    await launch(LAUNCH_NAME);
    await answerPrompts();
    await workbench.notifications.expect('No credentials are stored yet');
    await workbench.screenshot('launch-no-account');
    const told = (await workbench.notifications.all()).filter(({ text }) => text.includes('No credentials are stored'));
    assert.equal(told.length, 1);
    await launch('Agoras with .env');
    await answerPrompts();
    assert.deepEqual((await received()).env, { INSTAGRAM_OBJECT_ID: 'from-the-file' });
  });
});
