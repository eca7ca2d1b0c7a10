// All stored accounts as a table with their actions. With a single account, its panel already shows everything.
import * as l10n from '@vscode/l10n';
import { targetsInUse, type AccountRecord } from '../credentials/account';
import { endsOf } from '../credentials/expiry';
import { formatDate } from '../base/dates';
import { sanitizeLabel } from '../base/sanitize';
import { describeLastCheck, describeStatus, TONES } from '../messages/expiryMessages';
import { accountButton, commandButton } from './buttons';
import { escape, escapeOutside } from './markup';
import { BADGES, expiry, instagramName, locationTexts } from './resultHtml';
import type { AccountSummary } from './walkthroughView';
import type { AccountCommand } from './webviewProtocol';

export function accountsTable(accounts: readonly AccountSummary[], locale: string): string {
  if (accounts.length < 2) return '';
  const headings = columns().map((name) => `<th role="columnheader" scope="col">${escape(name)}</th>`);
  return `
<section class="accounts" id="accounts" aria-labelledby="accounts-title">
<div class="top"><h2 id="accounts-title">${escape(l10n.t('All accounts'))}</h2></div>
<p class="actions">${commandButton('accounts', 'checkAllTokens', 'secondary')}</p>
<table role="table" aria-labelledby="accounts-title">
<thead role="rowgroup"><tr role="row">${headings.join('')}</tr></thead>
<tbody role="rowgroup">${accounts.map((account) => accountRow(account, locale)).join('')}</tbody>
</table>
</section>`;
}

/** The column names are repeated next to the values, for narrow columns where each account is shown as a list. */
function columns(): readonly string[] {
  return [
    l10n.t('Page'),
    l10n.t('Instagram account'),
    l10n.t('Agoras version'),
    l10n.t('Expires'),
    l10n.t('Last check'),
    l10n.t('Written to'),
    l10n.t('Actions'),
  ];
}

function accountRow(account: AccountSummary, locale: string): string {
  const { record, isInUse } = account;
  const [page = '', ...others] = columns();
  const cells = cellsOf(account, locale).map((lines, index) => cell(others[index] ?? '', lines));
  const inUse = isInUse ? ` <span class="hint">${escape(l10n.t('used by this workspace'))}</span>` : '';
  return `<tr role="row" id="account-${escape(record.id)}"><th role="rowheader" scope="row" data-column="${escape(page)}"><span id="${nameId(record)}">${escapeOutside(sanitizeLabel(record.page.name))}</span>${inUse}</th>${cells.join('')}</tr>`;
}

function nameId({ id }: AccountRecord): string {
  return `account-${escape(id)}-name`;
}

/** Each cell as lines of HTML. */
function cellsOf(account: AccountSummary, locale: string): readonly (readonly string[])[] {
  const { record, status, locations } = account;
  const written = locationTexts(locations, locale);
  return [
    [escapeOutside(instagramName(record))],
    [escape(versionsOf(record).join(', '))],
    [
      `<span class="badge ${BADGES[TONES[status.kind]]}">${escape(describeStatus(status, locale))}</span>`,
      ...endLines(record, locale).map(escape),
    ],
    [escape(l10n.t('{0}: {1}', formatDate(record.lastCheck.at, locale), describeLastCheck(record)))],
    written.length === 0 ? [escape(l10n.t('nothing yet'))] : written.map(escapeOutside),
    [`<span class="actions">${actions(account).join('\n')}</span>`],
  ];
}

function cell(column: string, lines: readonly string[]): string {
  return `<td role="cell" data-column="${escape(column)}">${lines.map((line) => `<div>${line}</div>`).join('')}</td>`;
}

/** The Agoras versions that it was written or proven for. */
function versionsOf(record: AccountRecord): string[] {
  return [...new Set(targetsInUse(record).map(({ version }) => version))].sort();
}

/** The expiry dates of what is in use, earliest first. */
function endLines(record: AccountRecord, locale: string): string[] {
  const known = endsOf(record).filter(({ at }) => at !== 'never');
  const sorted = [...known].sort((one, other) => Number(one.at ?? Infinity) - Number(other.at ?? Infinity));
  return sorted.map(({ cause, at }) => {
    const date = expiry(at, locale);
    switch (cause) {
      case 'pageToken':
        return l10n.t('Page token: {0}', date);
      case 'userToken':
        return l10n.t('User token: {0}', date);
      case 'dataAccess':
        return l10n.t('Log in again by: {0}', date);
    }
  });
}

function actions({ record, isInUse }: AccountSummary): string[] {
  const commands: readonly AccountCommand[] = ['checkToken', 'renewToken', 'writeFlags', 'forgetCredentials'];
  return [...(isInUse ? [] : (['switchAccount'] as const)), ...commands].map((command) =>
    accountButton(command, record.id, nameId(record)),
  );
}
