import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseEnv } from 'node:util';
import { commandLine } from '../../../src/agoras/commandLine';
import { flagsFor, publishingNetwork, type Flag, type FlagValues } from '../../../src/agoras/flags';
import { parseAgorasVersion, AGORAS_1_1_6, readsFlagsOnly } from '../../../src/agoras/installedVersion';
import { inputReference, valueInput } from '../../../src/agoras/valueReferences';
import { wantedLaunch, type LaunchOptions } from '../../../src/agoras/launchConfiguration';
import type { Network, Target } from '../../../src/agoras/target';
import { workflowText } from '../../../src/agoras/workflow';
import { flagValues } from '../../../src/credentials/account';
import { toAccount } from '../../../src/credentials/obtain';
import { planDotenv } from '../../../src/edits/dotenv/dotenvPlan';
import { installAgoras } from '../../agoras/standIn';
import { versionNumbers, type AgorasVersionNumber } from '../../agoras/versions';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { take, unixNow, walk } from '../credentials/obtainFlow';

/** Starts like an option, and contains characters that a shell could interpret. */
const TEXT = `-x "It's" $HOME & \`here\``;
const IMAGE = 'https://example.org/a.jpg?b=1&c=2';
const NETWORKS: readonly (readonly Network[])[] = [['instagram'], ['facebook'], ['instagram', 'facebook']];

const ACCOUNT_ID = '1.2';

/** How a process is started, or why the written values can't be used there (the user is told). */
type Start =
  | { readonly kind: 'process'; readonly command: string; readonly args: readonly string[]; readonly env: Env }
  | { readonly kind: 'told' };
type Env = Readonly<Record<string, string>>;

interface Setting {
  readonly target: Target;
  readonly values: FlagValues;
  readonly flags: readonly Flag[];
  readonly readsFlagsOnly: boolean;
}

/** Each destination as it is used: what VS Code, a shell or a runner does with what is written there. */
const DESTINATIONS: Readonly<Record<string, (setting: Setting) => Start>> = {
  dotenv: (setting) => byVariables(setting, parseEnv(dotenvText(setting.flags))),
  terminal: (setting) => byVariables(setting, variablesOf(setting.flags)),
  clipboard: ({ flags, target }) => {
    const line = take(commandLine(flags, target, 'posix')).reveal();
    return { kind: 'process', command: 'bash', args: ['-c', `${line} "$@"`, 'bash', ...content(target)], env: {} };
  },
  launch: (setting) => launch(setting, { debugger: 'debugpy', source: { kind: 'commands' } }),
  launchInTerminal: (setting) => launch(setting, { debugger: 'node-terminal', source: { kind: 'commands' } }),
  launchEnvFile: (setting) => launch(setting, { debugger: 'debugpy', source: { kind: 'envFile', path: '.env' } }),
  githubActions: (setting) => workflow(setting),
};

describe('What is written is accepted', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'agoras-accepted-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  let combinations = 0;
  after(() => {
    console.log(`      ${combinations} combinations of release, networks and destination`);
  });

  for (const release of versionNumbers) {
    it(`by Agoras ${release}, for each network, from each destination: it posts, or the person is told why not`, async function () {
      this.timeout(60_000);
      installAgoras(join(folder, release), release, sandbox.url);
      for (const networks of NETWORKS) {
        const setting = await obtain(sandbox, release, networks);
        for (const [destination, startOf] of Object.entries(DESTINATIONS)) {
          combinations++;
          const start = startOf(setting);
          const what = `${release}, ${networks.join(' and ')}, ${destination}`;
          if (start.kind === 'told') {
            assert.ok(setting.readsFlagsOnly, what);
            continue;
          }
          const ended = await run(start, join(folder, release));
          assert.equal(ended.exitCode, 0, `${what}: ${ended.output}`);
          const network = publishingNetwork(setting.target);
          const post = sandbox.posts.at(-1);
          assert.equal(sandbox.posts.length, 1, what);
          const expected = network === 'instagram' ? sandbox.pages.grace.instagram.id : sandbox.pages.grace.id;
          assert.deepEqual(
            [post?.network, post?.objectId, post?.tokenPageId ?? 'none'],
            [network, expected, sandbox.pages.grace.id],
            what,
          );
          assert.equal(post?.text.trimEnd(), TEXT, what);
          sandbox.clear();
        }
      }
    });
  }
});

async function obtain(sandbox: Sandbox, release: AgorasVersionNumber, networks: readonly Network[]): Promise<Setting> {
  const installed = release === '1.1.6' ? AGORAS_1_1_6 : parseAgorasVersion(`agoras ${release}`);
  assert.ok(installed);
  const target = { version: installed.version, networks };
  const { id: appId, secret: appSecret } = sandbox.apps.demo;
  const choice = { page: sandbox.pages.grace.name, objectId: 'instagramAccount' as const, target };
  const credential = take(await walk(sandbox, { appId, appSecret, token: sandbox.shortLivedToken('grace') }, choice));
  const values = flagValues(toAccount(credential, unixNow()), target.version);
  return { target, values, flags: flagsFor(target, values), readsFlagsOnly: readsFlagsOnly(installed, target) };
}

function byVariables({ target, readsFlagsOnly: isUseless }: Setting, env: NodeJS.Dict<string>): Start {
  if (isUseless) return { kind: 'told' };
  const defined = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? '']));
  return { kind: 'process', command: 'agoras', args: [...words(target), ...content(target)], env: defined };
}

function launch(setting: Setting, options: Pick<LaunchOptions, 'debugger' | 'source'>): Start {
  const { target, values, flags } = setting;
  if (setting.readsFlagsOnly && options.source.kind === 'envFile') return { kind: 'told' };
  const wanted = wantedLaunch(
    { ...target, ...options, accountId: ACCOUNT_ID, shell: 'posix', readsFlagsOnly: setting.readsFlagsOnly },
    { text: 'Text', imageUrl: 'Image' },
  );
  const resolved = JSON.parse(JSON.stringify(wanted.configuration), (_key, value: unknown) =>
    typeof value === 'string' ? resolve(value, values) : value,
  ) as { readonly module?: string; readonly args?: string[]; readonly command?: string; readonly env?: Env };
  const { module = '', args = [], command, env = {} } = resolved;
  if (command !== undefined) return { kind: 'process', command: 'bash', args: ['-c', command], env };
  const fromFile = options.source.kind === 'envFile' ? variablesOf(flags) : {};
  return { kind: 'process', command: 'python', args: ['-m', module, ...args], env: { ...fromFile, ...env } };
}

/** Like VS Code: replaces each reference with its value. */
function resolve(text: string, values: FlagValues): string {
  const fields = Object.keys(values) as (keyof FlagValues)[];
  const withValues = fields.reduce((resolved, field) => {
    const value = values[field];
    return resolved.replaceAll(
      inputReference(valueInput(field, ACCOUNT_ID).id),
      typeof value === 'string' ? value : (value?.reveal() ?? ''),
    );
  }, text);
  return withValues.replaceAll('${input:agorasText}', TEXT).replaceAll('${input:agorasImageUrl}', IMAGE);
}

/** Like a runner: the last step with its variables. The action of 1.x takes the text of a post in a different way. */
function workflow({ target, flags, readsFlagsOnly: isUseless }: Setting): Start {
  const texts = { name: 'n', heading: 'h', text: 't', imageUrl: 'i', actionLimits: 'l' };
  const text = workflowText(target, undefined, texts);
  if (target.version === '1.x') {
    for (const { environment } of flags.filter((flag) => text.includes(flag.environment))) {
      assert.ok(text.includes(`${environment.toLowerCase().replaceAll('_', '-')}: \${{ secrets.${environment} }}`));
    }
    return isUseless ? { kind: 'told' } : byVariables({ target, flags } as Setting, variablesOf(flags));
  }
  const secrets = variablesOf(flags);
  const inputs: Env = { 'inputs.text': TEXT, 'inputs.image': IMAGE };
  const env = Object.fromEntries(
    [...text.matchAll(/^ {10}(\w+): \$\{\{ (?:secrets\.)?([\w.]+) \}\}$/gm)].map(([, name = '', from = '']) => [
      name,
      secrets[from] ?? inputs[from] ?? '',
    ]),
  );
  const command = text.trimEnd().split('\n').at(-1)?.trim() ?? '';
  return { kind: 'process', command: 'bash', args: ['-c', command], env };
}

function words({ version, networks }: Target): readonly string[] {
  const network = publishingNetwork({ version, networks });
  return version === '1.x' ? ['publish', '--network', network, '--action', 'post'] : [network, 'post'];
}

function content({ version }: Target): readonly string[] {
  return version === '1.x'
    ? [`--status-text=${TEXT}`, `--status-image-url-1=${IMAGE}`]
    : [`--text=${TEXT}`, `--image-1=${IMAGE}`];
}

function variablesOf(flags: readonly Flag[]): Env {
  return Object.fromEntries(
    flags.map(({ environment, value }) => [environment, typeof value === 'string' ? value : value.reveal()]),
  );
}

function dotenvText(flags: readonly Flag[]): string {
  const entries = Object.entries(variablesOf(flags)).map(([key, value]) => ({ key, value }));
  const plan = planDotenv(undefined, entries, 'Written');
  assert.ok(plan.kind === 'create');
  return plan.text;
}

function run(
  { command, args, env }: Extract<Start, { kind: 'process' }>,
  bin: string,
): Promise<{ readonly exitCode: number; readonly output: string }> {
  const path = [bin, process.env['PATH']].join(delimiter);
  return new Promise((settle) => {
    execFile(command, args, { cwd: bin, env: { ...env, PATH: path, HOME: bin } }, (error, stdout, stderr) => {
      settle({ exitCode: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });
}
