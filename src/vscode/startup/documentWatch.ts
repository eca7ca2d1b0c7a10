// Watches documents, and loads the runtime when one contains something for Agoras. For all others it only checks the
// name, and if that matches, the text or the edited line.
import vscode = require('vscode');
import { hasAgorasKey } from '../../findings/documentKind';
import { documentKindOf } from '../settings/documentKindOf';
import { SETTINGS_SECTION } from '../settings/manifestIds';

import type { LoadRuntime, Runtime } from './runtime';

export function registerDocumentWatch(load: LoadRuntime): vscode.Disposable {
  const watched = new Set<string>();
  let editor: Runtime['editor'] | undefined;
  const look = async (document: vscode.TextDocument) => {
    watched.add(document.uri.toString());
    editor ??= (await load()).editor;
    editor.look(document);
  };
  const begin = (document: vscode.TextDocument) => {
    if (canConcern(document) && hasAgorasKey(document.getText())) void look(document);
  };
  const ifWatched = <T>(document: vscode.TextDocument, ask: (loaded: Runtime['editor']) => T): T | undefined =>
    editor !== undefined && watched.has(document.uri.toString()) ? ask(editor) : undefined;
  for (const document of vscode.workspace.textDocuments) begin(document);
  const selector = { pattern: '**' };
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(begin),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (watched.has(document.uri.toString())) void look(document);
      else if (canConcern(document) && contentChanges.some((change) => isTypedIn(document, change))) {
        void look(document);
      }
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => watched.delete(uri.toString())),
    vscode.languages.registerHoverProvider(selector, {
      provideHover: (document, position) => ifWatched(document, (loaded) => loaded.hover(document, position)),
    }),
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        provideCodeActions: (document, range, { only }) =>
          ifWatched(document, (loaded) => loaded.actions(document, range, only)),
      },
      // VS Code only accepts a kind in `editor.codeActionsOnSave` that a provider has declared.
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL] },
    ),
  );
}

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append(SETTINGS_SECTION);

function canConcern({ uri }: vscode.TextDocument): boolean {
  return documentKindOf(uri) !== undefined;
}

/** People type a name letter by letter, so the whole line is checked, not just the new text. */
function isTypedIn(document: vscode.TextDocument, { range, text }: vscode.TextDocumentContentChangeEvent): boolean {
  return hasAgorasKey(text) || hasAgorasKey(document.lineAt(range.start.line).text);
}
