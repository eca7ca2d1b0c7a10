// Finds existing credentials: in the workspace's `.env` files, VS Code's environment, and the logins stored by an
// installed Agoras. Only searches when the person asks for it, and keeps the results in memory only.
import * as l10n from '@vscode/l10n';
import { join } from 'node:path';
import { ALL_FLAGS } from '../../agoras/flags';
import type { InstalledAgoras } from '../../agoras/installedVersion';
import { usesRefreshToken, type AgorasVersion } from '../../agoras/target';
import { sanitizeLabel } from '../../base/sanitize';
import { findCredentials, fingerprintsFound, type FoundCredentials } from '../../credentials/imported/foundCredentials';
import { readDotenvValue } from '../../edits/dotenv/dotenvPlan';
import type { SourceUnreadable } from '../../messages/failures/failureKinds';
import { locateDotenv } from '../destinations/dotenvDestination';
import { refuseLinkOutside } from '../files/restrictedLinks';
import { displayPath, workspaceFolders } from '../files/targetLocations';
import { readTextFile } from '../files/textFiles';
import { readStoredLogins } from './storedLogins';

/** Credentials and where they were found. */
export interface CredentialSource {
  readonly found: FoundCredentials;
  /** The name that the person knows it by. */
  readonly name: string;
  /** The Agoras version that they are for; undefined: 2.x or 3.x, whichever is used here. */
  readonly version: AgorasVersion | undefined;
  /** If it is a `.env`: it can be kept up to date. */
  readonly file: { readonly path: string; readonly fingerprints: readonly string[] } | undefined;
}

export type SourceFinding =
  | { readonly kind: 'credentials'; readonly source: CredentialSource }
  | { readonly kind: 'unreadable'; readonly failure: SourceUnreadable };

export interface SourceSearch {
  readonly installed: Promise<InstalledAgoras | undefined>;
  /** Called with results as soon as they are found. */
  readonly add: (findings: readonly SourceFinding[]) => void;
  readonly isWanted: () => boolean;
}

type ValueOf = (variable: string) => string | undefined;

/** Searches everywhere; returns the places that were searched. */
export async function findSources({ installed, add, isWanted }: SourceSearch): Promise<readonly string[]> {
  const files = await readDotenvFiles();
  for (const { name, path, text, failure } of files) {
    const valueOf: ValueOf = (variable) => readDotenvValue(text, variable);
    add(findIn(valueOf, { name, path }));
    if (failure !== undefined) add([{ kind: 'unreadable', failure }]);
    if (hasEncrypted(valueOf)) add([unreadable(name, 'encrypted')]);
  }
  const environment = l10n.t('the environment of VS Code');
  add(findIn((variable) => process.env[variable], { name: environment }));
  const looked = [...files.map(({ name }) => name), environment];
  const exact = await installed;
  if (exact === undefined || !usesRefreshToken(exact.version)) return looked;
  const storage = l10n.t('the storage of Agoras {0}', sanitizeLabel(exact.exact));
  const { version } = exact;
  const { logins, isPartial } = await readStoredLogins(exact, isWanted);
  for (const { name, variables } of logins) {
    const valueOf: ValueOf = (variable) => variables.get(variable);
    add(findIn(valueOf, { name: `${storage}, ${sanitizeLabel(name.identifier)}`, version }));
  }
  if (isPartial) add([unreadable(storage, 'storage')]);
  return [...looked, storage];
}

interface Place {
  readonly name: string;
  /** The path of a `.env`. */
  readonly path?: string;
  /** The version, if several read the same variables and it is known which one it is. */
  readonly version?: AgorasVersion;
}

function findIn(valueOf: ValueOf, { name, path, version }: Place): SourceFinding[] {
  return findCredentials(valueOf).map((found) => ({
    kind: 'credentials',
    source: {
      found,
      name,
      version: found.kind === 'accessToken' ? '1.x' : version,
      file: path === undefined ? undefined : { path, fingerprints: fingerprintsFound(found, valueOf) },
    },
  }));
}

function unreadable(name: string, why: SourceUnreadable['why']): SourceFinding {
  return { kind: 'unreadable', failure: { kind: 'sourceUnreadable', name, why } };
}

interface DotenvFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly failure?: SourceUnreadable;
}

/** For each folder, the `.env` from the settings and the one that most programs read. */
async function readDotenvFiles(): Promise<readonly DotenvFile[]> {
  const files: DotenvFile[] = [];
  for (const { folder } of workspaceFolders()) {
    if (folder.uri.scheme !== 'file') continue;
    const named = locateDotenv(folder);
    const paths = new Set([...(named.ok ? [named.value] : []), join(folder.uri.fsPath, '.env')]);
    for (const path of paths) files.push(await readDotenvFile(path));
  }
  return files;
}

async function readDotenvFile(path: string): Promise<DotenvFile> {
  const name = displayPath(path);
  const allowed = await refuseLinkOutside(path);
  const file = allowed.ok ? await readTextFile(path) : allowed;
  if (file.ok) return { name, path, text: file.value.text ?? '' };
  return { name, path, text: '', failure: { kind: 'sourceUnreadable', name, why: 'file' } };
}

function hasEncrypted(valueOf: ValueOf): boolean {
  return ALL_FLAGS.some(({ environment }) => valueOf(environment)?.startsWith('encrypted:') === true);
}
