import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ALL_PERMISSIONS } from '../graph/permissions';
import { assertNever } from '../outcome';
import { walkthroughContent, walkthroughDocument } from '../walkthrough/html';
import { parseFromWebview, type FromWebview, type ToWebview, type WalkthroughStepId } from '../walkthrough/protocol';
import { walkthroughView, type WalkthroughView } from '../walkthrough/view';
import type { AccountStore } from './accountStore';
import { currentAccount } from './currentAccount';
import { COMMANDS, VIEWS } from './ids';
import type { Reports } from './reports';

/** The walkthrough in an editor tab. There is one at most; opening it again brings it to the front. */
export class WalkthroughPanel implements vscode.Disposable {
  readonly #disposables: vscode.Disposable[];
  #panel: vscode.WebviewPanel | undefined;
  /** Asked for before the script was listening. */
  #wanted: WalkthroughStepId | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly accounts: AccountStore,
    private readonly reports: Reports,
    private readonly workspaceState: vscode.Memento,
  ) {
    this.#disposables = [
      accounts.onDidChange(() => {
        this.#refresh();
      }),
      reports.onDidChange(() => {
        this.#refresh();
      }),
      vscode.window.registerWebviewPanelSerializer(VIEWS.walkthroughPanel, {
        deserializeWebviewPanel: (panel) => {
          this.#adopt(panel);
          return Promise.resolve();
        },
      }),
    ];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
    this.#panel?.dispose();
  }

  /** `preserveFocus` for the help buttons: the person goes on typing in the box beside it. */
  open(options: { readonly step?: WalkthroughStepId; readonly preserveFocus: boolean }): void {
    if (this.#panel === undefined) {
      this.#wanted = options.step;
      const showOptions = { viewColumn: vscode.ViewColumn.Active, preserveFocus: options.preserveFocus };
      this.#adopt(vscode.window.createWebviewPanel(VIEWS.walkthroughPanel, '', showOptions));
      return;
    }
    this.#panel.reveal(undefined, options.preserveFocus);
    if (options.step !== undefined) this.#post({ kind: 'reveal', step: options.step });
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const resources = [
      vscode.Uri.joinPath(this.extensionUri, 'dist', 'webview'),
      vscode.Uri.joinPath(this.extensionUri, 'media'),
    ];
    const [scripts, media] = resources;
    if (scripts === undefined || media === undefined) return;
    const { webview } = panel;
    this.#panel = panel;
    panel.title = l10n.t('Agoras: Instagram Credentials');
    webview.options = { enableScripts: true, localResourceRoots: resources };
    webview.onDidReceiveMessage((message: unknown) => {
      const parsed = parseFromWebview(message);
      if (parsed !== undefined) this.#obey(parsed);
    });
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    webview.html = walkthroughDocument(
      {
        cspSource: webview.cspSource,
        nonce: randomBytes(16).toString('base64url'),
        scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'walkthrough.js')).toString(),
        styleUri: webview.asWebviewUri(vscode.Uri.joinPath(media, 'walkthrough.css')).toString(),
        locale: vscode.env.language,
      },
      this.#view(),
    );
  }

  #refresh(): void {
    this.#post({ kind: 'render', html: walkthroughContent(this.#view(), vscode.env.language) });
  }

  #view(): WalkthroughView {
    const account = currentAccount(this.accounts, this.workspaceState);
    return walkthroughView(account, account === undefined ? [] : this.reports.get(account.id));
  }

  #obey(message: FromWebview): void {
    switch (message.kind) {
      case 'ready':
        if (this.#wanted !== undefined) this.#post({ kind: 'reveal', step: this.#wanted });
        this.#wanted = undefined;
        return;
      case 'run':
        void vscode.commands.executeCommand(COMMANDS[message.command]);
        return;
      case 'copyPermissions':
        void copyPermissions();
        return;
      default:
        assertNever(message);
    }
  }

  #post(message: ToWebview): void {
    void this.#panel?.webview.postMessage(message);
  }
}

export async function copyPermissions(): Promise<void> {
  await vscode.env.clipboard.writeText(ALL_PERMISSIONS.join(','));
  vscode.window.setStatusBarMessage(l10n.t('The permissions are on the clipboard.'), 5000);
}
