import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import type { Check } from '../credentials/checklist';
import type { FlowFailure } from '../credentials/obtain';
import type { FailureMessage } from './failureMessage';

/** The first check that failed is the one to mend. */
export function describeFailedProof(
  checks: readonly Check[],
  describeFailure: (failure: FlowFailure) => FailureMessage,
): FailureMessage {
  const failed = checks.find(({ state }) => state === 'failed');
  if (failed?.kind === 'tokenValid' && failed.failure !== undefined) return describeFailure(failed.failure);
  if (failed?.kind === 'publishing' && failed.evidence.kind === 'refused') {
    return describeFailure(failed.evidence.failure);
  }
  if (failed?.kind === 'permission') {
    return describeFailure({
      kind: 'permissionsMissing',
      forPublishing: [failed.permission],
      forComments: [],
      declined: [],
    });
  }
  return {
    headline: l10n.t('The Page token is not what it should be.'),
    reason: describeCheckFailure(failed),
    nextStep: l10n.t('Generate a new token in the Graph API Explorer and start again with it.'),
    action: 'enterToken',
  };
}

function describeCheckFailure(check: Check | undefined): string {
  switch (check?.kind) {
    case 'typePage':
      return l10n.t('Facebook says that it is no token of this Page.');
    case 'neverExpires':
      return l10n.t('Facebook says that it will expire, so it would stop working by itself.');
    case 'dataAccess':
      return l10n.t('Facebook has ended the access to data: you must log in to the app again.');
    case 'tokenValid':
    case 'permission':
    case 'publishing':
    case undefined:
      return l10n.t('Facebook did not confirm it.');
    default:
      return assertNever(check);
  }
}
