import * as l10n from '@vscode/l10n';
import { sanitizeLabel } from '../../base/sanitize';
import type { Destination } from './destination';

/** They are kept in VS Code alone. */
export const toStoreOnly: Destination = {
  id: 'storeOnly',
  words: () => ({
    label: l10n.t('Only keep them in VS Code'),
    description: l10n.t('secret storage'),
    detail: l10n.t('Writes nothing to the workspace'),
  }),
  describe: ({ page }) => ({
    sentences: [l10n.t('The credentials of “{0}” are kept in VS Code’s secret storage.', sanitizeLabel(page.name))],
    buttons: [],
  }),
};
