// What a person does in "Get Instagram Credentials", by the text of the boxes they see.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sandboxSettings, startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/sandbox';
import type { PersonName } from '../sandbox/world';
import { eventually } from '../workbench/waiting';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../workbench/workbench';

export interface Desk {
  readonly workbench: Workbench;
  readonly sandbox: Sandbox;
  readonly workspace: string;
  /** The text of a file in the workspace; undefined if there is none. */
  readonly read: (name: string) => Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

/** Starts a VS Code with the extension, a sandbox for it, and a workspace with these files. */
export async function sitDown(
  files: Readonly<Record<string, string>> = {},
  { facebook, ...options }: WorkbenchOptions & { readonly facebook?: SandboxOptions } = {},
): Promise<Desk> {
  const workspace = await mkdtemp(join(tmpdir(), 'agoras-people-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, name)), { recursive: true });
    // Readable only by the person: wider permissions would lead to another question.
    await writeFile(join(workspace, name), text, { mode: 0o600 });
  }
  const sandbox = await startSandbox(facebook);
  const userSettings = { ...sandboxSettings(sandbox), ...options.userSettings };
  const workbench = await openWorkbench({ workspace, ...options, userSettings });
  return {
    workbench,
    sandbox,
    workspace,
    read: (name) => readFile(join(workspace, name), 'utf8').catch(() => undefined),
    close: async () => {
      await workbench.close();
      await sandbox.close();
      await rm(workspace, { recursive: true, force: true });
    },
  };
}

export interface DeskWithFolder extends Desk {
  readonly folder: string;
}

/**
 * A desk with a folder that exists before it and is removed with it. `prepare` fills the folder and returns the
 * options.
 */
export async function sitDownWithFolder(
  prepare: (folder: string) => Promise<WorkbenchOptions>,
): Promise<DeskWithFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'agoras-beside-'));
  const desk = await sitDown({}, await prepare(folder));
  return {
    ...desk,
    folder,
    close: async () => {
      await desk.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const BOXES = {
  app: { placeholder: 'Use a stored app again' },
  appId: { message: 'App ID', isPassword: false },
  appSecret: { message: 'App Secret', isPassword: true },
  token: { placeholder: 'Sign in with Facebook, or paste' },
  tokenBox: { message: 'Short-lived user token', isPassword: true },
  page: { placeholder: 'Choose the Page' },
  objectId: { placeholder: 'Which ID should Agoras use' },
  agorasVersion: { placeholder: 'Which version of Agoras do you use' },
  account: { placeholder: 'Which account’s credentials' },
  destination: { placeholder: 'Where should the credentials go' },
  location: { placeholder: 'In which folder' },
  owner: { placeholder: 'contains the credentials of' },
  visibility: { placeholder: /^Git / },
  permissions: { placeholder: /^Other users of this computer/ },
} as const;

export interface Typed {
  readonly appId: string;
  readonly appSecret: string;
  readonly token: string;
}

export function inputsOf(sandbox: Sandbox, token: string): Typed {
  return { appId: sandbox.apps.demo.id, appSecret: sandbox.apps.demo.secret, token };
}

export async function start(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Agoras: Get Instagram Credentials…');
}

/** Pastes into one box and presses Enter; for a token, first chooses in the list that precedes its box. */
export async function answer(
  { quickInput }: Workbench,
  box: 'appId' | 'appSecret' | 'token',
  text: string,
): Promise<void> {
  await quickInput.expect(BOXES[box]);
  await quickInput.paste(text);
  if (box === 'token') await quickInput.expect({ ...BOXES.tokenBox, value: text });
  await quickInput.accept();
}

/** Fills in the three boxes. */
export async function typeInputs(workbench: Workbench, typed: Typed): Promise<void> {
  await answer(workbench, 'appId', typed.appId);
  await answer(workbench, 'appSecret', typed.appSecret);
  await answer(workbench, 'token', typed.token);
}

/** Starts, and enters the three values with a token of that person. */
export async function enter({ workbench, sandbox }: Desk, person: PersonName): Promise<void> {
  await start(workbench);
  await typeInputs(workbench, inputsOf(sandbox, sandbox.shortLivedToken(person)));
}

/** Starts, chooses the stored app again, and enters a token of that person. */
export async function enterAgain({ workbench, sandbox }: Desk, person: PersonName): Promise<void> {
  await start(workbench);
  await choose(workbench, 'app', `App ${sandbox.apps.demo.id}`);
  await answer(workbench, 'token', sandbox.shortLivedToken(person));
}

export async function choose(
  { quickInput }: Workbench,
  list:
    | 'app'
    | 'page'
    | 'objectId'
    | 'agorasVersion'
    | 'account'
    | 'destination'
    | 'location'
    | 'owner'
    | 'visibility'
    | 'permissions',
  label: string | RegExp,
): Promise<void> {
  await quickInput.expect(BOXES[list]);
  await quickInput.pick(label);
}

/** Agrees to let credentials leave VS Code, if nothing else is asked meanwhile. */
export async function handOver({ notifications }: Workbench): Promise<void> {
  await notifications.clickDialogButton('Share the credentials of', 'Share');
}

/** Gets credentials that stay in VS Code; object ID and version must be set in the settings. */
export async function obtain(desk: Desk, person: 'ada' | 'grace'): Promise<void> {
  const { workbench, sandbox } = desk;
  await enter(desk, person);
  if (person === 'ada') await choose(workbench, 'page', sandbox.pages.adaInstagram.name);
  await choose(workbench, 'destination', 'Only keep them in VS Code');
  await workbench.notifications.expect('are kept in VS Code’s secret storage');
  await workbench.notifications.dismiss('are kept in VS Code’s secret storage');
}

/**
 * Starts a launch configuration by name. The list shows what VS Code knew when it opened: a new file may come later.
 */
export async function startLaunch({ workbench }: Desk, name: string): Promise<void> {
  const { page, quickInput } = workbench;
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
  await eventually(`the launch configuration ${name}`, async () => {
    await workbench.runCommand('Debug: Select and Start Debugging');
    await quickInput.expect({ placeholder: 'Type the name of a launch configuration' });
    const isThere = await row.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => undefined,
    );
    if (isThere !== true) await quickInput.leave();
    return isThere;
  });
  await quickInput.pick(name);
}

/** What the last started process got; `count`: how many were started, so that an unexpected one is noticed. */
export async function receivedLine({ read }: Desk, count: number): Promise<string> {
  const lines = await eventually('the started process to write down what it got', async () => {
    const text = (await read('received.jsonl')) ?? '';
    return text.endsWith('\n') && text.split('\n').length > count ? text.trim().split('\n') : undefined;
  });
  assert.equal(lines.length, count);
  return lines.at(-1) ?? '';
}

/** The output of a command in a new terminal. */
export async function askNewTerminal({ workbench, read }: Desk, command: string): Promise<string> {
  const file = `answer.${randomUUID()}.txt`;
  await workbench.runCommand('Terminal: Create New Terminal');
  await workbench.page.locator('.terminal.xterm.focus').waitFor();
  await workbench.page.keyboard.type(`(${command}; echo end) > ${file}`);
  await workbench.page.keyboard.press('Enter');
  const printed = await eventually('the terminal to answer', async () => {
    const text = await read(file);
    return text?.endsWith('end\n') === true ? text : undefined;
  });
  return printed.slice(0, -'end\n'.length).trim();
}
export function valueOf(env: string | undefined, key: string): string {
  return new RegExp(`^${key}=(.*)$`, 'm').exec(env ?? '')?.[1] ?? '';
}
