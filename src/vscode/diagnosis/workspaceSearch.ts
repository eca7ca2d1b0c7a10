// Finds the files of the workspace that may involve Agoras, and their faults. They are read without opening them in an
// editor, where other extensions could read them.
import { stat } from 'node:fs/promises';
import vscode = require('vscode');
import { fingerprintOf } from '../../base/fingerprint';
import type { FileFacts, LookedFile, PlacedFinding, ReadFile } from '../../diagnosis/facts';
import { hasAgorasKey, SCRIPT_ENDINGS, type DocumentKind } from '../../findings/documentKind';
import { dotenvVariables } from '../../findings/dotenvFindings';
import { findIn } from '../../findings/findIn';
import type { Finding } from '../../findings/finding';
import type { EditorContext } from '../editor/editorContext';
import { gitStateOf } from '../editor/fileFindings';
import { foldersAndWorkspaceFile } from '../files/targetLocations';
import { readTextFile } from '../files/textFiles';
import { documentKindOf } from '../settings/documentKindOf';
import { readDotenvPath } from '../settings/settings';
import { looksSecret } from '../../findings/valueLooks';

/** Matches more files than needed; `documentKind` decides. */
export const SEARCHED_FILES = `**/{${[
  '*.env',
  '.env.*',
  '.vscode/launch.json',
  '.vscode/tasks.json',
  '*.code-workspace',
  '.github/workflows/*.yml',
  '.github/workflows/*.yaml',
  ...SCRIPT_ENDINGS.map((ending) => `*.${ending}`),
].join(',')}}`;

/** More matches come from other people's code, such as a dependency folder that no setting excludes. */
const MOST_FILES = 2000;

/** Larger files aren't read: no `.env` or launch.json that a person edits is that large. */
const MOST_BYTES = 5_000_000;

/** `signal`: aborted when the person cancels. */
export async function lookAtFiles(context: EditorContext, signal: AbortSignal): Promise<FileFacts> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const { found, isSearched, isCut } = await findFiles(signal);
  const all: LookedFile[] = [];
  for (const uri of withNamed(found)) {
    if (signal.aborted) break;
    const looked = await lookAt(uri, context);
    if (looked !== undefined) all.push(looked);
  }
  return {
    folders: folders.length,
    all,
    isCut,
    isSearched: isSearched || folders.length === 0,
  };
}

interface FoundFiles {
  readonly found: readonly vscode.Uri[];
  /** False if VS Code couldn't search, so that only the usual places were looked at. */
  readonly isSearched: boolean;
  /** There are more files than these. */
  readonly isCut: boolean;
}

/** The files that VS Code's own search finds, or those in the usual places if it can't search. */
export async function findFiles(signal: AbortSignal): Promise<FoundFiles> {
  const searched = await search(signal);
  const found = searched ?? (await usualPlaces());
  return { found: found.slice(0, MOST_FILES), isSearched: searched !== undefined, isCut: found.length > MOST_FILES };
}

/** Undefined if VS Code can't search, for example because its search program is missing. */
async function search(signal: AbortSignal): Promise<readonly vscode.Uri[] | undefined> {
  const source = new vscode.CancellationTokenSource();
  const cancel = () => {
    source.cancel();
  };
  signal.addEventListener('abort', cancel);
  try {
    return await vscode.workspace.findFiles(SEARCHED_FILES, excluded(), MOST_FILES + 1, source.token);
  } catch {
    return undefined;
  } finally {
    signal.removeEventListener('abort', cancel);
    source.dispose();
  }
}

/** The files in the folders that usually contain them. */
async function usualPlaces(): Promise<readonly vscode.Uri[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
    ['', '.vscode', '.github/workflows'].map((inside) => vscode.Uri.joinPath(uri, inside)),
  );
  const listed = folders.map(async (folder) => {
    const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
    return entries
      .filter(([, type]) => (type & vscode.FileType.Directory) === 0)
      .map(([name]) => vscode.Uri.joinPath(folder, name));
  });
  return (await Promise.all(listed)).flat();
}

/** Adds the files named in the settings; without duplicates, sorted. */
export function withNamed(found: readonly vscode.Uri[]): readonly vscode.Uri[] {
  const named = foldersAndWorkspaceFile().map((location) =>
    location.kind === 'folder'
      ? vscode.Uri.joinPath(location.folder.uri, readDotenvPath(location.folder))
      : location.uri,
  );
  const byAddress = new Map([...named, ...found].map((uri) => [uri.toString(), uri]));
  return [...byAddress].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, uri]) => uri);
}

/** The patterns that only VS Code's search excludes; VS Code itself adds `files.exclude`. */
function excluded(): string | undefined {
  const setting = vscode.workspace.getConfiguration('search').get<unknown>('exclude');
  const patterns = Object.entries(typeof setting === 'object' && setting !== null ? setting : {});
  const active = patterns.filter(([, isActive]) => isActive === true).map(([pattern]) => pattern);
  return active.length === 0 ? undefined : `{${active.join(',')}}`;
}

/** Undefined if the file doesn't exist or can't contain anything for Agoras. */
async function lookAt(uri: vscode.Uri, context: EditorContext): Promise<LookedFile | undefined> {
  const kind = documentKindOf(uri);
  if (kind === undefined) return undefined;
  const document = openDocument(uri);
  const isDirty = document?.isDirty === true;
  const saved = document === undefined || isDirty ? await readText(uri) : undefined;
  const text = document?.getText() ?? saved;
  if (text === undefined) return undefined;
  const file = { name: nameOf(uri), uri: uri.toString(), kind };
  if (text === UNREADABLE) return file;
  // The lines for Agoras may have been deleted in the editor, but not yet in the file.
  const isUnsaved = isDirty && [text, saved].some((one) => typeof one === 'string' && hasAgorasKey(one));
  return { ...file, read: { ...(await findInText(uri, kind, text, context)), isUnsaved } };
}

async function findInText(
  uri: vscode.Uri,
  kind: DocumentKind,
  text: string,
  context: EditorContext,
): Promise<Omit<ReadFile, 'isUnsaved'>> {
  const fingerprint = fingerprintOf(text);
  if (!hasAgorasKey(text)) return { findings: [], fingerprint, isGitUnknown: false };
  const git = kind === 'dotenv' ? await gitStateOf(uri) : 'hidden';
  return {
    findings: placed(text, findIn(kind, text, await context.read(uri), git)),
    fingerprint,
    isGitUnknown: git === 'unknown' && dotenvVariables(text).variables.some(({ value }) => looksSecret(value)),
  };
}

/** If a file is open, the text in its editor counts. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const address = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === address);
}

/** Takes the place of a text that can't be read. */
export const UNREADABLE = Symbol('unreadable');

/** The text as an editor would show it; undefined if there is no such file. */
export async function readText(uri: vscode.Uri): Promise<string | typeof UNREADABLE | undefined> {
  if (uri.scheme !== 'file') {
    const bytes = await Promise.resolve(vscode.workspace.fs.readFile(uri)).catch(() => undefined);
    return bytes === undefined ? UNREADABLE : new TextDecoder().decode(bytes);
  }
  const size = await stat(uri.fsPath).then(
    (stats) => stats.size,
    () => 0,
  );
  const read = size > MOST_BYTES ? undefined : await readTextFile(uri.fsPath);
  // A folder can have the name of a file, such as a virtual environment of Python named `.env`.
  if (read?.ok === false && read.error.why === 'notAFile') return undefined;
  if (read?.ok !== true) return UNREADABLE;
  // Without the byte order mark, so that offsets are the same as in an editor.
  return read.value.text?.replace(/^\uFEFF/, '');
}

function nameOf(uri: vscode.Uri): string {
  const isInside = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return isInside ? vscode.workspace.asRelativePath(uri) : (uri.path.split('/').at(-1) ?? '');
}

/** Adds line and column, as an editor counts them. */
function placed(text: string, findings: readonly Finding[]): PlacedFinding[] {
  if (findings.length === 0) return [];
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
  return findings.map((finding) => {
    const index = starts.findLastIndex((start) => start <= finding.start);
    return { ...finding, line: index + 1, column: finding.start - (starts[index] ?? 0) + 1 };
  });
}
