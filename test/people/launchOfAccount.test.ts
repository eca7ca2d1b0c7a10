import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountsIn } from '../../src/agoras/valueReferences';
import { openForAll } from '../openForAll';
import { apps, pages } from '../sandbox/world';
import { projectRoot } from '../workbench/root';
import { eventually } from '../workbench/waiting';
import { choose, enter, enterAgain, sitDown, type Desk, receivedLine, startLaunch } from './flow';

const FILE = '.vscode/launch.json';
const OURS = 'Agoras: publish to Instagram';
const COPY = 'My copy';
const QUESTION = 'Share the credentials of';
const [ada, grace] = [pages.adaInstagram, pages.grace];
const idOf = (page: { readonly id: string }) => `${apps.demo.id}.${page.id}`;

interface LaunchFile {
  readonly configurations: readonly { readonly name: string }[];
}

describe('A person with two accounts and a launch configuration of one', () => {
  let desk: Desk;
  let started = 0;
  openForAll(async () => {
    desk = await sitDown(
      {},
      {
        installedExtensions: [join(projectRoot, 'out', 'test', 'extensions', 'debugpy')],
        userSettings: { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' },
      },
    );
    return desk;
  });
  before(async () => {
    const { workbench } = desk;
    await enter(desk, 'grace');
    await choose(workbench, 'destination', /^launch\.json$/);
    await workbench.notifications.expect(`takes the credentials of “${grace.name}”`);
    await workbench.clearNotifications();
    await askNothing();
  });

  /** Replaces the questions with fixed texts, and copies the configuration under another name. */
  async function askNothing(): Promise<void> {
    const text = ((await desk.read(FILE)) ?? '')
      .replace('${input:agorasText}', 'Hello')
      .replace('${input:agorasImageUrl}', 'https://example.org/a.jpg');
    const file = JSON.parse(text) as LaunchFile;
    const copies = file.configurations.map((one) => ({ ...one, name: COPY }));
    const configurations = [...file.configurations, ...copies];
    await writeFile(join(desk.workspace, FILE), JSON.stringify({ ...file, configurations }, undefined, 2));
  }

  async function accountOf(name: string): Promise<readonly string[]> {
    const { configurations } = JSON.parse((await desk.read(FILE)) ?? '') as LaunchFile;
    return accountsIn(JSON.stringify(configurations.find((one) => one.name === name)));
  }

  const launch = (name: string) => startLaunch(desk, name);

  /** The Page whose token the process just started got, and the object ID in its arguments. */
  async function received(): Promise<readonly [pageId: string | undefined, objectId: string | undefined]> {
    const line = await receivedLine(desk, ++started);
    const { args, env } = JSON.parse(line) as {
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    };
    return [desk.sandbox.describe(env['INSTAGRAM_ACCESS_TOKEN'] ?? '')?.pageId, args.at(-1)];
  }

  it('starts it with that one’s values, also while the workspace uses the other', async () => {
    const { workbench } = desk;
    await enterAgain(desk, 'ada');
    await choose(workbench, 'page', ada.name);
    await choose(workbench, 'destination', 'Only keep them in VS Code');
    await workbench.notifications.expect(`Still using the credentials of another account: ${FILE}`);
    await workbench.screenshot('launch-of-another-account');
    await launch(COPY);
    const { text } = await workbench.notifications.expectDialog(QUESTION);
    assert.ok(text.includes(grace.name) && !text.includes(ada.name), text);
    await workbench.notifications.clickDialogButton(QUESTION, 'Share');
    assert.deepEqual(await received(), [grace.id, grace.instagram.id]);
  });

  it('has it rewritten for the other, and a copy stays what it was', async () => {
    const { workbench } = desk;
    await workbench.notifications.clickButton('Still using the credentials', 'Replace Them');
    await eventually('the file to be rewritten', async () =>
      (await accountOf(OURS)).includes(idOf(ada)) ? true : undefined,
    );
    assert.deepEqual([await accountOf(OURS), await accountOf(COPY)], [[idOf(ada)], [idOf(grace)]]);
    await launch(OURS);
    await workbench.notifications.clickDialogButton(`${QUESTION} “${ada.name}”`, 'Share');
    assert.deepEqual(await received(), [ada.id, ada.instagram.id]);
    await launch(COPY);
    assert.deepEqual(await received(), [grace.id, grace.instagram.id]);
  });

  it('switches the workspace, is asked about the file, and the file follows', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Switch Account…');
    await workbench.quickInput.pick(grace.name);
    const { text } = await workbench.notifications.expectDialog('Switch this workspace');
    assert.ok(text.includes(FILE), text);
    await workbench.screenshot('switch-and-rewrite-launch');
    await workbench.notifications.clickDialogButton('Switch this workspace', 'Switch and Rewrite');
    await workbench.notifications.expect(`now uses “${grace.name}”`);
    assert.deepEqual([await accountOf(OURS), await accountOf(COPY)], [[idOf(grace)], [idOf(grace)]]);
  });

  it('hears from a configuration of an account that was forgotten, and nothing is started', async () => {
    const { workbench } = desk;
    await workbench.runCommand('Agoras: Forget Credentials…');
    await workbench.quickInput.pick(grace.name);
    await workbench.notifications.clickDialogButton('Forget the credentials', 'Forget');
    await workbench.notifications.expect('were deleted');
    await launch(COPY);
    await workbench.notifications.expect('belongs to an account that isn’t stored in this VS Code');
    await workbench.screenshot('launch-of-forgotten-account');
    assert.equal((await desk.read('received.jsonl'))?.trim().split('\n').length, started);
  });
});
