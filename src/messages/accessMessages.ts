// Messages about what the person, the token or the Page lacks: a role, a permission, a proof of identity, or the Page
// itself.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import { sanitizeLabel } from '../base/sanitize';
import type { FlowFailure } from '../credentials/obtain';
import type { MissingPage, MissingPageCause } from '../credentials/unlistedPages';
import type { MissingPermissions, NoInstagramReason } from '../graph/inspection';
import type { FailureMessage } from './failures/failureMessage';

type AccessKind =
  | 'roleLost'
  | 'roleOrTwoFactor'
  | 'twoFactorRequired'
  | 'publishingAuthorizationRequired'
  | 'pageDropped'
  | 'appRoleMissing'
  | 'permissionMissing'
  | 'permissionHeld'
  | 'permissionsMissing'
  | 'pageWithoutToken'
  | 'noInstagram'
  | 'noPages';

export function describeAccess(failure: Extract<FlowFailure, { readonly kind: AccessKind }>): FailureMessage {
  switch (failure.kind) {
    case 'roleLost':
      return {
        headline: l10n.t('You no longer have a role on this Page.'),
        reason: l10n.t('The token worked through your role, which was removed.'),
        nextStep: l10n.t('Ask an administrator of the Page to restore your role, then generate a new token.'),
        action: 'openPageSettings',
      };
    case 'roleOrTwoFactor':
      return {
        headline: l10n.t('Facebook no longer lets you act for this Page.'),
        reason: l10n.t(
          'Your role on it was removed, or its business portfolio requires two-factor authentication and yours is off.',
        ),
        nextStep: l10n.t(
          'Turn on two-factor authentication on facebook.com. If it is on, have an administrator restore your role. Then sign in again.',
        ),
        action: 'openFacebook',
        otherAction: 'signIn',
      };
    case 'twoFactorRequired':
      return {
        headline: l10n.t('This Page requires two-factor authentication.'),
        reason: l10n.t('It is turned off in your Facebook account.'),
        nextStep: l10n.t('Turn it on in your Facebook security settings, then sign in again.'),
        action: 'openFacebook',
        otherAction: 'signIn',
      };
    case 'publishingAuthorizationRequired':
      return {
        headline: l10n.t('This Page needs Page Publishing Authorization.'),
        reason: l10n.t('Facebook wants you to confirm your identity before you publish there.'),
        nextStep: l10n.t('Open the Page on facebook.com, complete the authorization that it asks for, and try again.'),
        action: 'openPageSettings',
        otherAction: 'tryAgain',
      };
    case 'pageDropped':
      return {
        headline: l10n.t('The app can no longer act for this Page.'),
        reason: l10n.t('Each sign-in replaces the Pages ticked before, and a later one left this Page out.'),
        nextStep: l10n.t(
          'Sign in again, choose “Edit settings”, and tick every Page and Instagram account that you publish to.',
        ),
        action: 'signIn',
        otherAction: 'enterToken',
      };
    case 'appRoleMissing':
      return {
        headline: l10n.t('Facebook asks for App Review.'),
        reason: l10n.t('Without a review, an app only works for people with a role on it.'),
        nextStep: l10n.t(
          'Skip the review: add this Facebook account under App roles > Roles, accept the invitation, and sign in again.',
        ),
        action: 'openAppDashboard',
        otherAction: 'signIn',
        page: 'roles',
      };
    case 'permissionMissing':
      return describeUnnamed(failure);
    case 'permissionHeld':
      return {
        headline: l10n.t('The token has {0}, but Facebook refuses this Page.', failure.permissions.join(', ')),
        reason: l10n.t(
          'The permission wasn’t granted for this Page or its Instagram account, or your role on the Page doesn’t include it.',
        ),
        nextStep: l10n.t(
          'Sign in again, choose “Edit settings”, and tick both. If you already did, check your role on the Page.',
        ),
        action: 'signIn',
        otherAction: 'openPageSettings',
      };
    case 'permissionsMissing':
      return {
        headline: describeLack(failure.forPublishing),
        reason: describeMissing(failure),
        nextStep: addPermissions(),
        action: 'enterToken',
      };
    case 'pageWithoutToken':
      return {
        headline: l10n.t('Facebook doesn’t issue a token for the Page “{0}”.', failure.page),
        reason: l10n.t('Your role on it doesn’t allow you to create content.'),
        nextStep: l10n.t('Ask an administrator of the Page for full access, or choose another Page.'),
        action: 'choosePage',
      };
    case 'noInstagram':
      return describeNoInstagram(sanitizeLabel(failure.page), failure.reasons);
    case 'noPages':
      return describeMissingPage(failure);
    default:
      return assertNever(failure);
  }
}

function addPermissions(): string {
  return l10n.t('In the Graph API Explorer, add what is missing, generate a new token and paste it.');
}

function describeLack(permissions: readonly string[]): string {
  if (permissions.length === 0) return l10n.t('The token lacks a permission.');
  return permissions.length === 1
    ? l10n.t('The token lacks the permission {0}.', permissions.join())
    : l10n.t('The token lacks permissions: {0}.', permissions.join(', '));
}

/** Says that publishing needs what is missing, and which permissions were declined. */
function describeMissing({ forPublishing, declined }: MissingPermissions): string {
  return [
    forPublishing.length === 1
      ? l10n.t('Publishing doesn’t work without it.')
      : l10n.t('Publishing doesn’t work without them.'),
    ...(declined.length === 0 ? [] : [l10n.t('Declined in Facebook’s dialog: {0}.', declined.join(', '))]),
  ].join(' ');
}

/** A refusal for missing permissions: the one that Facebook names, or else those that the refused call needs. */
function describeUnnamed({
  permission,
  needed,
}: Extract<FlowFailure, { readonly kind: 'permissionMissing' }>): FailureMessage {
  const [only, ...others] = permission === undefined ? needed : [permission];
  const isKnown = only !== undefined && others.length === 0;
  return {
    headline: describeLack(isKnown ? [only] : []),
    reason:
      only === undefined || isKnown
        ? l10n.t('It wasn’t granted, or it was revoked.')
        : l10n.t('Facebook doesn’t say which one. This request needs {0}.', needed.join(', ')),
    nextStep: addPermissions(),
    action: 'enterToken',
  };
}

/** Only possible reasons, because Facebook doesn't say which one applies. */
export function describePossibleReasons(reasons: readonly NoInstagramReason[]): string {
  return l10n.t('Possible reasons: {0}.', reasons.map(describeReason).join('; '));
}

function describeReason(reason: NoInstagramReason): string {
  switch (reason) {
    case 'portfolioRole':
      return l10n.t('your role comes from a business portfolio, and the token lacks ads_read');
    case 'notTicked':
      return l10n.t('it wasn’t ticked in Facebook’s dialog');
    case 'notProfessional':
      return l10n.t('it isn’t a professional account');
    case 'notLinked':
      return l10n.t('it isn’t connected with this Page, or only in part');
    default:
      return assertNever(reason);
  }
}

/** Short enough for an item of a list. */
export function describeReasonsBriefly(reasons: readonly NoInstagramReason[]): string {
  return reasons.map((reason) => BRIEF_REASONS[reason]()).join(', ');
}

const BRIEF_REASONS: Readonly<Record<NoInstagramReason, () => string>> = {
  portfolioRole: () => l10n.t('hidden by a portfolio'),
  notTicked: () => l10n.t('not ticked'),
  notProfessional: () => l10n.t('not professional'),
  notLinked: () => l10n.t('not connected'),
};

/** If signing in again may help, that comes first: connecting an account takes longer. */
function describeNoInstagram(page: string, reasons: readonly NoInstagramReason[]): FailureMessage {
  const headline = l10n.t('Facebook shows no Instagram account for “{0}”.', page);
  const reason = describePossibleReasons(reasons);
  if (reasons.includes('portfolioRole')) {
    return {
      headline,
      reason,
      nextStep: l10n.t(
        'Sign in again with business_management and ads_read, choose “Edit settings”, and tick the Page and its Instagram account.',
      ),
      action: 'signIn',
      otherAction: 'choosePage',
    };
  }
  if (reasons.includes('notTicked')) {
    return {
      headline,
      reason,
      nextStep: l10n.t('Sign in again, choose “Edit settings”, and tick the Page and its Instagram account.'),
      action: 'signIn',
      otherAction: 'choosePage',
    };
  }
  return {
    headline,
    reason,
    nextStep: l10n.t(
      'Make it a professional account and connect it in the settings of the Page; if it is connected, choose “Review connection”.',
    ),
    action: 'openPageSettings',
    otherAction: 'choosePage',
  };
}

/** Why a Page isn't found, and how to make it visible. */
function describeMissingPage({ user, listed, cause }: MissingPage): FailureMessage {
  return {
    headline:
      listed === 0
        ? l10n.t('{0} has no Page that this token can see.', sanitizeLabel(user.name))
        : l10n.t('No other Page of {0} was found.', sanitizeLabel(user.name)),
    ...describeCause(cause),
    action: 'enterToken',
    otherAction: 'typePageId',
  };
}

function describeCause(cause: MissingPageCause): { readonly reason: string; readonly nextStep: string } {
  switch (cause) {
    case 'notTicked':
      return {
        reason: l10n.t('In Facebook’s dialog only some Pages were ticked.'),
        nextStep: l10n.t(
          'Generate a new token, choose “Edit settings” in the dialog, and tick your Page. If the dialog doesn’t offer it, first remove the app under Business integrations.',
        ),
      };
    case 'instagramOnly':
      return {
        reason: l10n.t(
          'In Facebook’s dialog an Instagram account was ticked, but no Page; or the Page belongs to a business portfolio and the token lacks business_management.',
        ),
        nextStep: l10n.t(
          'Sign in again with business_management, choose “Edit settings”, and tick the Page together with its Instagram account.',
        ),
      };
    case 'businessPermission':
      return {
        reason: l10n.t('A Page in a business portfolio is hidden from a token without business_management.'),
        nextStep: l10n.t('Generate a new token with the permission business_management added.'),
      };
    case 'noRole':
      return {
        reason: l10n.t('Facebook found no Page you have a role on, even in business portfolios.'),
        nextStep: l10n.t('Create a Page or ask its administrator for access, then generate a new token.'),
      };
    default:
      return assertNever(cause);
  }
}
