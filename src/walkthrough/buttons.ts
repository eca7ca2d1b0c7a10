import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import { escape } from './markup';
import type { WalkthroughCommand } from './webviewProtocol';

export type Rank = 'primary' | 'secondary';

/** `place` makes the button's id: drawn anew, it is known again and keeps the focus. */
export function commandButton(place: string, command: WalkthroughCommand, rank: Rank): string {
  return button(`${place}-${command}`, `data-command="${command}"`, commandLabel(command), rank);
}

/** A button that the webview's own script answers; `attribute` says how. */
export function button(id: string, attribute: string, label: string, rank: Rank): string {
  return `<button type="button" id="${id}" class="${rank}" ${attribute}>${escape(label)}</button>`;
}

function commandLabel(command: WalkthroughCommand): string {
  switch (command) {
    case 'getCredentials':
      return l10n.t('Get Instagram Credentials…');
    case 'checkToken':
      return l10n.t('Check Access Token');
    case 'renewToken':
      return l10n.t('Renew Access Token…');
    case 'writeFlags':
      return l10n.t('Write Flags to…');
    case 'copyFlags':
      return l10n.t('Copy Flags as Command Line');
    case 'forgetCredentials':
      return l10n.t('Forget Credentials…');
    default:
      return assertNever(command);
  }
}
