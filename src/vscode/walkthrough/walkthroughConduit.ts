import vscode = require('vscode');
import { assertNever } from '../../base/outcome';
import { announceChange } from '../../walkthrough/announcement';
import type { WebviewLocation } from '../../walkthrough/markup';
import { walkthroughContent, walkthroughDocument } from '../../walkthrough/walkthroughHtml';
import {
  parseFromWebview,
  type FromWebview,
  type ToWebview,
  type WalkthroughStepId,
} from '../../walkthrough/webviewProtocol';
import type { WalkthroughView } from '../../walkthrough/walkthroughView';
import { copyPermissions } from '../questions/tokenStep';
import type { WalkthroughModel } from './walkthroughModel';
import { frameFor } from './webviewFrame';

/** Shows the walkthrough in a webview, in an editor tab or the sidebar. Lives as long as the webview. */
export class WalkthroughConduit implements vscode.Disposable {
  readonly #disposables: vscode.Disposable[];
  #shown: WalkthroughView;
  #isListening = false;
  /** The step to reveal once the script is listening. */
  #wanted: WalkthroughStepId | undefined;

  /**
   * `isSpeaker`: whether this webview announces changes to screen readers; two at once would announce everything twice.
   */
  constructor(
    private readonly webview: vscode.Webview,
    location: WebviewLocation,
    extensionUri: vscode.Uri,
    private readonly model: WalkthroughModel,
    private readonly isSpeaker: () => boolean,
  ) {
    this.#disposables = [
      webview.onDidReceiveMessage((message: unknown) => {
        const parsed = parseFromWebview(message);
        if (parsed !== undefined) this.#obey(parsed);
      }),
      model.onDidChange(() => {
        this.#render();
      }),
    ];
    this.#shown = model.view();
    webview.html = walkthroughDocument(frameFor(webview, location, extensionUri, 'walkthrough.js'), this.#shown);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  reveal(step: WalkthroughStepId): void {
    if (this.#isListening) this.#post({ kind: 'reveal', step });
    else this.#wanted = step;
  }

  /** VS Code discards a hidden webview; when it is shown again, it starts with its original document. */
  hidden(): void {
    this.#isListening = false;
  }

  #render(): void {
    const before = this.#shown;
    this.#shown = this.model.view();
    const announcement = this.isSpeaker() ? announceChange(before, this.#shown) : '';
    this.#post({ kind: 'render', html: walkthroughContent(this.#shown), announcement });
  }

  #obey(message: FromWebview): void {
    switch (message.kind) {
      case 'ready':
        this.#isListening = true;
        this.#render();
        if (this.#wanted !== undefined) this.#post({ kind: 'reveal', step: this.#wanted });
        this.#wanted = undefined;
        return;
      case 'run':
        // The account that is shown, so that the command doesn't have to ask which one.
        void vscode.commands.executeCommand(`agoras.${message.command}`, this.#shown.account?.record.id);
        return;
      case 'runFor':
        // Only for accounts that are shown.
        if (this.#shown.accounts.some(({ record }) => record.id === message.account)) {
          void vscode.commands.executeCommand(`agoras.${message.command}`, message.account);
        }
        return;
      case 'copyPermissions':
        void copyPermissions();
        return;
      default:
        assertNever(message);
    }
  }

  #post(message: ToWebview): void {
    void this.webview.postMessage(message);
  }
}
