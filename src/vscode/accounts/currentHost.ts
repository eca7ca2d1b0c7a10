import { hostname } from 'node:os';
import vscode = require('vscode');

/**
 * The computer or container whose files this window reads and writes, such as `ssh-remote+ada`: VS Code keeps the
 * accounts of all of them on the person's own computer (VS Code API, `env.remoteName`).
 */
export function currentHost(): string {
  const { remoteName } = vscode.env;
  // A server that is reached by address and port names itself so; the port is another one tomorrow.
  return remoteName === undefined ? 'local' : `${remoteName.replace(/:\d+$/, '')}+${hostname()}`;
}
