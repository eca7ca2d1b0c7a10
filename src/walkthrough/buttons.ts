import * as l10n from '@vscode/l10n';
import { escape } from './markup';
import type { AccountCommand, WalkthroughCommand } from './webviewProtocol';

export type Rank = 'primary' | 'secondary';

/** `idPrefix` makes the button's ID unique: after a redraw it is recognized by its ID, and keeps the focus. */
export function commandButton(idPrefix: string, command: WalkthroughCommand, rank: Rank): string {
  return button(`${idPrefix}-${command}`, `data-command="${command}"`, COMMAND_LABELS[command](), rank);
}

/**
 * A button in the list of accounts. Its label is short; screen readers add the account's name from the element
 * `nameId`.
 */
export function accountButton(command: AccountCommand, accountId: string, nameId: string): string {
  const id = `account-${escape(accountId)}-${command}`;
  return `<button type="button" id="${id}" class="secondary" data-command="${command}" data-account="${escape(accountId)}" aria-labelledby="${id} ${nameId}">${escape(ACCOUNT_LABELS[command]())}</button>`;
}

/** A button handled by the webview's own script; `attribute` says how. */
export function button(id: string, attribute: string, label: string, rank: Rank): string {
  return `<button type="button" id="${id}" class="${rank}" ${attribute}>${escape(label)}</button>`;
}

const COMMAND_LABELS: Readonly<Record<WalkthroughCommand, () => string>> = {
  getCredentials: () => l10n.t('Get Instagram Credentials…'),
  signIn: () => l10n.t('Sign In with Facebook…'),
  importCredentials: () => l10n.t('Import Existing Credentials…'),
  checkToken: () => l10n.t('Check Access Token'),
  checkAllTokens: () => l10n.t('Check All Accounts'),
  proveWithAgoras: () => l10n.t('Prove with the Installed Agoras'),
  renewToken: () => l10n.t('Renew Access Token…'),
  writeFlags: () => l10n.t('Write Flags to…'),
  copyFlags: () => l10n.t('Copy Flags as Command Line'),
  copyLoadCommand: () => l10n.t('Copy Load Command'),
  forgetCredentials: () => l10n.t('Forget Credentials…'),
};

const ACCOUNT_LABELS: Readonly<Record<AccountCommand, () => string>> = {
  switchAccount: () => l10n.t('Use Here'),
  checkToken: () => l10n.t('Check'),
  renewToken: () => l10n.t('Renew'),
  writeFlags: () => l10n.t('Write'),
  forgetCredentials: () => l10n.t('Forget'),
};
