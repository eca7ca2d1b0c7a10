// Stands in for VS Code's own GitHub sign-in, which would open github.com in a browser: signing in takes the token that
// a test has put into a file, and without the file the person has closed the browser.
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';

export function activate({ subscriptions }: vscode.ExtensionContext): void {
  const changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  let sessions: readonly vscode.AuthenticationSession[] = [];
  const provider: vscode.AuthenticationProvider = {
    onDidChangeSessions: changed.event,
    getSessions: () => Promise.resolve([...sessions]),
    createSession: async (scopes) => {
      const accessToken = await readFile(process.env['AGORAS_TEST_GITHUB_TOKEN'] ?? '', 'utf8').catch(() => undefined);
      if (accessToken === undefined) throw new Error('Cancelled');
      const session = { id: accessToken, accessToken, account: { id: '1', label: 'ada' }, scopes };
      const removed = sessions;
      sessions = [session];
      changed.fire({ added: [session], removed, changed: [] });
      return session;
    },
    removeSession: () => Promise.resolve(),
  };
  subscriptions.push(changed, vscode.authentication.registerAuthenticationProvider('github', 'GitHub', provider));
}
