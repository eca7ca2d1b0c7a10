// Shows the findings in open documents as problems with quick fixes. They are updated shortly after typing stops;
// documents without anything for Agoras never get here.
import vscode = require('vscode');
import { assertNever } from '../../base/outcome';
import type { InstalledAgoras } from '../../agoras/installedVersion';
import type { TextEdit } from '../../edits/textPlan';
import { isOfOlderVersion, type Finding, type Remedy } from '../../findings/finding';
import { editsOfAll } from '../../findings/findIn';
import { describeFault, remedyTitle } from '../../messages/findings/faultMessages';
import { documentKindOf } from '../settings/documentKindOf';
import { COMMANDS, SETTINGS_SECTION } from '../settings/manifestIds';
import type { EditorContext } from './editorContext';
import { findInFile } from './fileFindings';

/** Findings are computed once nothing has been typed for this long. */
const PAUSE_MILLISECONDS = 300;

const PAGE = 'https://github.com/LuisAlejandro/agoras-credentials/blob/main/docs/MESSAGES.md';

const SOURCE = 'Agoras';

/** The edits that update a launch configuration of a document; empty if that isn't possible. */
export type UpdateConfiguration = (
  document: vscode.TextDocument,
  name: string,
  installed: InstalledAgoras | undefined,
) => readonly TextEdit[];

interface Seen {
  readonly version: number;
  readonly findings: readonly Finding[];
  /** The Agoras that a launch configuration is updated for; only asked for if there is one to update. */
  readonly installed: InstalledAgoras | undefined;
}

export class Problems implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection(SETTINGS_SECTION);
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #seen = new Map<string, Seen>();
  readonly #disposables: vscode.Disposable[];

  constructor(
    private readonly context: EditorContext,
    private readonly updates: UpdateConfiguration,
    onDidChange: vscode.Event<void>,
  ) {
    this.#disposables = [
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#forget(document);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (this.#seen.has(document.uri.toString())) this.look(document);
      }),
      onDidChange(() => {
        this.#lookAgain();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTINGS_SECTION)) this.#lookAgain();
      }),
    ];
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#collection.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** Checks the document soon; of several calls in a row, only the last one counts. */
  look(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        void this.#find(document);
      }, PAUSE_MILLISECONDS),
    );
  }

  /** The quick fixes for findings in a range. */
  actions(
    document: vscode.TextDocument,
    range: vscode.Range,
    only: vscode.CodeActionKind | undefined,
  ): vscode.CodeAction[] {
    const seen = this.#seen.get(document.uri.toString());
    // Offsets are only valid for the document version that they were computed for.
    if (seen?.version !== document.version) return [];
    if (only?.contains(FIX_ALL) === true) return fixAll(document, seen.findings);
    return seen.findings
      .filter((finding) => rangeOf(document, finding).intersection(range) !== undefined)
      .flatMap((finding) =>
        remediesOf(finding).flatMap(
          (remedy, index) => this.#action(document, finding, remedy, seen, index === 0) ?? [],
        ),
      );
  }

  #action(
    document: vscode.TextDocument,
    finding: Finding,
    remedy: Remedy,
    { installed }: Seen,
    isPreferred: boolean,
  ): vscode.CodeAction | undefined {
    const title = remedyTitle(remedy, finding.fault);
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic(document, finding)];
    action.isPreferred = isPreferred;
    switch (remedy.kind) {
      case 'edit':
        action.edit = workspaceEdit(document, remedy.edits);
        return action;
      case 'update': {
        const edits = this.updates(document, remedy.configuration, installed);
        action.edit = workspaceEdit(document, edits);
        return edits.length === 0 ? undefined : action;
      }
      case 'command': {
        const argument = remedy.command === 'ignoreFile' ? document.uri.toString() : remedy.account;
        action.command = { title, command: COMMANDS[remedy.command], arguments: [argument] };
        return action;
      }
      default:
        return assertNever(remedy);
    }
  }

  #lookAgain(): void {
    for (const document of vscode.workspace.textDocuments) {
      if (this.#seen.has(document.uri.toString())) this.look(document);
    }
  }

  #forget({ uri }: vscode.TextDocument): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#seen.delete(key);
    this.#collection.delete(uri);
  }

  async #find(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const kind = documentKindOf(document.uri);
    if (kind === undefined) return;
    const findings = await findInFile(document.uri, kind, document.getText(), this.context);
    const isUpdated = findings.some(({ remedies }) => remedies.some((remedy) => remedy.kind === 'update'));
    const installed = isUpdated ? await this.context.installedFor(document.uri) : undefined;
    // The text has changed in the meantime, so this result is outdated; the next check is already scheduled.
    if (document.isClosed || document.version !== version) return;
    this.#seen.set(document.uri.toString(), { version, findings, installed });
    this.#collection.set(
      document.uri,
      findings.map((finding) => diagnostic(document, finding)),
    );
  }
}

/** A file for an older Agoras is rarely the only one, so the last quick fix offers to upgrade all of them. */
function remediesOf({ fault, remedies }: Finding): readonly Remedy[] {
  return isOfOlderVersion(fault) ? [...remedies, { kind: 'command', command: 'upgradeToAgoras3' }] : remedies;
}

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append(SETTINGS_SECTION);

function rangeOf(document: vscode.TextDocument, { start, end }: Finding): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

function diagnostic(document: vscode.TextDocument, finding: Finding): vscode.Diagnostic {
  const { message, severity } = describeFault(finding.fault, vscode.env.language);
  const range = rangeOf(document, finding);
  const level = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const result = new vscode.Diagnostic(range, message, level);
  const code = finding.fault.kind;
  result.source = SOURCE;
  result.code = { value: code, target: vscode.Uri.parse(`${PAGE}#${code.toLowerCase()}`) };
  return result;
}

function fixAll(document: vscode.TextDocument, findings: readonly Finding[]): vscode.CodeAction[] {
  const { edits } = editsOfAll(findings);
  if (edits.length === 0) return [];
  const action = new vscode.CodeAction(SOURCE, FIX_ALL);
  action.edit = workspaceEdit(document, edits);
  return [action];
}

function workspaceEdit(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { offset, length, newText } of edits) {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    edit.replace(document.uri, range, newText);
  }
  return edit;
}
