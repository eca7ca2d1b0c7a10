import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { commandLine } from '../../agoras/commandLine';
import { flagsFor } from '../../agoras/flags';
import { ok } from '../../base/outcome';
import { flagValues } from '../../credentials/account';
import { shellOf } from '../../edits/shellQuoting';
import { describeCopied } from '../../messages/deliveryMessages';
import type { MemoryDestination } from './destination';

/** The command line, quoted for the shell of VS Code's terminals. */
export const clipboardDestination: MemoryDestination = {
  kind: 'memory',
  isOfWorkspace: false,
  id: 'clipboard',
  item: () => ({
    label: l10n.t('Clipboard'),
    description: l10n.t('the command line'),
    detail: l10n.t('Ready to paste into a terminal; the clipboard is cleared after a minute'),
  }),
  hold: async ({ clipboard }, { account, target }) => {
    const line = commandLine(flagsFor(target, flagValues(account, target.version)), target, shellOf(vscode.env.shell));
    if (!line.ok) return line;
    await clipboard.copy(line.value);
    return ok(undefined);
  },
  describe: ({ account }) => ({ sentences: [describeCopied(account.record)], buttons: [] }),
};
