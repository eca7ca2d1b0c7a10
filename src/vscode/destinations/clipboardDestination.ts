import * as l10n from '@vscode/l10n';
import { sanitizeLabel } from '../../base/sanitize';
import type { Destination } from './destination';

/** The command line. */
export const toClipboard: Destination = {
  id: 'clipboard',
  words: () => ({
    label: l10n.t('Clipboard'),
    description: l10n.t('the command line'),
    detail: l10n.t('Ready to be pasted into a terminal; the clipboard is cleared after a minute'),
  }),
  apply: ({ copy }, { account, version }) => copy(account, version),
  describe: ({ page }) => ({
    sentences: [
      l10n.t(
        'The command line with the credentials of “{0}” is on the clipboard, which is cleared in a minute.',
        sanitizeLabel(page.name),
      ),
    ],
    buttons: [],
  }),
};
