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
interface StoredLogin {
  readonly name: StoredTokenName;
  readonly variables: ReadonlyMap<string, string>;
}

/** Python takes a moment to start, and to decrypt. */
const TIMEOUT_MILLISECONDS = 10_000;

/** Each login needs its own run of Agoras. */
const MOST_LOGINS = 20;

interface StoredLogins {
  readonly logins: readonly StoredLogin[];
  /** Agoras didn't show everything that it has stored. */
  readonly isPartial: boolean;
}

/** Empty if Agoras has stored none; Agoras 1.x has no storage. `isWanted`: whether anyone is still waiting for more. */
export async function readStoredLogins(installed: InstalledAgoras, isWanted: () => boolean): Promise<StoredLogins> {
  // Asking Agoras would create its storage, so nothing is asked unless the storage exists.
  if (!usesRefreshToken(installed.version) || !(await hasStorage(installed))) return { logins: [], isPartial: false };
  const listed = await ask(LIST_TOKENS);
  const names = parseTokenList(listed ?? '');
  const logins: StoredLogin[] = [];
  let isPartial = listed === undefined || names.length > MOST_LOGINS;
  for (const name of names.slice(0, MOST_LOGINS)) {
    if (!isWanted()) break;
    const variables = parseShownToken((await ask(showToken(name))) ?? '', name, installed.version);
    if (variables === undefined) isPartial = true;
    // Agoras 2.x stores a login under two names.
    else if (!logins.some((known) => isDeepStrictEqual(known.variables, variables))) logins.push({ name, variables });
  }
  return { logins, isPartial };
}

/** What Agoras prints: empty if it exits with 1, as it does if nothing is stored; undefined if it doesn't answer. */
async function ask(args: readonly string[]): Promise<string | undefined> {
  const options = { timeoutMilliseconds: TIMEOUT_MILLISECONDS, env: withoutCredentials(process.env) };
  const answer = await runProgram(readAgorasExecutable(), args, options);
  if (answer.kind !== 'exited' || answer.code > 1) return undefined;
  return answer.code === 0 ? answer.stdout : '';
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
