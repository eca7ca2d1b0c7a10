// Determines what kind of Agoras-related file a document is.
import type vscode = require('vscode');
import { documentKind, type DocumentKind } from '../../findings/documentKind';
import { textSetting } from './settingValues';

/** Undefined if it can't contain anything for Agoras. */
export function documentKindOf(uri: vscode.Uri): DocumentKind | undefined {
  if (uri.scheme === 'untitled' || uri.scheme === 'git') return undefined;
  return documentKind(uri.path, () => textSetting('dotenv.path', '.env', uri));
}
