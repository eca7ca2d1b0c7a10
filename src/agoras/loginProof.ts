// How an installed Agoras can prove credentials by logging in without posting anything: the command, its environment,
// and what the output means. Only known messages are recognized, and no output is kept.
import { ALL_FLAGS } from './flags';
import { isOlder, linesOf, type InstalledAgoras } from './installedVersion';
import { NETWORK_NAMES, type Network } from './target';

/**
 * How a release can be made to log in without posting. 3.0 and later can list posts. 1.1.6 to 2.1 log in before they
 * notice that there is nothing to post. 2.2 checks the content first, and 1.x makes no call without content, so neither
 * can prove anything.
 */
export type LoginProof = 'listPosts' | 'postNothing';

const FIRST_THAT_LOGS_IN_FIRST = [1, 1, 6] as const;
const FIRST_THAT_READS_FIRST = [2, 2] as const;
const FIRST_WITH_LIST = [3] as const;

/** How this Agoras can log in without posting; undefined if it can't. */
export function loginProofOf(installed: InstalledAgoras): LoginProof | undefined {
  if (!isOlder(installed, FIRST_WITH_LIST)) return 'listPosts';
  const logsInFirst = !isOlder(installed, FIRST_THAT_LOGS_IN_FIRST) && isOlder(installed, FIRST_THAT_READS_FIRST);
  return logsInFirst ? 'postNothing' : undefined;
}

/** Whether the object ID is looked up during the login, and thereby proven too. */
export function provesObjectId(proof: LoginProof, network: Network): boolean {
  // For Facebook, Agoras looks for the token of the Page with this ID.
  return proof === 'listPosts' || network === 'facebook';
}

/** Secrets are never arguments: they are passed in the environment. */
export function loginArguments(proof: LoginProof, network: Network, objectId: string): readonly string[] {
  if (proof === 'listPosts') return [network, 'list-posts', `--object-id=${objectId}`, '--limit=1'];
  // Instagram never posts a text without an image; Facebook would post it.
  return network === 'instagram' ? ['instagram', 'post', '--text=x'] : ['facebook', 'post'];
}

/**
 * What a Python program needs to start and to reach the network. Every other variable is dropped, whoever set it:
 * STATUS_TEXT would be posted, and INSTAGRAM_ACCESS_TOKEN would replace the token to be proven.
 */
const KEPT_VARIABLES: ReadonlySet<string> = new Set([
  ...['PATH', 'PATHEXT', 'SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'TEMP', 'TMP', 'TMPDIR', 'TZ'],
  ...['HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'PROGRAMDATA', 'USER', 'LOGNAME', 'USERNAME'],
  ...['LANG', 'LANGUAGE', 'LC_ALL', 'LC_CTYPE', 'LC_MESSAGES'],
  ...['VIRTUAL_ENV', 'CONDA_PREFIX', 'PYENV_ROOT', 'PYENV_VERSION', 'ASDF_DIR', 'ASDF_DATA_DIR', 'MISE_DATA_DIR'],
  ...['PYTHONHOME', 'PYTHONPATH', 'PYTHONUSERBASE', 'PYTHONNOUSERSITE', 'PYTHONUTF8'],
  ...['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'DYLD_FALLBACK_LIBRARY_PATH'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'],
]);

/** The variable that tells Agoras where to look for stored logins. */
const STORAGE_VARIABLE = 'AGORAS_STORAGE_DIR';
const FIRST_WITH_STORAGE_VARIABLE = [2] as const;

export interface LoginPlace {
  readonly platform: NodeJS.Platform;
  /** The environment of this process. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** An empty folder: logins stored elsewhere would hide missing values. */
  readonly folder: string;
}

/** The environment for the login. `values`: the credentials, by variable name. */
export function loginEnvironment(
  installed: InstalledAgoras,
  { platform, env, folder }: LoginPlace,
  values: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  // Variable names are case-insensitive on Windows; elsewhere, proxy variables are also written in lower case.
  const kept = Object.entries(env).filter(([name]) => KEPT_VARIABLES.has(name.toUpperCase()));
  return {
    ...Object.fromEntries(kept),
    ...(isOlder(installed, FIRST_WITH_STORAGE_VARIABLE) ? homeIn(folder, platform, env) : {}),
    [STORAGE_VARIABLE]: folder,
    // Keeps Python from crashing on an emoji in a listed post, whatever the code page.
    PYTHONIOENCODING: 'utf-8',
    ...values,
  };
}

/** Agoras 1.1.6 stores its logins in the home folder only. Packages that pip installed there must still be found. */
function homeIn(folder: string, platform: NodeJS.Platform, env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  if (platform === 'win32') return { USERPROFILE: folder };
  const { HOME, PYTHONUSERBASE } = env;
  const userBase = PYTHONUSERBASE ?? (HOME === undefined ? undefined : `${HOME}/.local`);
  return { HOME: folder, ...(userBase === undefined ? {} : { PYTHONUSERBASE: userBase }) };
}

/** What the output of Agoras means. */
export type LoginAnswer =
  | { readonly kind: 'accepted' }
  /** The login failed: Facebook rejected the values or couldn't be reached. Agoras prints the same message for both. */
  | { readonly kind: 'refused' }
  /** Some variables are missing. */
  | { readonly kind: 'incomplete'; readonly missing: readonly string[] }
  /** The login worked, but Agoras can't find the Page or a token for it. */
  | { readonly kind: 'pageNotFound' }
  /** Unknown output, neither good nor bad. `exitCode` is undefined if the program was terminated. */
  | { readonly kind: 'unknown'; readonly exitCode: number | undefined };

export interface LoginOutput {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const ERROR_LINE = '[ERROR] ';

/** The first complaint after a successful login. */
const NOTHING_TO_POST: Readonly<Record<Network, string>> = {
  instagram: `${ERROR_LINE}Instagram requires at least one status image.`,
  facebook: `${ERROR_LINE}No status text, link, or images provided.`,
};

const PAGE_WARNING = '[WARNING] Page detection';

/** What a run of Agoras says about the credentials. Unrecognized output is `unknown`, never a success. */
export function parseLogin(proof: LoginProof, network: Network, { code, stdout, stderr }: LoginOutput): LoginAnswer {
  const out = linesOf(stdout);
  const errors = linesOf(stderr);
  const all = [...out, ...errors];
  if (code === 1 && all.some((line) => isRefusal(network, line))) return { kind: 'refused' };
  const missing = code === 2 ? missingIn(network, errors) : undefined;
  if (missing !== undefined) return { kind: 'incomplete', missing };
  if (!(proof === 'listPosts' ? hasListed(code, out, all) : hasNothingToPost(network, code, all))) {
    return { kind: 'unknown', exitCode: code };
  }
  // Agoras continues with a token that isn't the Page's, and Facebook rejects posts with that.
  return { kind: all.some((line) => line.startsWith(PAGE_WARNING)) ? 'pageNotFound' : 'accepted' };
}

function isRefusal(network: Network, line: string): boolean {
  const text = withoutLevel(line);
  const advice = `run 'agoras ${network} authorize' first.`;
  const failed = `${NETWORK_NAMES[network]} authentication failed`;
  return (
    text === `Not authenticated. Please ${advice}` ||
    text === failed ||
    (text.startsWith(`${failed}: `) && text.toLowerCase().endsWith(`. ${advice}`))
  );
}

function withoutLevel(line: string): string {
  return line.startsWith(ERROR_LINE) ? line.slice(ERROR_LINE.length) : line;
}

/** The missing variables that Agoras names, limited to the ones it reads: no other text from that line is repeated. */
function missingIn(network: Network, errors: readonly string[]): readonly string[] | undefined {
  const beginning = `error: incomplete ${network} environment credentials. Missing: `;
  const line = errors.find((candidate) => candidate.startsWith(beginning));
  if (line === undefined) return undefined;
  const [names = ''] = line.slice(beginning.length).split('.');
  const named = names.split(',').map((name) => name.trim());
  return [...new Set(ALL_FLAGS.map(({ environment }) => environment))].filter((name) => named.includes(name));
}

/** Whether Agoras printed a JSON list of posts in its last line, and no error. */
function hasListed(code: number, out: readonly string[], all: readonly string[]): boolean {
  return code === 0 && !all.some(isError) && isListOfPosts(out.at(-1) ?? '');
}

function isListOfPosts(line: string): boolean {
  try {
    const posts: unknown = JSON.parse(line);
    return Array.isArray(posts) && posts.every((post: unknown) => isPost(post));
  } catch {
    return false;
  }
}

function isPost(post: unknown): boolean {
  return typeof post === 'object' && post !== null && 'id' in post;
}

/** Whether the only complaint is that there is nothing to post. */
function hasNothingToPost(network: Network, code: number, all: readonly string[]): boolean {
  const errors = all.filter(isError);
  return code === 1 && errors.length > 0 && errors.every((line) => line === NOTHING_TO_POST[network]);
}

function isError(line: string): boolean {
  return line.startsWith(ERROR_LINE);
}
