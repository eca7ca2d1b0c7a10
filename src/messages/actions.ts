import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';

/** What a button under a message does. */
export type Action =
  | 'enterAppId'
  | 'enterAppSecret'
  | 'enterToken'
  | 'signIn'
  | 'signInAtOwnAddress'
  | 'signInAtFacebook'
  | 'choosePage'
  | 'chooseDestination'
  | 'typePageId'
  | 'tryAgain'
  | 'getCredentials'
  | 'renewToken'
  | 'openFolder'
  | 'openFacebook'
  | 'openAppDashboard'
  | 'openPageSettings'
  | 'openSettings'
  | 'manageTrust'
  | 'reloadWindow'
  | 'showDetails'
  | 'showLog';

export function actionLabel(action: Action): string {
  switch (action) {
    case 'enterAppId':
      return l10n.t('Enter the App ID Again');
    case 'enterAppSecret':
      return l10n.t('Enter the App Secret Again');
    case 'enterToken':
      return l10n.t('Enter a New Token');
    case 'signIn':
      return l10n.t('Sign In Again');
    case 'signInAtOwnAddress':
    case 'signInAtFacebook':
      return l10n.t('Paste the Final Address');
    case 'choosePage':
      return l10n.t('Choose Another Page');
    case 'chooseDestination':
      return l10n.t('Choose Another Destination');
    case 'typePageId':
      return l10n.t('Type a Page ID');
    case 'showDetails':
      return l10n.t('Show Details');
    case 'tryAgain':
      return l10n.t('Try Again');
    case 'getCredentials':
      return l10n.t('Get Instagram Credentials');
    case 'renewToken':
      return l10n.t('Renew Access Token');
    case 'openFolder':
      return l10n.t('Open Folder');
    case 'openFacebook':
      return l10n.t('Open Facebook');
    case 'openAppDashboard':
      return l10n.t('Open the App Dashboard');
    case 'openPageSettings':
      return l10n.t('Open Your Pages');
    case 'openSettings':
      return l10n.t('Open Settings');
    case 'reloadWindow':
      return l10n.t('Reload Window');
    case 'manageTrust':
      return l10n.t('Manage Workspace Trust');
    case 'showLog':
      return l10n.t('Show Log');
    default:
      return assertNever(action);
  }
}
