// The quick fix for a .env that Git would commit.
import vscode = require('vscode');
import { DONE, failed, type CommandEnd } from '../prompts/commandEnd';
import { addIgnoreLine, ignoreLine } from '../files/git';

/** `uri`: the URI of the document. */
export async function ignoreFile(uri: string | undefined): Promise<CommandEnd> {
  if (uri === undefined) return DONE;
  const line = await ignoreLine(vscode.Uri.parse(uri).fsPath);
  if (line === undefined) return DONE;
  const added = await addIgnoreLine(line);
  return added.ok ? DONE : failed(added.error, () => ignoreFile(uri));
}
