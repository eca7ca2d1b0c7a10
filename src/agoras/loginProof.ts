// How an installed Agoras proves credentials by logging in, without posting anything: what is run, with which variables,
// and what its answers mean. Only sentences that are known are read; nothing that it prints is kept.
import { ALL_FLAGS } from './flags';
import { isOlder, linesOf, type InstalledAgoras } from './installedVersion';
import { NETWORK_NAMES, type Network } from './target';

/**
 * What a release does that logs in and posts nothing. From 3.0 it lists posts. From 1.1.6 to 2.1 it logs in before it
 * finds that there is nothing to post. 2.2 looks at the content first, and 1.x makes no call without: neither can prove
 * anything.
 */
export type LoginProof = 'listPosts' | 'postNothing';

const FIRST_THAT_LOGS_IN_FIRST = [1, 1, 6] as const;
const FIRST_THAT_READS_FIRST = [2, 2] as const;
const FIRST_WITH_LIST = [3] as const;

/** How an installed Agoras can log in without posting; undefined if it cannot. */
export function loginProofOf(installed: InstalledAgoras): LoginProof | undefined {
  if (!isOlder(installed, FIRST_WITH_LIST)) return 'listPosts';
  const logsInFirst = !isOlder(installed, FIRST_THAT_LOGS_IN_FIRST) && isOlder(installed, FIRST_THAT_READS_FIRST);
  return logsInFirst ? 'postNothing' : undefined;
}

/** Whether the object ID is looked up on the way, and so proven with the login. */
export function provesObjectId(proof: LoginProof, network: Network): boolean {
  // For Facebook it is the Page whose token is looked for.
  return proof === 'listPosts' || network === 'facebook';
}

/** No argument but these: secrets are handed over in the environment. */
export function loginArguments(proof: LoginProof, network: Network, objectId: string): readonly string[] {
  if (proof === 'listPosts') return [network, 'list-posts', `--object-id=${objectId}`, '--limit=1'];
  // Instagram posts no text without an image; Facebook would.
  return network === 'instagram' ? ['instagram', 'post', '--text=x'] : ['facebook', 'post'];
}

/**
 * What a Python program needs to start and to get through to the network. Everything else stays out, whoever has set it:
 * a STATUS_TEXT would be posted, an INSTAGRAM_ACCESS_TOKEN would take the place of what is to be proven.
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

/** Where an Agoras looks for what was stored before. */
const STORAGE_VARIABLE = 'AGORAS_STORAGE_DIR';
const FIRST_WITH_STORAGE_VARIABLE = [2] as const;

export interface LoginPlace {
  readonly platform: NodeJS.Platform;
  /** Of this process. */
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** An empty one: what is stored elsewhere would fill gaps. */
  readonly folder: string;
}

/** The environment of a login. `values`: the credentials, by variable. */
export function loginEnvironment(
  installed: InstalledAgoras,
  { platform, env, folder }: LoginPlace,
  values: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  // Windows does not tell capitals apart; elsewhere proxies are named in small letters, too.
  const kept = Object.entries(env).filter(([name]) => KEPT_VARIABLES.has(name.toUpperCase()));
  return {
    ...Object.fromEntries(kept),
    ...(isOlder(installed, FIRST_WITH_STORAGE_VARIABLE) ? homeIn(folder, platform, env) : {}),
    [STORAGE_VARIABLE]: folder,
    // A post with an emoji must not end it, whatever the code page.
    PYTHONIOENCODING: 'utf-8',
    ...values,
  };
}

/** Agoras 1.1.6 stores in the home of the person and nowhere else; what pip has installed there is to be found still. */
function homeIn(folder: string, platform: NodeJS.Platform, env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  if (platform === 'win32') return { USERPROFILE: folder };
  const { HOME, PYTHONUSERBASE } = env;
  const userBase = PYTHONUSERBASE ?? (HOME === undefined ? undefined : `${HOME}/.local`);
  return { HOME: folder, ...(userBase === undefined ? {} : { PYTHONUSERBASE: userBase }) };
}

/** What the answer of an Agoras means. */
export type LoginAnswer =
  | { readonly kind: 'accepted' }
  /** It could not log in: Facebook refused the values, or was not reached. Agoras says the same of both. */
  | { readonly kind: 'refused' }
  /** Some of the variables did not get to it. */
  | { readonly kind: 'incomplete'; readonly missing: readonly string[] }
  /** It has logged in, and does not find the Page, or no token of it. */
  | { readonly kind: 'pageNotFound' }
  /** Nothing that is known: neither good nor bad. Without a code where it did not end by itself. */
  | { readonly kind: 'unknown'; readonly exitCode: number | undefined };

export interface LoginOutput {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const ERROR_LINE = '[ERROR] ';

/** The first thing that is missing, once it has logged in. */
const NOTHING_TO_POST: Readonly<Record<Network, string>> = {
  instagram: `${ERROR_LINE}Instagram requires at least one status image.`,
  facebook: `${ERROR_LINE}No status text, link, or images provided.`,
};

const PAGE_WARNING = '[WARNING] Page detection';

/** What a run of Agoras says about the credentials. Output that is not recognised is `unknown`, never a success. */
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
  // It goes on with another token than the Page’s, and Facebook refuses posts by that.
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

/** The names that it misses, of those that it reads: anything else in that place is not repeated. */
function missingIn(network: Network, errors: readonly string[]): readonly string[] | undefined {
  const beginning = `error: incomplete ${network} environment credentials. Missing: `;
  const line = errors.find((candidate) => candidate.startsWith(beginning));
  if (line === undefined) return undefined;
  const [names = ''] = line.slice(beginning.length).split('.');
  const named = names.split(',').map((name) => name.trim());
  return [...new Set(ALL_FLAGS.map(({ environment }) => environment))].filter((name) => named.includes(name));
}

/** One line with a JSON list of posts, the last one, and no error. */
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

/** Its only complaint is that there is nothing to post. */
function hasNothingToPost(network: Network, code: number, all: readonly string[]): boolean {
  const errors = all.filter(isError);
  return code === 1 && errors.length > 0 && errors.every((line) => line === NOTHING_TO_POST[network]);
}

function isError(line: string): boolean {
  return line.startsWith(ERROR_LINE);
}
