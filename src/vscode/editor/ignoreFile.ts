// The quick fix for a .env that Git would commit.
import vscode = require('vscode');
import { DONE, failed, type CommandEnd } from '../prompts/commandEnd';
import { addIgnoreLine, ignoreLine } from '../files/git';

/** `uri`: the URI of the document. `added`: called after the change, because the document itself doesn't change. */
export async function ignoreFile(uri: string | undefined, added: () => void): Promise<CommandEnd> {
  if (uri === undefined) return DONE;
  const line = await ignoreLine(vscode.Uri.parse(uri).fsPath);
  if (line === undefined) return DONE;
  const result = await addIgnoreLine(line);
  if (!result.ok) return failed(result.error, () => ignoreFile(uri, added));
  added();
  return DONE;
}
