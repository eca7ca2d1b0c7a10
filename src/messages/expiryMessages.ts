// How long a credential lasts, as text for the status bar, a list and a tooltip.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import {
  instagramObstacle,
  objectIdInUse,
  type AccountRecord,
  type FailedRenewal,
  type InstagramObstacle,
} from '../credentials/account';
import {
  accountStatus,
  endsOf,
  renewsItself,
  type AccountStatus,
  type End,
  type Expiring,
} from '../credentials/expiry';
import type { UnixSeconds } from '../base/time';
import { formatAgo, formatDate, formatDays } from '../base/dates';
import { sanitizeLabel } from '../base/sanitize';

export type Visibility = 'always' | 'whenExpiring' | 'never';

export interface StatusBarView {
  readonly text: string;
  readonly background: 'none' | 'warning' | 'error';
  readonly tooltip: string;
  /** For screen readers, which can't read the icon or color. */
  readonly label: string;
}

export interface StatusBarOptions {
  readonly warnDays: number;
  /** Whether expiring tokens are renewed automatically. */
  readonly isAutomatic: boolean;
  readonly visibility: Visibility;
  readonly now: UnixSeconds;
  readonly locale: string;
}

/** The severity of a status, wherever it is shown. */
export const TONES: Readonly<Record<AccountStatus['kind'], 'good' | 'unsure' | 'warning' | 'error'>> = {
  never: 'good',
  expires: 'good',
  renewsItself: 'good',
  unknown: 'unsure',
  expiresSoon: 'warning',
  cannotPublish: 'warning',
  expired: 'error',
  notValid: 'error',
  grantReplaced: 'error',
};

/** What the status bar shows for an account; undefined if nothing. */
export function statusBarView(
  account: AccountRecord | undefined,
  { warnDays, isAutomatic, visibility, now, locale }: StatusBarOptions,
): StatusBarView | undefined {
  if (account === undefined || visibility === 'never') return undefined;
  const status = accountStatus(account, warnDays, now, isAutomatic);
  const tone = TONES[status.kind];
  const background = tone === 'warning' || tone === 'error' ? tone : 'none';
  if (visibility === 'whenExpiring' && background === 'none') return undefined;
  const expiry = describeStatus(status, locale);
  return {
    text: `$(key) ${l10n.t('Agoras: {0}', expiry)}`,
    background,
    tooltip: describeAccount(account, isAutomatic, now, locale).join('\n'),
    label: l10n.t('Agoras token of {0}: {1}', sanitizeLabel(account.page.name), expiry),
  };
}

/** Short enough for the status bar. */
export function describeStatus(status: AccountStatus, locale: string): string {
  switch (status.kind) {
    case 'never':
      return l10n.t('never expires');
    case 'expires':
    case 'expiresSoon':
      return status.days === 0 ? l10n.t('expires today') : l10n.t('expires in {0}', formatDays(status.days, locale));
    case 'renewsItself':
      return l10n.t('renewed automatically; until {0}', formatDate(status.at, locale));
    case 'expired':
      return l10n.t('expired');
    case 'unknown':
      return l10n.t('expiry unknown');
    case 'notValid':
      return l10n.t('not valid');
    case 'grantReplaced':
      return l10n.t('replaced by a later sign-in');
    case 'cannotPublish':
      return l10n.t('can’t publish to Instagram yet');
    default:
      return assertNever(status);
  }
}

/** The lines of a tooltip: who, the expiry dates, and when that was last checked. */
export function describeAccount(
  account: AccountRecord,
  isAutomatic: boolean,
  now: UnixSeconds,
  locale: string,
): string[] {
  const { page, instagram, lastCheck, failedRenewal, isGrantReplaced, written } = account;
  const outdated = written.filter(({ isOutdated }) => isOutdated === true).length;
  const obstacle = instagramObstacle(account);
  const name = sanitizeLabel(page.name);
  return [
    instagram?.username === undefined ? name : l10n.t('{0} (@{1})', name, sanitizeLabel(instagram.username)),
    ...(obstacle === undefined ? [] : [describeObstacle(obstacle)]),
    l10n.t('Object ID: {0}', objectIdInUse(account).id),
    ...(isGrantReplaced === true ? [describeReplacedGrant()] : []),
    ...describeEnds(account, locale, isAutomatic && renewsItself(account, now)),
    ...(failedRenewal === undefined ? [] : [describeFailedRenewal(failedRenewal)]),
    ...(outdated === 0 ? [] : [l10n.t('Places with an earlier token: {0}.', outdated)]),
    l10n.t('Last checked {0}: {1}.', formatAgo(lastCheck.at, now, locale), describeLastCheck(account)),
    ...(lastCheck.failedAt === undefined
      ? []
      : [describeFailedCheck(lastCheck.unreachable === true, formatAgo(lastCheck.failedAt, now, locale))]),
  ];
}

/** The result of the last check. */
export function describeLastCheck(account: AccountRecord): string {
  if (!account.lastCheck.valid) return l10n.t('not valid');
  return instagramObstacle(account) === undefined ? l10n.t('valid') : l10n.t('can’t publish to Instagram yet');
}

/** Why Facebook rejects every post to Instagram. */
export function describeObstacle(obstacle: InstagramObstacle): string {
  switch (obstacle) {
    case 'noInstagram':
      return l10n.t('Facebook shows no Instagram account for this Page.');
    case 'pageId':
      return l10n.t('The object ID is that of a Page.');
  }
}

/** What is selected in a sign-in replaces everything selected before. */
export function describeReplacedGrant(): string {
  return l10n.t('A later sign-in took away the access to this Page. Renew the token and tick all your Pages.');
}

/** Why the token wasn't renewed automatically. */
export function describeFailedRenewal({ needsLogin }: FailedRenewal): string {
  return needsLogin
    ? l10n.t('It wasn’t renewed: Facebook requires you to log in again.')
    : l10n.t('It hasn’t been renewed yet; VS Code tries again every day.');
}

/** One sentence per date that matters. `isRenewing`: the user token will be renewed before its date. */
export function describeEnds(account: Expiring, locale: string, isRenewing = false): string[] {
  return endsOf(account).flatMap((end) => describeEnd(end, locale, isRenewing));
}

export function describeEnd({ cause, at }: End, locale: string, isRenewing: boolean): string[] {
  const date = typeof at === 'number' ? formatDate(at, locale) : '';
  if (cause === 'dataAccess') {
    if (at === 'never') return [];
    return [
      at === undefined
        ? l10n.t('Facebook doesn’t say when you’ll have to log in again.')
        : l10n.t('Facebook wants you to log in again by {0}.', date),
    ];
  }
  const token = cause === 'pageToken' ? l10n.t('The Page token') : l10n.t('Your user token');
  if (at === 'never') return [l10n.t('{0} never expires.', token)];
  if (isRenewing && cause === 'userToken') {
    return [l10n.t('{0} expires on {1} and is renewed automatically before then.', token, date)];
  }
  return [
    at === undefined
      ? l10n.t('{0} expires on an unknown date.', token)
      : l10n.t('{0} expires on {1}: renew it before then.', token, date),
  ];
}

function describeFailedCheck(unreachable: boolean, ago: string): string {
  return unreachable
    ? l10n.t('Facebook couldn’t be reached {0}, so this is the last known state.', ago)
    : l10n.t('The check {0} failed, so this is the last known state. Check the token to see why.', ago);
}
