import * as l10n from '@vscode/l10n';
import { plainText } from './plain';

/** On one line, and no longer than a notification has room for; the log has the rest. */
export function quoteMeta(said: string): string {
  const line = plainText(said.slice(0, 1000)).replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
  const characters = Array.from(line);
  return l10n.t('Facebook says: “{0}”.', characters.length > 180 ? `${characters.slice(0, 179).join('')}…` : line);
}
