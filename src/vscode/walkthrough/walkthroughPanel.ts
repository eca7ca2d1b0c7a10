import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { WalkthroughStepId } from '../../walkthrough/webviewProtocol';
import { VIEWS } from '../settings/manifestIds';
import { WalkthroughConduit } from './walkthroughConduit';
import type { WalkthroughModel } from './walkthroughModel';

/** The walkthrough in an editor tab. There is at most one; opening it again brings it to the front. */
export class WalkthroughPanel implements vscode.Disposable {
  #open: { readonly panel: vscode.WebviewPanel; readonly conduit: WalkthroughConduit } | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly model: WalkthroughModel,
  ) {}

  dispose(): void {
    this.#open?.panel.dispose();
  }

  /** `preserveFocus`: for the help buttons, so that the person can continue typing in the input box. */
  open(options: { readonly step?: WalkthroughStepId; readonly preserveFocus: boolean }): void {
    if (this.#open === undefined) {
      const showOptions = { viewColumn: vscode.ViewColumn.Active, preserveFocus: options.preserveFocus };
      this.adopt(vscode.window.createWebviewPanel(VIEWS.walkthroughPanel, '', showOptions));
    } else {
      this.#open.panel.reveal(undefined, options.preserveFocus);
    }
    if (options.step !== undefined) this.#open?.conduit.reveal(options.step);
  }

  /** Whether a person can see it now. */
  get isVisible(): boolean {
    return this.#open?.panel.visible === true;
  }

  /** Fills a panel: a new one, or one that was open when the window was closed. */
  adopt(panel: vscode.WebviewPanel): void {
    panel.title = l10n.t('Agoras: Instagram Credentials');
    const conduit = new WalkthroughConduit(panel.webview, 'editor', this.extensionUri, this.model, () => true);
    this.#open = { panel, conduit };
    panel.onDidChangeViewState(() => {
      if (!panel.visible) conduit.hidden();
    });
    panel.onDidDispose(() => {
      conduit.dispose();
      this.#open = undefined;
    });
  }
}
