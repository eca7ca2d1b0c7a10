import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { ok } from '../../base/outcome';
import { describeTerminals } from '../../messages/deliveryMessages';
import { DONE } from '../prompts/commandEnd';
import type { MemoryDestination } from './destination';

/** Sets the environment of this window's terminals. */
export const terminalsDestination: MemoryDestination = {
  kind: 'memory',
  isOfWorkspace: true,
  id: 'terminal',
  item: () => ({
    label: l10n.t('Terminals of this window'),
    description: l10n.t('environment variables'),
    detail: l10n.t('New terminals have them until you close the window; nothing is saved to disk'),
  }),
  hold: ({ terminals }, { account, target }) => {
    terminals.use(account, target);
    return Promise.resolve(ok(undefined));
  },
  describe: ({ account }) => ({
    sentences: [describeTerminals(account.record)],
    buttons: [
      {
        label: l10n.t('Open Terminal'),
        run: async () => {
          await vscode.commands.executeCommand('workbench.action.terminal.new');
          return DONE;
        },
      },
    ],
  }),
};
