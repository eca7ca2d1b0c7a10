import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ok } from '../../base/outcome';
import { plainLabel } from '../../base/sanitize';
import type { Button, Destination } from './destination';

/** The environment of the terminals of this window. */
export const toTerminals: Destination = {
  id: 'terminal',
  words: () => ({
    label: l10n.t('Terminals of this window'),
    description: l10n.t('environment variables'),
    detail: l10n.t('New terminals have them until the window is closed; nothing on disk'),
  }),
  handOver: ({ useInTerminals }, { account, version }) => {
    useInTerminals(account, version);
    return Promise.resolve(ok(undefined));
  },
  tell: ({ page }) => ({
    sentences: [
      l10n.t(
        'New terminals of this window have the credentials of “{0}” in their environment, until the window is closed or reloaded.',
        plainLabel(page.name),
      ),
    ],
    buttons: [openTerminal()],
  }),
};

function openTerminal(): Button {
  return {
    label: l10n.t('Open Terminal'),
    run: async () => {
      await vscode.commands.executeCommand('workbench.action.terminal.new');
      return { kind: 'done' };
    },
  };
}
