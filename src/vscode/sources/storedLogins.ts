// Reads the logins that an installed Agoras has stored, by running it: only Agoras can decrypt its storage.
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

/** A stored login as the variables that hold the same values. */
export interface StoredLogin {
  readonly name: StoredTokenName;
  readonly variables: ReadonlyMap<string, string>;
}

/** Python takes a moment to start, and to decrypt. */
const TIMEOUT_MILLISECONDS = 10_000;

/** Each login needs its own run of Agoras. */
const MOST_LOGINS = 20;

/** Empty if Agoras has stored none; Agoras 1.x has no storage. `isWanted`: whether anyone is still waiting for more. */
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
    // Agoras 2.x stores a login under two names.
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

/** Removes the credentials and texts that Agoras would read from the environment; the location of its storage stays. */
function withoutCredentials(env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const names = new Set(ALL_FLAGS.map(({ environment }) => environment));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.has(name) && !name.startsWith('STATUS_')));
}

/** Agoras 1.1.6 only uses its folder in the home folder; later versions use the variable. */
function hasStorage({ exact }: InstalledAgoras): Promise<boolean> {
  const named = exact === AGORAS_1_1_6.exact ? '' : (process.env['AGORAS_STORAGE_DIR'] ?? '');
  return stat(join(named === '' ? join(homedir(), '.agoras') : named, 'tokens')).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
