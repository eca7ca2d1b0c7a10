// Describes an Agoras value for a hover: its account, kind and expiry. Never the value itself.
import * as l10n from '@vscode/l10n';
import type { Target } from '../../agoras/target';
import { formatAgo } from '../../base/dates';
import { assertNever } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import type { UnixSeconds } from '../../base/time';
import { endsOf } from '../../credentials/expiry';
import type { KnownValue } from '../../findings/knownValues';
import type { ValueLook } from '../../findings/valueLooks';
import { describeEnd, describeLastCheck } from '../expiryMessages';

/** The lines of the hover. */
export function describeKnownValue({ account, role }: KnownValue, now: UnixSeconds, locale: string): string[] {
  const page = sanitizeLabel(account.page.name);
  const username = account.instagram?.username;
  const name = username === undefined ? l10n.t('“{0}”', page) : l10n.t('“{0}” (@{1})', page, sanitizeLabel(username));
  switch (role) {
    case 'pageToken':
      return [l10n.t('Page token of {0}', name), ...ends('1.x', account, locale), lastCheck(account, now, locale)];
    case 'userToken':
      return [
        account.user === undefined
          ? l10n.t('User token, for {0}', name)
          : l10n.t('User token of {0}, for {1}', sanitizeLabel(account.user.name), name),
        ...ends('3.x', account, locale),
        lastCheck(account, now, locale),
      ];
    case 'appSecret':
      return [l10n.t('App Secret of the app {0}, for {1}', account.app.id, name)];
    case 'appId':
      return [l10n.t('App ID, for {0}', name)];
    case 'instagramId':
      return [l10n.t('Instagram account ID of {0}', name)];
    case 'pageId':
      return [l10n.t('Page ID of {0}', name)];
    default:
      return assertNever(role);
  }
}

/** When this token and data access expire, whatever else is in use. */
function ends(version: '1.x' | '3.x', account: KnownValue['account'], locale: string): string[] {
  const target: Target = { version, networks: [version === '1.x' ? 'instagram' : 'facebook'] };
  return endsOf(account, [target]).flatMap((end) => describeEnd(end, locale, false));
}

function lastCheck(account: KnownValue['account'], now: UnixSeconds, locale: string): string {
  return l10n.t('Last checked {0}: {1}.', formatAgo(account.lastCheck.at, now, locale), describeLastCheck(account));
}

/** Describes a value that belongs to no stored account; undefined if there is nothing to say. */
export function describeLook(look: ValueLook): string | undefined {
  const unknown = l10n.t('No stored account has this value.');
  switch (look) {
    case 'facebookToken':
      return `${unknown} ${l10n.t('It looks like a Facebook access token.')}`;
    case 'instagramToken':
      return `${unknown} ${l10n.t('It looks like a token from Instagram login, which Agoras can’t publish with.')}`;
    case 'appSecret':
      return `${unknown} ${l10n.t('It looks like an App Secret.')}`;
    case 'instagramId':
      return `${unknown} ${l10n.t('It looks like the ID of an Instagram account.')}`;
    case 'id':
      return `${unknown} ${l10n.t('It looks like the ID of an app or a Page.')}`;
    case 'placeholder':
      return l10n.t('No real value has been entered here yet.');
    case 'reference':
    case 'other':
      return undefined;
  }
}
