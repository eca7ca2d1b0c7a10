import vscode = require('vscode');

/** Opens a document with the cursor in front of a character; `line` and `column` count from 1, as an editor shows them. */
export async function openPlace(uri: string, line: number, column: number): Promise<void> {
  const start = new vscode.Position(line - 1, column - 1);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(start, start) });
}
