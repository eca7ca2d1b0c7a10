// The report in an editor tab. There is at most one; diagnosing again reuses it.
import vscode = require('vscode');
import {
  describeOutdated,
  reportContent,
  reportDocument,
  reportTitle,
  type ShownReport,
} from '../../diagnosis/reportHtml';
import { parseFromReport, type ToReport } from '../../diagnosis/reportProtocol';
import { VIEWS } from '../settings/manifestIds';
import { frameFor } from '../walkthrough/webviewFrame';
import type { ReportWatch, WatchedReport } from './reportWatch';

/** What a shown report needs from its maker. */
export interface ReportUse {
  /** Called with the name of the pressed button. */
  readonly press: (button: string) => void;
  /** Watches until it is disposed or has called `outdated`. */
  readonly watch: (options: Pick<WatchedReport, 'isVisible' | 'outdated'>) => ReportWatch;
}

export class ReportPanel implements vscode.Disposable {
  #panel: vscode.WebviewPanel | undefined;
  #shown: ShownReport | undefined;
  #isListening = false;
  #announcement = '';

  constructor(private readonly extensionUri: vscode.Uri) {}

  dispose(): void {
    this.#watch?.dispose();
    this.#panel?.dispose();
  }

  get isOpen(): boolean {
    return this.#panel !== undefined;
  }

  /** `announcement`: for screen readers. */
  show(shown: ShownReport, announcement: string, { press, watch }: ReportUse): void {
    this.#shown = shown;
    this.#announcement = announcement;
    this.#press = press;
    this.#watch?.dispose();
    if (this.#panel === undefined) this.#open(shown);
    else if (this.#isListening) this.#render();
    this.#watch = watch({
      isVisible: () => this.#panel?.visible === true,
      outdated: () => {
        this.#shown = { ...shown, isOutdated: true };
        this.#announcement = describeOutdated();
        if (this.#isListening) this.#render();
      },
    });
  }

  /** Brings the tab to the front. */
  reveal(): void {
    this.#panel?.reveal();
  }

  #watch: ReportWatch | undefined;
  #press: (button: string) => void = () => undefined;

  #open(shown: ShownReport): void {
    const panel = vscode.window.createWebviewPanel(VIEWS.reportPanel, reportTitle(), vscode.ViewColumn.Active);
    this.#panel = panel;
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const parsed = parseFromReport(message);
      if (parsed?.kind === 'ready') {
        this.#isListening = true;
        this.#render();
      }
      // Ignores buttons of earlier reports, whose names may have another meaning now.
      if (parsed?.kind === 'press' && parsed.report === this.#shown?.number) this.#press(parsed.button);
    });
    // VS Code discards a hidden webview; when it is shown again, it starts with its original document.
    panel.onDidChangeViewState(() => {
      if (panel.visible) this.#watch?.lookSoon();
      else this.#isListening = false;
    });
    panel.onDidDispose(() => {
      this.#watch?.dispose();
      this.#panel = undefined;
      this.#isListening = false;
    });
    panel.webview.html = reportDocument(frameFor(panel.webview, 'editor', this.extensionUri, 'reportScript.js'), shown);
  }

  #render(): void {
    if (this.#shown === undefined) return;
    const message: ToReport = {
      kind: 'render',
      html: reportContent(this.#shown),
      announcement: this.#announcement,
    };
    void this.#panel?.webview.postMessage(message);
  }
}
