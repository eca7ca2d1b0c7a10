import * as vscode from 'vscode';
import { VIEWS } from './ids';
import { WalkthroughConduit } from './walkthroughConduit';
import type { WalkthroughModel } from './walkthroughModel';
import type { WalkthroughPanel } from './walkthroughPanel';

/** The walkthrough in the sidebar: the same content and state as in the tab, laid out for a narrow column. */
export function registerWalkthroughSidebar(
  extensionUri: vscode.Uri,
  model: WalkthroughModel,
  panel: WalkthroughPanel,
): vscode.Disposable {
  return vscode.window.registerWebviewViewProvider(VIEWS.walkthrough, {
    resolveWebviewView: (view) => {
      const conduit = new WalkthroughConduit(view.webview, 'sidebar', extensionUri, model, () => !panel.isVisible);
      view.onDidChangeVisibility(() => {
        if (!view.visible) conduit.hidden();
      });
      view.onDidDispose(() => {
        conduit.dispose();
      });
    },
  });
}
