// The findings in a file of the workspace, whether or not it is open.
import type vscode = require('vscode');
import type { DocumentKind } from '../../findings/documentKind';
import type { GitState } from '../../findings/dotenvFindings';
import type { Finding } from '../../findings/finding';
import { findIn } from '../../findings/findIn';
import { fileVisibility } from '../files/git';
import type { EditorContext } from './editorContext';

export async function findInFile(
  uri: vscode.Uri,
  kind: DocumentKind,
  text: string,
  context: EditorContext,
): Promise<readonly Finding[]> {
  const git = kind === 'dotenv' ? await gitStateOf(uri) : 'unknown';
  return findIn(kind, text, await context.read(uri), git);
}

/** How Git treats a file; `unknown` in Restricted Mode, where Git isn't run. */
export async function gitStateOf({ scheme, fsPath }: vscode.Uri): Promise<GitState> {
  if (scheme !== 'file') return 'unknown';
  const visibility = await fileVisibility(fsPath);
  if (typeof visibility === 'object') return 'unknown';
  return visibility === 'safe' ? 'hidden' : visibility;
}
