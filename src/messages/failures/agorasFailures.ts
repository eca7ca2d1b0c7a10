// Messages about why the installed Agoras has proven nothing.
import * as l10n from '@vscode/l10n';
import { NETWORK_NAMES } from '../../agoras/target';
import { assertNever } from '../../base/outcome';
import { sanitizeLabel, sanitizePath } from '../../base/sanitize';
import { isProven } from '../../credentials/checklist';
import { describeExit } from '../checkMessages';
import { describeFailure } from './flowFailures';
import type { AgorasProblem } from './failureKinds';
import type { FailureMessage } from './failureMessage';

export function describeAgorasProblem(failure: AgorasProblem): FailureMessage {
  switch (failure.kind) {
    case 'agorasNotTrusted':
      return {
        headline: l10n.t('Agoras wasn’t started.'),
        reason: l10n.t('This workspace isn’t trusted, and it could start another program in its place.'),
        nextStep: l10n.t('Trust it, and start again.'),
        action: 'manageTrust',
      };
    case 'agorasNotInstalled':
      return {
        headline: l10n.t('Agoras wasn’t found.'),
        reason: l10n.t(
          '“{0}” is neither a program on VS Code’s PATH nor an absolute path to one.',
          sanitizePath(failure.program),
        ),
        nextStep: l10n.t('Install it with “pip install agoras”, or enter its path in the setting agoras.executable.'),
        action: 'openSettings',
        setting: 'agoras.executable',
        otherAction: 'tryAgain',
      };
    case 'agorasNotStarted':
      return {
        headline: l10n.t('Agoras couldn’t be started.'),
        reason: l10n.t(
          'The system can’t run {0}: the Python it was installed for may be gone.',
          sanitizePath(failure.program),
        ),
        nextStep: l10n.t('Install Agoras again, or enter another path in the setting agoras.executable.'),
        action: 'openSettings',
        setting: 'agoras.executable',
        otherAction: 'tryAgain',
      };
    case 'agorasUnknown':
      return {
        headline: l10n.t('No Agoras was found.'),
        reason: l10n.t('{0} doesn’t say which version of Agoras it is.', sanitizePath(failure.program)),
        nextStep: l10n.t('Enter the path of Agoras in the setting agoras.executable.'),
        action: 'openSettings',
        setting: 'agoras.executable',
        otherAction: 'tryAgain',
      };
    case 'agorasTooSlow':
      return {
        headline: l10n.t('Agoras didn’t respond.'),
        reason: l10n.t('{0} was stopped after {1} seconds.', sanitizePath(failure.program), failure.seconds),
        nextStep: l10n.t('It may not be able to reach Facebook. Check this computer’s connection and try again.'),
        action: 'tryAgain',
      };
    case 'agorasLoginFailed':
      return describeFailedLogin(failure);
    default:
      return assertNever(failure);
  }
}

type FailedLogin = Extract<AgorasProblem, { readonly kind: 'agorasLoginFailed' }>;

function describeFailedLogin({ agoras, account, network, answer, checks }: FailedLogin): FailureMessage {
  const name = sanitizeLabel(account);
  switch (answer.kind) {
    case 'refused':
      return {
        headline: l10n.t(
          'Agoras {0} couldn’t log in to {1} with the credentials of “{2}”.',
          agoras,
          NETWORK_NAMES[network],
          name,
        ),
        ...describeVerdict(checks, () =>
          l10n.t('Facebook accepts the same values, so Agoras probably couldn’t reach it.'),
        ),
      };
    case 'unknown':
      return {
        headline: l10n.t('Agoras {0} gave no clear answer.', agoras),
        ...describeVerdict(checks, () =>
          l10n.t(
            'The answer was unexpected ({0}), but Facebook accepts the same values.',
            describeExit(answer.exitCode),
          ),
        ),
      };
    case 'incomplete':
      return {
        headline: l10n.t('Agoras {0} received only part of the credentials of “{1}”.', agoras, name),
        reason: l10n.t('The program that is started as Agoras doesn’t pass on {0}.', answer.missing.join(', ')),
        nextStep: l10n.t('Enter the path of Agoras in the setting agoras.executable.'),
        action: 'openSettings',
        setting: 'agoras.executable',
        otherAction: 'tryAgain',
      };
    case 'pageNotFound':
      return {
        headline: l10n.t('Agoras {0} logged in to Facebook, but didn’t find the Page “{1}”.', agoras, name),
        reason: l10n.t('It only looks among your first 25 Pages for one with a token.'),
        nextStep: l10n.t('Renew the token and tick only this Page, or remove Facebook from agoras.networks.'),
        action: 'renewToken',
        otherAction: 'tryAgain',
      };
    default:
      return assertNever(answer);
  }
}

/** What Facebook says about the values, if Agoras doesn't give a reason. */
function describeVerdict(
  checks: FailedLogin['checks'],
  accepted: () => string,
): Pick<FailureMessage, 'reason' | 'nextStep' | 'action' | 'otherAction'> {
  if (checks !== undefined && !isProven(checks)) {
    return {
      reason: describeFailure({ kind: 'notProven', checks }).headline,
      nextStep: l10n.t('Renew the token.'),
      action: 'renewToken',
      otherAction: 'checkToken',
    };
  }
  return {
    reason: checks === undefined ? l10n.t('It doesn’t say why, and Facebook couldn’t be reached.') : accepted(),
    nextStep: l10n.t('Check this computer’s connection and the proxy that Agoras uses, then try again.'),
    action: 'tryAgain',
    otherAction: 'checkToken',
  };
}
