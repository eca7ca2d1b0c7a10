// Replaces VS Code's own GitHub sign-in, which would open github.com in a browser. Signing in takes the account and the
// token from a file written by the test; without the file, the person has closed the browser.
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';

export function activate({ subscriptions }: vscode.ExtensionContext): void {
  const changed = new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  let sessions: readonly vscode.AuthenticationSession[] = [];
  const provider: vscode.AuthenticationProvider = {
    onDidChangeSessions: changed.event,
    getSessions: (_scopes, { account }) =>
      Promise.resolve(sessions.filter((session) => account === undefined || session.account.id === account.id)),
    createSession: async (scopes) => {
      const text = await readFile(process.env['AGORAS_TEST_GITHUB_TOKEN'] ?? '', 'utf8').catch(() => undefined);
      if (text === undefined) throw new Error('Cancelled');
      const [label = '', accessToken = ''] = text.split(' ');
      const session = { id: accessToken, accessToken, account: { id: label, label }, scopes };
      // As with GitHub's own sign-in, an account has only one session.
      const removed = sessions.filter(({ account }) => account.id === label);
      sessions = [...sessions.filter((other) => !removed.includes(other)), session];
      changed.fire({ added: [session], removed, changed: [] });
      return session;
    },
    removeSession: () => Promise.resolve(),
  };
  const options = { supportsMultipleAccounts: true };
  subscriptions.push(
    changed,
    vscode.authentication.registerAuthenticationProvider('github', 'GitHub', provider, options),
  );
}
