import vscode = require('vscode');

/** Opens a document at a position; `line` and `column` count from 1. */
export async function openPlace(uri: string, line: number, column: number): Promise<void> {
  const start = new vscode.Position(line - 1, column - 1);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection: new vscode.Range(start, start) });
}
