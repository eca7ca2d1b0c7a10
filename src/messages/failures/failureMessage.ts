// The message for a failure, and the buttons below it.
import * as l10n from '@vscode/l10n';
import type { MetaPage } from '../../graph/dashboard';

export interface FailureMessage {
  /** What happened. */
  readonly headline: string;
  /** Why. */
  readonly reason: string;
  /** What to do now. */
  readonly nextStep: string;
  /** The button that does it. */
  readonly action: Action;
  /** An alternative, if there is one. */
  readonly otherAction?: Action;
  /** The page that “Open the App Dashboard” opens; undefined for the start page. */
  readonly page?: MetaPage;
  /** The setting that “Open Settings” opens; undefined for all of this extension. */
  readonly setting?: string;
}

/** The text for a notification. */
export function toNotificationText({ headline, reason, nextStep }: FailureMessage): string {
  return `${headline} ${reason} ${nextStep}`;
}

/**
 * Replaces a message that the person has just read. If a corrected value fails in the same way, the same text wouldn't
 * help: it says that it still fails, and what else may be wrong.
 */
export function notTwice(message: FailureMessage, before: FailureMessage | undefined): FailureMessage {
  if (before === undefined || toNotificationText(message) !== toNotificationText(before)) return message;
  switch (message.action) {
    case 'enterAppId':
      return {
        ...message,
        headline: l10n.t('Facebook still can’t find this App ID.'),
        reason: l10n.t(
          'It may be another number: of a Page, of a business portfolio, or of the app’s Instagram or Threads side.',
        ),
        nextStep: copyBoth(),
      };
    case 'enterAppSecret':
      return {
        ...message,
        headline: l10n.t('Facebook still refuses the App Secret.'),
        reason: l10n.t(
          'Perhaps the App ID is wrong: an app’s Instagram and Threads sides have an ID and a secret of their own.',
        ),
        nextStep: copyBoth(),
        otherAction: 'enterAppId',
      };
    case 'enterToken':
      return {
        ...message,
        headline: l10n.t('Same problem again: {0}', message.headline),
        nextStep: `${message.nextStep} ${l10n.t('Make sure to paste the new one.')}`,
      };
    default:
      return message;
  }
}

function copyBoth(): string {
  return l10n.t('Copy the App ID and the App Secret from App settings > Basic in the App Dashboard.');
}

/** The actions of buttons below messages, and their labels. */
const ACTION_LABELS = {
  enterAppId: () => l10n.t('Enter the App ID Again'),
  enterAppSecret: () => l10n.t('Enter the App Secret Again'),
  enterToken: () => l10n.t('Enter a New Token'),
  signIn: () => l10n.t('Sign In Again'),
  signInAtOwnAddress: () => l10n.t('Paste the Final Address'),
  signInAtFacebook: () => l10n.t('Paste the Final Address'),
  choosePage: () => l10n.t('Choose Another Page'),
  chooseDestination: () => l10n.t('Choose Another Destination'),
  typePageId: () => l10n.t('Type a Page ID'),
  showDetails: () => l10n.t('Show Details'),
  tryAgain: () => l10n.t('Try Again'),
  authorizeOnGithub: () => l10n.t('Authorize'),
  useOtherGithubAccount: () => l10n.t('Use Another GitHub Account'),
  getCredentials: () => l10n.t('Get Instagram Credentials'),
  renewToken: () => l10n.t('Renew Access Token'),
  checkToken: () => l10n.t('Check Access Token'),
  openFolder: () => l10n.t('Open Folder'),
  openFacebook: () => l10n.t('Open Facebook'),
  openAppDashboard: () => l10n.t('Open the App Dashboard'),
  openPageSettings: () => l10n.t('Open Your Pages'),
  openSettings: () => l10n.t('Open Settings'),
  reloadWindow: () => l10n.t('Reload Window'),
  manageTrust: () => l10n.t('Manage Workspace Trust'),
  showLog: () => l10n.t('Show Log'),
} as const;

export type Action = keyof typeof ACTION_LABELS;

export function actionLabel(action: Action): string {
  return ACTION_LABELS[action]();
}
