import * as l10n from '@vscode/l10n';
import { escape } from './markup';
import type { WalkthroughCommand } from './webviewProtocol';

export type Rank = 'primary' | 'secondary';

/** `idPrefix` gives the button an id of its own: drawn anew, it is recognised and keeps the focus. */
export function commandButton(idPrefix: string, command: WalkthroughCommand, rank: Rank): string {
  return button(`${idPrefix}-${command}`, `data-command="${command}"`, COMMAND_LABELS[command](), rank);
}

/** A button that the webview's own script answers; `attribute` says how. */
export function button(id: string, attribute: string, label: string, rank: Rank): string {
  return `<button type="button" id="${id}" class="${rank}" ${attribute}>${escape(label)}</button>`;
}

const COMMAND_LABELS: Readonly<Record<WalkthroughCommand, () => string>> = {
  getCredentials: () => l10n.t('Get Instagram Credentials…'),
  signIn: () => l10n.t('Sign In with Facebook…'),
  checkToken: () => l10n.t('Check Access Token'),
  renewToken: () => l10n.t('Renew Access Token…'),
  writeFlags: () => l10n.t('Write Flags to…'),
  copyFlags: () => l10n.t('Copy Flags as Command Line'),
  forgetCredentials: () => l10n.t('Forget Credentials…'),
};
