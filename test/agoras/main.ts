// A stand-in for Agoras: started by the scripts that `installAgoras` writes, behaving like one of its releases.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArguments } from './argparse';
import { parserFor } from './commands';
import { Raised, Refused, reportRaised, Terminal } from './outcome';
import { publishWithAccessToken } from './runWithAccessToken';
import { listPosts, post, type Run } from './runWithRefreshToken';
import { variables } from './standIn';
import { storageFolder, TokenStore } from './tokenStore';
import { runTokensCommand } from './tokensCommand';
import { networks, releases, versionNumbers, type AgorasRelease, type RefreshTokenRelease } from './versions';

const number = versionNumbers.find((candidate) => candidate === process.env[variables.version]);
if (number === undefined) throw new Error('Start the stand-in by the scripts that installAgoras writes.');
const release: AgorasRelease = releases[number];
const graph = process.env[variables.graph] ?? '';
const terminal = new Terminal();

await sleep(Number(process.env[variables.delay] ?? 0));
if (process.env[variables.printsSecrets] === 'true') printSecrets();
const [as, ...given] = process.argv.slice(2);
process.exitCode = as === 'python' ? await runPython(given) : await run(given);

/** `python -m MODULE …`; the first argument is the name that Python was started by. */
async function runPython([python = '', ...args]: readonly string[]): Promise<number> {
  const [flag, module = '', ...rest] = args;
  if (flag === '--version' || flag === '-V') {
    terminal.out('Python 3.11.9');
    return 0;
  }
  if (flag !== '-m') {
    terminal.err('The stand-in for Python knows -m and --version.');
    return 2;
  }
  if (module === release.module) return run(rest);
  terminal.err(`${python}: ${whyNotStarted(module)}`);
  return 1;
}

/** Python's message for a module that can't be started. */
function whyNotStarted(module: string): string {
  if (module === 'agoras.cli.main') {
    return "Error while finding module specification for 'agoras.cli.main' (ModuleNotFoundError: __path__ attribute not found on 'agoras.cli' while trying to find 'agoras.cli.main')";
  }
  if (module !== 'agoras' && module !== 'agoras.cli') return `No module named ${module}`;
  return `No module named ${module}.__main__; '${module}' is a package and cannot be directly executed`;
}

async function run(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(parserFor(release), args);
  switch (parsed.kind) {
    case 'error':
      terminal.err(parsed.text);
      return 2;
    case 'help':
      terminal.out(parsed.text);
      return 0;
    case 'version':
      terminal.out(`agoras ${release.says}`);
      return 0;
    case 'command':
      return report(() => runCommand(parsed.path, parsed.values));
  }
}

async function report(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof Raised) return reportRaised(terminal, error);
    if (!(error instanceof Refused)) throw error;
    terminal.err(error.message);
    return error.exitCode;
  }
}

async function runCommand(path: readonly string[], values: ReadonlyMap<string, string>): Promise<number> {
  const [command, action] = path;
  if (command === undefined) {
    const help = parseArguments(parserFor(release), ['--help']);
    if (help.kind === 'help') terminal.out(help.text);
    return 0;
  }
  if (release.kind === 'accessToken') return publishWithAccessToken(release, values, graph, terminal);
  if (command === 'utils') return runTokensCommand(path[2] ?? '', values, openStore(release), terminal);
  if (command === 'publish') return publish(release, values);
  const network = networks.find((candidate) => candidate === command);
  if (network && action === 'post') return post(runOf(release, network, values));
  if (network && action === 'list-posts') return listPosts(runOf(release, network, values));
  throw new Raised(`The stand-in does not know agoras ${path.join(' ')}.`);
}

function publish(refreshing: RefreshTokenRelease, values: ReadonlyMap<string, string>): Promise<number> {
  if (!refreshing.hasPublish) {
    throw new Refused(
      1,
      '`agoras publish` was removed in Agoras 3.0. Use `agoras <platform> ...` instead - see the migration guide for the mapping: https://agoras.readthedocs.io/en/latest/migration/',
    );
  }
  const network = networks.find((candidate) => candidate === values.get('network'));
  if (!network) throw new Raised('--network is a required argument.');
  if (!values.has('action')) throw new Raised('Action is a required argument.');
  return post(runOf(refreshing, network, values));
}

function runOf(refreshing: RefreshTokenRelease, network: Run['network'], values: Run['values']): Run {
  return { release: refreshing, network, values, graph, openStore: () => openStore(refreshing), terminal };
}

function openStore(refreshing: RefreshTokenRelease): TokenStore {
  return new TokenStore(storageFolder(refreshing), refreshing.hasProfiles);
}

/** For tests that check what happens to a program's output: prints the given tokens and secrets to both streams. */
function printSecrets(): void {
  for (const network of networks) {
    for (const name of ['access_token', 'client_secret', 'refresh_token']) {
      const value = process.env[`${network}_${name}`.toUpperCase()];
      if (value === undefined) continue;
      terminal.out(`[DEBUG] ${name}: ${value}`);
      terminal.err(`[DEBUG] ${name}: ${value}`);
    }
  }
}
