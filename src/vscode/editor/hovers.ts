// Shows which account the value under the pointer belongs to. Doesn't use the network, and never shows the value.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { unixNow } from '../../base/time';
import { variableAt } from '../../findings/valueAt';
import { lookOf, type ValueLook } from '../../findings/valueLooks';
import { describeKnownValue, describeLook } from '../../messages/findings/valueMessages';
import { documentKindOf } from '../settings/documentKindOf';
import { COMMANDS } from '../settings/manifestIds';
import type { EditorContext } from './editorContext';

export async function hoverAt(
  context: EditorContext,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const kind = documentKindOf(document.uri);
  if (kind === undefined) return undefined;
  const variable = variableAt(document.getText(), kind, document.offsetAt(position));
  if (variable === undefined) return undefined;
  const known = (await context.known()).find(variable.value);
  const words =
    known === undefined
      ? wordsForUnknown(lookOf(variable.value))
      : // As text: what Facebook calls a Page could else be a link.
        new vscode.MarkdownString().appendText(describeKnownValue(known, unixNow(), vscode.env.language).join('\n'));
  if (words === undefined) return undefined;
  const { nameSpan, valueSpan } = variable;
  return new vscode.Hover(
    words,
    new vscode.Range(document.positionAt(nameSpan.start), document.positionAt(valueSpan.end)),
  );
}

/** Includes a link for importing the value if that is possible. */
function wordsForUnknown(look: ValueLook): vscode.MarkdownString | undefined {
  const line = describeLook(look);
  if (line === undefined) return undefined;
  const words = new vscode.MarkdownString().appendText(line);
  if (look === 'placeholder' || look === 'instagramToken') return words;
  words.isTrusted = { enabledCommands: [COMMANDS.importCredentials] };
  return words.appendMarkdown(`\n\n[${l10n.t('Import Existing Credentials…')}](command:${COMMANDS.importCredentials})`);
}
