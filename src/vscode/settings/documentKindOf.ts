// Which of the files that concern Agoras a document is.
import type vscode = require('vscode');
import { documentKind, type DocumentKind } from '../../findings/documentKind';
import { textSetting } from './settingValues';

/** Undefined for what cannot have anything of Agoras in it. */
export function documentKindOf(uri: vscode.Uri): DocumentKind | undefined {
  if (uri.scheme === 'untitled' || uri.scheme === 'git') return undefined;
  return documentKind(uri.path, () => textSetting('dotenv.path', '.env', uri));
}
