import { hostname } from 'node:os';
import vscode = require('vscode');

/**
 * The computer or container whose files this window uses, such as `ssh-remote+ada`. VS Code stores the accounts of all
 * of them on the person's own computer (VS Code API, `env.remoteName`).
 */
export function currentHost(): string {
  const { remoteName } = vscode.env;
  // For a server reached by address and port, the name includes the port, which may differ next time.
  return remoteName === undefined ? 'local' : `${remoteName.replace(/:\d+$/, '')}+${hostname()}`;
}
