// Notices when a report no longer says what is true, by what happens in this window.
import vscode = require('vscode');
import { documentKindOf } from '../settings/documentKindOf';
import { SEARCHED_FILES } from './workspaceSearch';

/** Several things often happen together, and one look at all of them is enough. */
const PAUSE_MILLISECONDS = 500;

/** What a rule in it says about a `.env` is in the report, too. */
const GITIGNORE = '**/.gitignore';

export interface WatchedReport {
  /** Whether the report would still be the same. */
  readonly isStillTrue: (signal: AbortSignal) => Promise<boolean>;
  /** Fire when accounts, settings or terminals have changed. */
  readonly changes: readonly vscode.Event<void>[];
  /** Nobody reads a hidden report: it is looked at when it is shown again. */
  readonly isVisible: () => boolean;
  /** Called once; nothing is watched afterwards. */
  readonly outdated: () => void;
}

export class ReportWatch implements vscode.Disposable {
  readonly #occasions: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;
  /** The look that is under way. */
  #looking: AbortController | undefined;

  constructor(private readonly report: WatchedReport) {
    const notice = () => {
      this.#isDue = true;
      this.lookSoon();
    };
    const noticeDocument = (document: vscode.TextDocument) => {
      if (documentKindOf(document.uri) !== undefined) notice();
    };
    this.#occasions = vscode.Disposable.from(
      ...report.changes.map((onDidChange) => onDidChange(notice)),
      ...[SEARCHED_FILES, GITIGNORE].flatMap((pattern) => {
        const files = vscode.workspace.createFileSystemWatcher(pattern);
        return [files, files.onDidCreate(notice), files.onDidChange(notice), files.onDidDelete(notice)];
      }),
      // Unsaved text counts, too.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        noticeDocument(document);
      }),
      vscode.workspace.onDidSaveTextDocument(noticeDocument),
      vscode.workspace.onDidCloseTextDocument(noticeDocument),
      vscode.workspace.onDidChangeWorkspaceFolders(notice),
      vscode.workspace.onDidGrantWorkspaceTrust(notice),
    );
  }

  dispose(): void {
    this.#looking?.abort();
    clearTimeout(this.#timer);
    this.#occasions.dispose();
  }

  /** Looks at what has changed since the last look, if anything has. */
  lookSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), PAUSE_MILLISECONDS);
  }

  async #look(): Promise<void> {
    if (!this.#isDue || this.#looking !== undefined || !this.report.isVisible()) return;
    this.#isDue = false;
    const { signal } = (this.#looking = new AbortController());
    const isTrue = await this.report.isStillTrue(signal);
    this.#looking = undefined;
    if (signal.aborted) return;
    if (isTrue) {
      this.lookSoon();
      return;
    }
    this.dispose();
    this.report.outdated();
  }
}
