import type * as vscode from 'vscode';
import { WalkthroughConduit } from './walkthroughConduit';
import type { WalkthroughModel } from './walkthroughModel';
import type { WalkthroughPanel } from './walkthroughPanel';

/** The walkthrough in the sidebar: the same content and state as in the tab, laid out for a narrow column. */
export class WalkthroughSidebar {
  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly model: WalkthroughModel,
    private readonly panel: WalkthroughPanel,
  ) {}

  resolve(view: vscode.WebviewView): void {
    const isSpeaker = () => !this.panel.isVisible;
    const conduit = new WalkthroughConduit(view.webview, 'sidebar', this.extensionUri, this.model, isSpeaker);
    view.onDidChangeVisibility(() => {
      if (!view.visible) conduit.hidden();
    });
    view.onDidDispose(() => {
      conduit.dispose();
    });
  }
}
