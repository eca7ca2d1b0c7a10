import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { ok } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import type { MessageButton, Destination } from './destination';

/** The environment of the terminals of this window. */
export const toTerminals: Destination = {
  id: 'terminal',
  words: () => ({
    label: l10n.t('Terminals of this window'),
    description: l10n.t('environment variables'),
    detail: l10n.t('New terminals have them until the window is closed; nothing on disk'),
  }),
  apply: ({ useInTerminals }, { account, version }) => {
    useInTerminals(account, version);
    return Promise.resolve(ok(undefined));
  },
  describe: ({ page }) => ({
    sentences: [
      l10n.t(
        'New terminals of this window have the credentials of “{0}” in their environment, until the window is closed or reloaded.',
        sanitizeLabel(page.name),
      ),
    ],
    buttons: [openTerminal()],
  }),
};

function openTerminal(): MessageButton {
  return {
    label: l10n.t('Open Terminal'),
    run: async () => {
      await vscode.commands.executeCommand('workbench.action.terminal.new');
      return { kind: 'done' };
    },
  };
}
