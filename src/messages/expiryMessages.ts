// How long a credential lasts, as text for the status bar, a list and a tooltip.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import { objectIdInUse, type AccountRecord } from '../credentials/account';
import { endsOf, expiryStatus, type End, type Expiring, type ExpiryStatus } from '../credentials/expiry';
import type { UnixSeconds } from '../base/time';
import { formatAgo, formatDate, formatDays } from './dates';
import { sanitizeLabel } from '../base/sanitize';

export type Visibility = 'always' | 'whenExpiring' | 'never';

export interface StatusBarView {
  readonly text: string;
  readonly background: 'none' | 'warning' | 'error';
  readonly tooltip: string;
  /** For a screen reader, which sees neither icon nor colour. */
  readonly label: string;
}

export interface StatusBarOptions {
  readonly warnDays: number;
  readonly visibility: Visibility;
  readonly now: UnixSeconds;
  readonly locale: string;
}

const BACKGROUNDS: Readonly<Record<ExpiryStatus['kind'], StatusBarView['background']>> = {
  never: 'none',
  expires: 'none',
  unknown: 'none',
  expiresSoon: 'warning',
  expired: 'error',
  notValid: 'error',
};

/** What the status bar shows of an account; undefined where it shows nothing. */
export function statusBarView(
  account: AccountRecord | undefined,
  { warnDays, visibility, now, locale }: StatusBarOptions,
): StatusBarView | undefined {
  if (account === undefined || visibility === 'never') return undefined;
  const status = expiryStatus(account, warnDays, now);
  if (visibility === 'whenExpiring' && BACKGROUNDS[status.kind] === 'none') return undefined;
  const expiry = describeExpiry(status, locale);
  return {
    text: `$(key) ${l10n.t('Agoras: {0}', expiry)}`,
    background: BACKGROUNDS[status.kind],
    tooltip: describeAccount(account, now, locale).join('\n'),
    label: l10n.t('Agoras token of {0}: {1}', sanitizeLabel(account.page.name), expiry),
  };
}

/** Short enough for the status bar. */
export function describeExpiry(status: ExpiryStatus, locale: string): string {
  switch (status.kind) {
    case 'never':
      return l10n.t('never expires');
    case 'expires':
    case 'expiresSoon':
      return status.days === 0 ? l10n.t('expires today') : l10n.t('expires in {0}', formatDays(status.days, locale));
    case 'expired':
      return l10n.t('expired');
    case 'unknown':
      return l10n.t('expiry unknown');
    case 'notValid':
      return l10n.t('not valid');
    default:
      return assertNever(status);
  }
}

/** Line by line: who, both dates, and how fresh that is. */
export function describeAccount(account: AccountRecord, now: UnixSeconds, locale: string): string[] {
  const { page, instagram, lastCheck } = account;
  const name = sanitizeLabel(page.name);
  return [
    instagram?.username === undefined ? name : l10n.t('{0} (@{1})', name, sanitizeLabel(instagram.username)),
    ...(instagram === undefined ? [l10n.t('No Instagram account is connected.')] : []),
    l10n.t('Object ID: {0}', objectIdInUse(account).id),
    ...describeEnds(account, locale),
    lastCheck.valid
      ? l10n.t('Last checked {0}: valid.', formatAgo(lastCheck.at, now, locale))
      : l10n.t('Last checked {0}: not valid.', formatAgo(lastCheck.at, now, locale)),
    ...(lastCheck.failedAt === undefined
      ? []
      : [describeFailedCheck(lastCheck.unreachable === true, formatAgo(lastCheck.failedAt, now, locale))]),
  ];
}

/** A sentence for each end that counts. */
export function describeEnds(account: Expiring, locale: string): string[] {
  return endsOf(account).flatMap((end) => describeEnd(end, locale));
}

function describeEnd({ cause, at }: End, locale: string): string[] {
  const date = typeof at === 'number' ? formatDate(at, locale) : '';
  if (cause === 'dataAccess') {
    return date === '' ? [] : [l10n.t('Facebook wants you to log in again by {0}.', date)];
  }
  const token = cause === 'pageToken' ? l10n.t('The Page token') : l10n.t('Your user token');
  if (at === 'never') return [l10n.t('{0} never expires.', token)];
  return [
    at === undefined
      ? l10n.t('{0} expires on an unknown date.', token)
      : l10n.t('{0} expires on {1}: renew it before then.', token, date),
  ];
}

function describeFailedCheck(unreachable: boolean, ago: string): string {
  return unreachable
    ? l10n.t('Facebook could not be reached {0}; this is the last known state.', ago)
    : l10n.t('A check failed {0}; this is the last known state. Check the token to see why.', ago);
}
