// The obtained credentials as HTML: the account, its dates, the proof, and the actions.
import * as l10n from '@vscode/l10n';
import { objectIdInUse, type AccountRecord, type ObjectId } from '../credentials/account';
import type { Check, CheckState } from '../credentials/checklist';
import { endsOf } from '../credentials/expiry';
import type { UnixSeconds } from '../base/time';
import { formatDate } from '../base/dates';
import { sanitizeLabel } from '../base/sanitize';
import { describeLastCheck, describeStatus, TONES } from '../messages/expiryMessages';
import { describeCheck } from '../messages/checkMessages';
import { commandButton, type Rank } from './buttons';
import { escape, escapeOutside, mark, type Mark } from './markup';
import type { WalkthroughCommand } from './webviewProtocol';
import type { AccountView } from './walkthroughView';

/** `rank`: of the most suitable action; only one button on the page is primary. */
export function resultPanel(account: AccountView, locale: string, rank: Rank): string {
  return `
<section class="result" id="result" aria-labelledby="result-title">
<div class="top"><h2 id="result-title">${escape(l10n.t('Your credentials'))}</h2>
<span class="badge ${BADGES[TONES[account.status.kind]]}">${escape(describeStatus(account.status, locale))}</span></div>
<dl>${rows(account, locale)
    .map(([name, values]) => row(name, values))
    .join('')}</dl>
${account.checks.length === 0 ? notCheckedHere() : checklist(account.checks, locale)}
<p class="actions" id="result-actions">${actions(account, rank).join('\n')}</p>
</section>`;
}

type Row = readonly [name: string, values: readonly string[]];

function rows({ record, locations, isRenewing }: AccountView, locale: string): readonly Row[] {
  return [
    [l10n.t('Page'), [sanitizeLabel(record.page.name)]],
    [l10n.t('Instagram account'), [instagramName(record)]],
    [l10n.t('Object ID'), [objectIdText(objectIdInUse(record))]],
    [l10n.t('Access token'), [l10n.t('•••••••• (in VS Code’s secret storage)')]],
    [l10n.t('Token expires'), tokenEnds(record, isRenewing, locale)],
    [l10n.t('Log in again by'), [loginEnd(record.dataAccessExpiresAt, locale)]],
    [l10n.t('Last check'), [lastCheck(record, locale)]],
    [
      l10n.t('Written to'),
      locations.length === 0 ? [l10n.t('nothing yet: kept in VS Code only')] : locationTexts(locations, locale),
    ],
  ];
}

/** Where and when an account was written, and whether an earlier token is still there. */
export function locationTexts(locations: AccountView['locations'], locale: string): string[] {
  return locations.map(({ name, at, isOutdated }) => {
    const date = formatDate(at, locale);
    return isOutdated ? l10n.t('{0} on {1}, with an earlier token', name, date) : l10n.t('{0} on {1}', name, date);
  });
}

function row(name: string, values: readonly string[]): string {
  const cells = values.map((value) => `<dd>${escapeOutside(value)}</dd>`).join('');
  return `<div class="row"><dt>${escape(name)}</dt>${cells}</div>`;
}

export function instagramName({ instagram }: AccountRecord): string {
  if (instagram === undefined) return l10n.t('Facebook shows none');
  return instagram.username === undefined ? instagram.id : `@${sanitizeLabel(instagram.username)}`;
}

function objectIdText(objectId: ObjectId): string {
  switch (objectId.kind) {
    case 'instagramAccount':
      return l10n.t('{0} (Instagram account ID)', objectId.id);
    case 'page':
      return l10n.t('{0} (Page ID)', objectId.id);
  }
}

/** When the tokens in use expire; with their names if there are several. */
function tokenEnds(record: AccountRecord, isRenewing: boolean, locale: string): string[] {
  const ends = endsOf(record).filter(({ cause }) => cause !== 'dataAccess');
  return ends.map(({ cause, at }) => {
    const end = expiry(at, locale);
    const text = isRenewing && cause === 'userToken' ? l10n.t('{0}; renewed automatically before then', end) : end;
    if (ends.length === 1) return text;
    return cause === 'pageToken' ? l10n.t('Page token: {0}', text) : l10n.t('User token: {0}', text);
  });
}

export function expiry(at: UnixSeconds | 'never' | undefined, locale: string): string {
  if (at === 'never') return l10n.t('never');
  return at === undefined ? l10n.t('not given by Facebook') : formatDate(at, locale);
}

/** Even a token that never expires stops working after that date, so both are shown together. */
function loginEnd(at: UnixSeconds | 'never' | undefined, locale: string): string {
  const date = expiry(at, locale);
  return typeof at === 'number' ? l10n.t('{0}; after that, Facebook refuses every post until you do', date) : date;
}

function lastCheck(record: AccountRecord, locale: string): string {
  return l10n.t('{0}: {1}', formatDate(record.lastCheck.at, locale), describeLastCheck(record));
}

/** The CSS class of a status badge. */
export const BADGES: Readonly<Record<(typeof TONES)[keyof typeof TONES], 'good' | 'unsure' | 'soon' | 'bad'>> = {
  good: 'good',
  unsure: 'unsure',
  warning: 'soon',
  error: 'bad',
};

/** Whether the account mainly needs a new token. If the object ID is the Page ID, Facebook would refuse a new one, too. */
export function isToBeRenewed({ status }: AccountView): boolean {
  if (status.kind === 'cannotPublish' && status.cause === 'pageId') return false;
  const tone = TONES[status.kind];
  return tone === 'warning' || tone === 'error';
}

/** The most suitable action comes first, a destructive one last. */
function actions(account: AccountView, rank: Rank): string[] {
  const order: readonly WalkthroughCommand[] = isToBeRenewed(account)
    ? ['renewToken', 'checkToken', 'writeFlags', 'copyFlags', 'forgetCredentials']
    : ['checkToken', 'writeFlags', 'copyFlags', 'renewToken', 'forgetCredentials'];
  return order.map((command, index) => commandButton('result', command, index === 0 ? rank : 'secondary'));
}

function notCheckedHere(): string {
  return `<p class="hint">${escape(l10n.t('The results are kept until the window is closed. Check the token to see them again.'))}</p>`;
}

function checklist(checks: readonly Check[], locale: string): string {
  const lines = checks.map((check) => {
    const { state, label, evidence } = describeCheck(check, locale);
    const { sign, text } = STATE_LABELS[state];
    return `<li class="check">${mark(sign)}<span class="unseen">${escape(text())}</span>
<span class="name">${escape(label)}</span> <span class="evidence">${escapeOutside(evidence)}</span></li>`;
  });
  return `<h3>${escape(l10n.t('What was verified'))}</h3><ul class="checks">${lines.join('')}</ul>`;
}

const STATE_LABELS: Readonly<Record<CheckState, { readonly sign: Mark; readonly text: () => string }>> = {
  passed: { sign: 'done', text: () => l10n.t('Passed:') },
  warning: { sign: 'attention', text: () => l10n.t('Note:') },
  failed: { sign: 'failed', text: () => l10n.t('Failed:') },
};
