// The report in an editor tab. There is at most one; diagnosing again reuses it.
import vscode = require('vscode');
import { reportContent, reportDocument, reportTitle, type ShownReport } from '../../diagnosis/reportHtml';
import { parseFromReport, type ToReport } from '../../diagnosis/reportProtocol';
import { VIEWS } from '../settings/manifestIds';
import { frameFor } from '../walkthrough/webviewFrame';

export class ReportPanel implements vscode.Disposable {
  #panel: vscode.WebviewPanel | undefined;
  #shown: ShownReport | undefined;
  #isListening = false;
  #announcement = '';

  constructor(private readonly extensionUri: vscode.Uri) {}

  dispose(): void {
    this.#panel?.dispose();
  }

  get isOpen(): boolean {
    return this.#panel !== undefined;
  }

  /** `press`: called with the name of the pressed button. `announcement`: for screen readers. */
  show(shown: ShownReport, announcement: string, press: (button: string) => void): void {
    this.#shown = shown;
    this.#announcement = announcement;
    this.#press = press;
    if (this.#panel === undefined) this.#open(shown);
    else if (this.#isListening) this.#render();
  }

  /** Brings the tab to the front. */
  reveal(): void {
    this.#panel?.reveal();
  }

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
      if (!panel.visible) this.#isListening = false;
    });
    panel.onDidDispose(() => {
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
