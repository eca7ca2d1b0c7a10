import * as l10n from '@vscode/l10n';
import { toOneLine } from '../base/sanitize';

/** What Facebook itself says; the log has the rest of a long text. */
export function quoteMeta(said: string): string {
  return l10n.t('Facebook says: “{0}”.', toOneLine(said));
}
