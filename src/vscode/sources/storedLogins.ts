// The logins that an installed Agoras keeps. It is asked for them, since only it can open its storage.
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ALL_FLAGS } from '../../agoras/flags';
import { AGORAS_1_1_6, type InstalledAgoras } from '../../agoras/installedVersion';
import {
  LIST_TOKENS,
  parseShownToken,
  parseTokenList,
  showToken,
  type StoredTokenName,
} from '../../agoras/storedTokens';
import { usesRefreshToken } from '../../agoras/target';
import { runProgram } from '../settings/programs';
import { readAgorasExecutable } from '../settings/settings';

/** A stored login as the variables that stand for the same. */
export interface StoredLogin {
  readonly name: StoredTokenName;
  readonly variables: ReadonlyMap<string, string>;
}

/** Python needs a moment to start, and to open what is encrypted. */
const TIMEOUT_MILLISECONDS = 10_000;

/** Reading one login takes one run of Agoras. */
const MOST_LOGINS = 20;

/** None where Agoras keeps none; Agoras 1.x has no storage. `isWanted`: whether anybody still waits for more. */
export async function readStoredLogins(
  installed: InstalledAgoras,
  isWanted: () => boolean,
): Promise<readonly StoredLogin[]> {
  // Asking Agoras would create its storage, so nothing is asked unless the storage exists.
  if (!usesRefreshToken(installed.version) || !(await hasStorage(installed))) return [];
  const listed = await ask(LIST_TOKENS);
  const logins: StoredLogin[] = [];
  for (const name of parseTokenList(listed).slice(0, MOST_LOGINS)) {
    if (!isWanted()) break;
    const variables = parseShownToken(await ask(showToken(name)), name, installed.version);
    // Agoras 2.x keeps one login under two names.
    const isKnown = logins.some((known) => isDeepStrictEqual(known.variables, variables));
    if (variables !== undefined && !isKnown) logins.push({ name, variables });
  }
  return logins;
}

/** What Agoras prints; empty unless it exits with code 0. */
async function ask(args: readonly string[]): Promise<string> {
  const options = { timeoutMilliseconds: TIMEOUT_MILLISECONDS, env: withoutCredentials(process.env) };
  const answer = await runProgram(readAgorasExecutable(), args, options);
  return answer.kind === 'exited' && answer.code === 0 ? answer.stdout : '';
}

/** Without the credentials and texts that Agoras would take from the environment; the place of its storage stays. */
function withoutCredentials(env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const names = new Set(ALL_FLAGS.map(({ environment }) => environment));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.has(name) && !name.startsWith('STATUS_')));
}

/** Agoras 1.1.6 knows its folder at home alone, later ones go by the variable. */
function hasStorage({ exact }: InstalledAgoras): Promise<boolean> {
  const named = exact === AGORAS_1_1_6.exact ? '' : (process.env['AGORAS_STORAGE_DIR'] ?? '');
  return stat(join(named === '' ? join(homedir(), '.agoras') : named, 'tokens')).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
