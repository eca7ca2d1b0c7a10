import * as l10n from '@vscode/l10n';
import { ok } from '../../base/outcome';
import { describeKeptOnly } from '../../messages/deliveryMessages';
import type { MemoryDestination } from './destination';

/** Only keeps the credentials in VS Code, where they are already stored. */
export const storeOnlyDestination: MemoryDestination = {
  kind: 'memory',
  isOfWorkspace: false,
  id: 'storeOnly',
  item: () => ({
    label: l10n.t('Only keep them in VS Code'),
    description: l10n.t('secret storage'),
    detail: l10n.t('Writes nothing to the workspace'),
  }),
  hold: () => Promise.resolve(ok(undefined)),
  describe: ({ account }) => ({ sentences: [describeKeptOnly(account.record)], buttons: [] }),
};
