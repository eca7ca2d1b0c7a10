import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import type { MissingPage, MissingPageCause } from '../credentials/unlistedPages';
import type { FailureMessage } from './failureMessage';
import { sanitizeLabel } from '../base/sanitize';

/** Why a Page does not show up, and what brings it into sight. */
export function describeMissingPage({ user, listed, cause }: MissingPage): FailureMessage {
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
        nextStep: l10n.t('Generate a new token, choose “Edit settings” in the dialog, and tick your Page.'),
      };
    case 'businessPermission':
      return {
        reason: l10n.t(
          'A Page that belongs to a business portfolio is hidden from a token without business_management.',
        ),
        nextStep: l10n.t('Generate a new token with the permission business_management added.'),
      };
    case 'noRole':
      return {
        reason: l10n.t('Facebook knows no Page on which you have a role, in no business portfolio either.'),
        nextStep: l10n.t('Create a Page or have its administrator give you access, then generate a new token.'),
      };
    default:
      return assertNever(cause);
  }
}
