// A workspace that publishes with Agoras 1.x in every possible way is upgraded in one go, and tried with the stand-in
// for Agoras 3.0.0.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'jsonc-parser';
import { parse as parseYaml } from 'yaml';
import { installAgoras } from '../../../agoras/standIn';
import { readAssignments } from '../../../../src/edits/dotenv/dotenvSyntax';
import { pages } from '../../../sandbox/world';
import { Computer, computerWithAccount, type FlowWindow } from '../../../window/computer';
import { gitThat } from '../../../window/gitProgram';
import { ESCAPE } from '../../../window/userDouble';
import { SAMPLE } from '../../findings/upgrade/sampleWorkspace';

const { adaInstagram } = pages;
const QUESTION = 'Upgrade this workspace to Agoras 3?';
const YES = [[QUESTION, 'Upgrade']] as const;

interface Entry {
  readonly args: readonly string[];
  readonly options?: { readonly env: Readonly<Record<string, string>> };
}

interface Step {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

describe('A workspace for Agoras 1.x', () => {
  const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
  let window: FlowWindow;
  let computer: Computer;
  afterEach(() => computer.shutDown());
  beforeEach(async () => {
    ({ computer, window } = await computerWithAccount(settings, 'Only keep'));
    for (const [name, { text }] of Object.entries(SAMPLE)) computer.write(`a/${name}`, text);
  });

  const files = () => Object.fromEntries(Object.keys(SAMPLE).map((name) => [name, computer.read(`a/${name}`)]));
  const before = Object.fromEntries(Object.entries(SAMPLE).map(([name, { text }]) => [name, text]));
  const dotenv = () =>
    Object.fromEntries(readAssignments(computer.read('a/.env') ?? '').map(({ key, value }) => [key, value]));

  /** Runs a command line in a POSIX shell with the stand-in on its path; throws if it fails. */
  async function run(
    command: string,
    variables: Readonly<Record<string, string>>,
    args: readonly string[] = [],
  ): Promise<void> {
    const { executable } = installAgoras(computer.at('bin'), '3.0.0', computer.sandbox.url);
    const env = {
      PATH: `${dirname(executable)}${delimiter}${process.env['PATH'] ?? ''}`,
      HOME: computer.at('home'),
      ...variables,
    };
    await promisify(execFile)('bash', ['-c', command, 'bash', ...args], { cwd: computer.at('a'), env });
  }

  const posted = () => computer.sandbox.posts.at(-1)?.text.trim();

  it('is upgraded in one action, and Agoras 3 takes each of its files', async () => {
    await window.does('upgradeToAgoras3', YES);
    assert.match(window.message, /6 files were upgraded to Agoras 3\..*INSTAGRAM_REFRESH_TOKEN/);
    const variables = dotenv();
    assert.equal(variables['INSTAGRAM_ACCESS_TOKEN'], undefined);

    const [launch] = (parse(computer.read('a/.vscode/launch.json') ?? '') as { configurations: readonly Entry[] })
      .configurations;
    const words = launch?.args.map((word) => word.replace('${input:what}', 'from launch')) ?? [];
    await run('python3 -m agoras.cli.main "$@"', variables, words);
    assert.equal(posted(), 'from launch');

    const [task] = (parse(computer.read('a/.vscode/tasks.json') ?? '') as { tasks: readonly Entry[] }).tasks;
    const tasks = parse(computer.read('a/.vscode/tasks.json') ?? '') as { inputs: Parameters<FlowWindow['fillIn']>[1] };
    const filled = await window.during([['Share the credentials of', 'Share']], () =>
      window.fillIn(task?.options?.env ?? {}, tasks.inputs),
    );
    await run('agoras "$@"', filled as Readonly<Record<string, string>>, task?.args);
    assert.equal(posted(), 'Cake');

    await run('bash ./post.sh "from script" https://example.com/cake.jpg', {});
    assert.equal(posted(), 'from script');

    for (const [name, text] of [
      ['post', 'from workflow'],
      ['commands', 'Cake: today'],
    ] as const) {
      const workflow = parseYaml(computer.read(`a/.github/workflows/${name}.yml`) ?? '') as {
        readonly jobs: { readonly post: { readonly steps: readonly Step[] } };
      };
      const step = workflow.jobs.post.steps.find(({ run: command }) => command?.includes('agoras instagram post'));
      const env = Object.entries(step?.env ?? {}).map(([key, value]) => [
        key,
        value
          .replace('${{ inputs.text }}', 'from workflow')
          .replace(/\$\{\{ secrets\.(\w+) \}\}/, (_all, secret: string) => variables[secret] ?? ''),
      ]);
      await run(step?.run ?? '', Object.fromEntries(env) as Readonly<Record<string, string>>);
      assert.equal(posted(), text);
    }
  });

  it('is undone in one action, byte for byte', async () => {
    await window.does('upgradeToAgoras3', YES);
    for (const [name, text] of Object.entries(files())) assert.notEqual(text, before[name], name);
    await window.press('Undo');
    assert.deepEqual(files(), before);
    await window.does('upgradeToAgoras3', YES);
    await window.press('Undo');
    assert.deepEqual(files(), before);
  });

  it('shows each change before it is made, and never a secret', async () => {
    await window.does('upgradeToAgoras3', YES);
    const names = new Set(window.editors.reviewed.map(([path]) => path.replace(`${computer.at('a')}/`, '')));
    assert.deepEqual(
      [...names].sort(),
      Object.keys(SAMPLE)
        .filter((name) => name !== '.env')
        .sort(),
    );
    const shown = JSON.stringify([window.editors.reviewed, window.user.asked, window.user.told]);
    assert.doesNotMatch(shown, /EAA/);
    assert.ok(!shown.includes(computer.sandbox.apps.demo.secret));
    assert.ok(window.user.asked.some((detail) => detail.includes(adaInstagram.name) && detail.includes('.env')));
    assert.deepEqual(
      window.editors.open.filter(({ path }) => path.endsWith('.env')),
      [],
    );
  });

  it('stays as it is where the person does not agree, to the question or to what they see', async () => {
    await window.does('upgradeToAgoras3', [[QUESTION, ESCAPE]]);
    assert.deepEqual(files(), before);
    window.editors.agrees = false;
    await window.does('upgradeToAgoras3', YES);
    assert.deepEqual(files(), before);
  });

  it('has nothing left to upgrade afterwards, and is set to Agoras 3', async () => {
    await window.does('upgradeToAgoras3', YES);
    await window.does('upgradeToAgoras3', []);
    assert.equal(window.message, 'No file in this workspace needs to be upgraded to Agoras 3.');
    await window.does('writeFlags', [['Where should', '.env']]);
    assert.ok(dotenv()['INSTAGRAM_REFRESH_TOKEN'] !== undefined);
  });

  it('keeps what somebody has typed since, and says so', async () => {
    await window.does('upgradeToAgoras3', YES);
    const upgraded = computer.read('a/post.sh') ?? '';
    window.editors.open.find(({ path }) => path.endsWith('post.sh'))?.type('# mine\n');
    await window.press('Undo');
    assert.equal(computer.read('a/post.sh'), upgraded);
    assert.match(window.user.told.at(-1)?.message ?? '', /post\.sh/);
  });

  it('is not begun where the stored accounts can’t be read, as if there were none', async () => {
    const cut = { step: 'get agoras.accounts (2)', manner: 'rejected' as const };
    await window.during([], () => window.run('upgradeToAgoras3', cut));
    assert.match(window.message, /secret storage reported an error/);
    assert.deepEqual(files(), before);
  });

  it('counts no file whose changes the person has taken out', async () => {
    window.editors.unticked.add(computer.at('a/post.sh'));
    await window.does('upgradeToAgoras3', YES);
    assert.equal(computer.read('a/post.sh'), before['post.sh']);
    assert.match(window.message, /5 files were upgraded to Agoras 3\./);
    await window.press('Undo');
    assert.deepEqual(files(), before);
  });

  it('says what could not be read, and a folder that has the name of a file is none', async () => {
    await window.does('upgradeToAgoras3', YES);
    mkdirSync(computer.at('a/venv/.env'), { recursive: true });
    writeFileSync(computer.at('a/old.env'), Buffer.from('INSTAGRAM_ACCESS_TOKEN=\xe9', 'latin1'));
    await window.does('upgradeToAgoras3', []);
    assert.equal(
      window.message,
      'None of the checked files needs to be upgraded to Agoras 3. These files couldn’t be read, so they weren’t checked: old.env.',
    );
    assert.equal(window.user.told.at(-1)?.severity, 'warning');
  });

  it('says that there may be more where VS Code cannot search', async () => {
    window.editors.searches = false;
    await window.does('upgradeToAgoras3', YES);
    assert.match(window.message, /files were upgraded.*Not all folders could be searched/);
  });

  it('says of a .env that Git could not be asked, and never that it is safe', async () => {
    execFileSync('git', ['init', '--quiet', computer.at('a')]);
    window = computer.openWindow({ settings: { ...settings, ...gitThat(computer, 'exit 9') } });
    await window.does('upgradeToAgoras3', [[QUESTION, ESCAPE]]);
    assert.match(window.user.asked.join('\n'), /It isn’t known whether a commit could publish \.env/);
  });

  it('says which file Undo no longer finds', async () => {
    await window.does('upgradeToAgoras3', YES);
    window.editors.close(computer.at('a/post.sh'));
    computer.delete('a/post.sh');
    await window.press('Undo');
    assert.match(window.user.told.at(-1)?.message ?? '', /post\.sh/);
  });

  it('is upgraded with the .env that the settings name, where no search finds that', async () => {
    await window.change('agoras.dotenv.path', 'hidden/agoras.conf');
    await window.change('search.exclude', { '**/hidden': true });
    computer.write('a/hidden/agoras.conf', SAMPLE['.env']?.text ?? '');
    await window.does('upgradeToAgoras3', YES);
    assert.match(computer.read('a/hidden/agoras.conf') ?? '', /INSTAGRAM_REFRESH_TOKEN=EAA/);
  });

  it('leaves without an account what needs its values, says where, and upgrades the rest', async () => {
    const other = await Computer.start();
    const alone = other.openWindow({ settings });
    for (const [name, { text }] of Object.entries(SAMPLE)) other.write(`a/${name}`, text);
    await alone.does('upgradeToAgoras3', YES);
    assert.match(alone.message, /4 files were upgraded.*2 places have to be changed by hand/);
    assert.equal(other.read('a/.env'), before['.env']);
    assert.equal(other.read('a/.vscode/tasks.json'), before['.vscode/tasks.json']);
    await other.shutDown();
  });
});

describe('A workspace that the extension has written for Agoras 1.x', () => {
  let computer: Computer;
  let window: FlowWindow;
  beforeEach(async () => {
    const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
    ({ computer, window } = await computerWithAccount(settings, 'launch.json'));
  });
  afterEach(() => computer.shutDown());

  const launch = () => computer.read('a/.vscode/launch.json') ?? '';

  it('stays as it is where Facebook can’t be asked, and can be upgraded later', async () => {
    const before = launch();
    window.isOnline = false;
    await window.does('upgradeToAgoras3', YES);
    assert.equal(launch(), before);
    window.isOnline = true;
    await window.does('upgradeToAgoras3', YES);
    assert.match(window.message, /1 file was upgraded to Agoras 3/);
    assert.match(launch(), /agoras instagram post/);
  });

  it('keeps in each file the account that it was written for', async () => {
    const [, id = ''] = /"id":"(\d+\.\d+)"/.exec(computer.stored) ?? [];
    const token = `agoras.accessToken.${id}`;
    const task = { label: 'post', type: 'shell', command: 'agoras publish --network instagram --action post' };
    const options = { env: { INSTAGRAM_ACCESS_TOKEN: `\${input:${token}}` } };
    const input = { id: token, type: 'command', command: 'agoras.accessToken', args: { account: id } };
    computer.write('a/.vscode/tasks.json', JSON.stringify({ tasks: [{ ...task, options }], inputs: [input] }));
    await window.does('getCredentials', computer.obtaining('grace', 'Only keep'));
    await window.does('upgradeToAgoras3', YES);
    for (const text of [launch(), computer.read('a/.vscode/tasks.json') ?? '']) {
      assert.match(text, new RegExp(`input:agoras\\.refreshToken\\.${id}`));
      assert.deepEqual([...new Set(text.match(/\d{9,}\.\d{9,}/g))], [id]);
    }
  });

  it('has its terminals follow', async () => {
    await window.does('useInTerminal', [['Share the credentials', 'Share']]);
    assert.ok(window.terminals.has('INSTAGRAM_ACCESS_TOKEN'));
    await window.does('upgradeToAgoras3', YES);
    assert.deepEqual(
      [window.terminals.has('INSTAGRAM_ACCESS_TOKEN'), window.terminals.has('INSTAGRAM_REFRESH_TOKEN')],
      [false, true],
    );
    await window.press('Undo');
    assert.ok(window.terminals.has('INSTAGRAM_ACCESS_TOKEN'));
  });
});
