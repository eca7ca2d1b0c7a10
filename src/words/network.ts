import * as l10n from '@vscode/l10n';
import { assertNever } from '../outcome';
import type { NetworkTrouble } from '../graph/failures';

/** Why no answer came. `code` is Node's error code, which a search engine knows. */
export function describeTrouble(trouble: NetworkTrouble, code: string): string {
  switch (trouble) {
    case 'dns':
      return l10n.t('Its name could not be looked up: this computer may be offline.');
    case 'refused':
      return l10n.t('The connection was refused ({0}).', code);
    case 'tls':
      return l10n.t('No secure connection could be made: its certificate is not trusted here ({0}).', code);
    case 'timeout':
      return l10n.t('No answer came in time.');
    case 'reset':
      return l10n.t('The connection broke off before the answer was complete.');
    case 'other':
      return l10n.t('The network reported {0}.', code);
    default:
      return assertNever(trouble);
  }
}
