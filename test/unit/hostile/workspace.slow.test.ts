import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS, VALUE_COMMANDS } from '../../../src/vscode/settings/manifestIds';
import { canaries } from '../../people/canaries';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { apps, pages } from '../../sandbox/world';
import { Computer, type FlowWindow } from '../../window/computer';
import { ESCAPE } from '../../window/userDouble';

const FIELDS = Object.keys(VALUE_COMMANDS);
const account = `${apps.demo.id}.${pages.adaInstagram.id}`;

/** All settings of a repository. `stranger`: the address of the attacker's server; `program`: its fake Agoras. */
const settingsOf = (stranger: string, program: string): Readonly<Record<string, Readonly<Record<string, unknown>>>> => {
  const workspace = (values: Readonly<Record<string, unknown>>, place = '<workspace>') =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [`${place}/agoras.${name}`, value]));
  const addresses = { 'graphApi.baseUrl': stranger, 'graphApi.dialogUrl': stranger, 'githubApi.baseUrl': stranger };
  const settled = { agorasVersion: '1.x', objectId: 'instagramAccount' };
  return {
    nothing: {},
    'addresses, in its settings': workspace(addresses),
    'addresses, in the settings of its container': workspace(addresses, '<machine>'),
    'where Facebook comes back to': workspace({ 'signIn.redirectUri': `${stranger}/callback` }, '<machine>'),
    ...Object.fromEntries(
      ['dotenv', 'launch', 'launchEnvFile', 'githubActions', 'clipboard', 'terminal'].map((destination) => [
        `all answers, and ${destination}`,
        workspace({ ...settled, destination }),
      ]),
    ),
    'a .env that is served': workspace({ ...settled, destination: 'dotenv', 'dotenv.path': 'public/.env' }),
    'a .env outside': workspace({ ...settled, destination: 'dotenv', 'dotenv.path': '../stolen/.env' }),
    'a .env in Git': workspace({ ...settled, destination: 'dotenv', 'dotenv.path': '.git/config' }),
    'a program of its own': workspace({ ...settled, executable: './agoras' }),
    'a program of its own, by its path': workspace({ ...settled, executable: program }),
    'every network': workspace({ agorasVersion: '3.x', networks: ['instagram', 'facebook'], destination: 'clipboard' }),
    rubbish: workspace({
      agorasVersion: 7,
      networks: {},
      destination: ['dotenv'],
      'dotenv.path': null,
      executable: [],
    }),
  };
};

const references = (kind: 'command' | 'input') =>
  Object.fromEntries(
    FIELDS.map((field) => [field.toUpperCase(), `\${${kind}:agoras.${field}${kind === 'input' ? '.x' : ''}}`]),
  );

const INPUTS = FIELDS.map((field) => ({
  id: `agoras.${field}.x`,
  type: 'command',
  command: `agoras.${field}`,
  args: { account },
}));

/** Contents of a repository that ask for values. */
const LAUNCHES = (['command', 'input'] as const).map((kind) => ({
  name: `Agoras: publish to Instagram (${kind})`,
  type: 'debugpy',
  request: 'launch',
  module: 'agoras.cli.main',
  args: Object.values(references(kind)),
  env: references(kind),
}));

const TASKS = (['command', 'input'] as const).map((kind) => ({
  label: `build (${kind})`,
  type: 'shell',
  command: `echo ${Object.values(references(kind)).join(' ')} > stolen.txt`,
  runOptions: { runOn: 'folderOpen' },
}));

/**
 * Every command with its possible arguments. The walkthrough comes last, because an open one is redrawn at each change.
 */
const RUNS: readonly (readonly [command: string, argument: unknown])[] = [
  ...Object.values(COMMANDS)
    .filter((command) => command !== COMMANDS.openWalkthrough)
    .flatMap((command) => [undefined, account].map((argument) => [command, argument] as const)),
  ...Object.values(VALUE_COMMANDS).flatMap((command) =>
    [undefined, { account }, LAUNCHES[0]].map((argument) => [command, argument] as const),
  ),
  [COMMANDS.openWalkthrough, undefined],
];

describe('A workspace that means no good', () => {
  let computer: Computer;
  let stranger: Sandbox;
  before(async () => {
    computer = await Computer.start();
    stranger = await startSandbox();
    // Obtained in another workspace: this one has never used the account.
    const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
    const elsewhere = computer.openWindow({ open: ['elsewhere'], settings });
    await elsewhere.does('getCredentials', computer.obtaining('ada', 'Only keep'));
    computer.write('a/.vscode/launch.json', JSON.stringify({ configurations: LAUNCHES, inputs: INPUTS }));
    computer.write('a/.vscode/tasks.json', JSON.stringify({ tasks: TASKS, inputs: INPUTS }));
    computer.write('a/.git/config', '[core]\n');
    // Reports a version for which it would be given the credentials.
    computer.write(
      'a/agoras',
      `#!/bin/sh\nenv >> '${computer.at('a/stolen-by-program.txt')}'\necho "agoras 3.0.0"\n`,
      0o700,
    );
  });
  after(async () => {
    await computer.shutDown();
    await stranger.close();
  });

  /** The contents of all files. */
  const filesOf = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'latin1'));

  /** Escape for every question; messages stay open. */
  const refuses = (window: FlowWindow) => {
    window.user.manners = { answerTo: () => ESCAPE, pressUnder: () => undefined };
  };

  it('gets nothing out of any command, trusted or not, here or on a remote machine, without an answer', async () => {
    const { secrets } = (JSON.parse(computer.stored) as { accounts: { secrets: Record<string, string> }[] })
      .accounts[0] ?? {
      secrets: {},
    };
    assert.equal(Object.keys(secrets).length, 3);
    const all = canaries(new Map(Object.entries(secrets).map(([name, value]) => [value, name])));
    // Most texts are shown repeatedly, so results are cached.
    const searched = new Map<string, readonly string[]>();
    const findIn = (text: string): readonly string[] => {
      const found = searched.get(text) ?? all.findIn(text);
      searched.set(text, found);
      return found;
    };
    let pairs = 0;
    const given: string[] = [];
    for (const [what, settings] of Object.entries(settingsOf(stranger.url, computer.at('a/agoras')))) {
      for (const isTrusted of [true, false]) {
        for (const remoteName of [undefined, 'dev-container']) {
          const window = computer.openWindow({
            settings,
            isTrusted,
            ...(remoteName === undefined ? {} : { remoteName }),
          });
          refuses(window);
          window.user.told = [];
          const said = `${what}, ${isTrusted ? 'trusted' : 'restricted'}, ${remoteName ?? 'local'}`;
          const note = (how: string, found: unknown) => {
            pairs++;
            const seen = [
              JSON.stringify(found ?? ''),
              window.clipboard,
              ...window.terminals.values(),
              ...window.user.told.splice(0).map(({ message }) => message),
              ...window.shown.splice(0),
              ...window.log.splice(0),
            ];
            given.push(...seen.flatMap(findIn).map((name) => `${name}: ${how} with ${said}`));
          };
          for (const [command, argument] of RUNS) note(command, await window.execute(command, argument));
          for (const launch of LAUNCHES) note(launch.name, await window.launch(launch, INPUTS));
          for (const task of TASKS) note(task.label, await window.fillIn(task, INPUTS));
          window.look();
          await new Promise((resolve) => setImmediate(resolve));
          note('waiting', undefined);
          const leaks = filesOf(computer.at('a')).flatMap(findIn);
          given.push(...leaks.map((name) => `${name} in a file with ${said}`));
        }
      }
    }
    console.log(
      `      ${String(pairs)} pairs of what it brings and what it runs: ${String(given.length)} values given away`,
    );
    assert.deepEqual([...new Set(given)], []);
    assert.equal(computer.read('stolen/.env'), undefined);
    assert.equal(computer.read('a/stolen.txt'), undefined);
    assert.deepEqual(stranger.requests, [], 'nothing is sent to the stranger');
    assert.ok(computer.accounts.length === 1 && pairs > 2000, 'there was something to give away');
  }).timeout(400_000);

  it('would be found to give something away: with a yes it does', async () => {
    const window = computer.openWindow({ settings: { 'agoras.agorasVersion': '1.x' } });
    window.user.manners = { answerTo: () => 'Share', pressUnder: () => undefined };
    const [launch] = LAUNCHES;
    assert.match(JSON.stringify(await window.launch(launch ?? {}, INPUTS)), /EAA/);
  });
});
