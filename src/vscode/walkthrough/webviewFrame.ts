// What our webviews may do and load.
import { randomBytes } from 'node:crypto';
import vscode = require('vscode');
import type { PageFrame, WebviewLocation } from '../../walkthrough/markup';

/** `script`: the file name of its script. */
export function frameFor(
  webview: vscode.Webview,
  location: WebviewLocation,
  extensionUri: vscode.Uri,
  script: string,
): PageFrame {
  const scripts = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  webview.options = { enableScripts: true, localResourceRoots: [scripts, media] };
  return {
    location,
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
    scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(scripts, script)).toString(),
    styleUri: webview.asWebviewUri(vscode.Uri.joinPath(media, 'walkthrough.css')).toString(),
  };
}
