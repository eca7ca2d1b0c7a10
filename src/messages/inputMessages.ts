import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import type { InputProblem } from '../credentials/inputs';

/** What an input box says while the text in it cannot be right. */
export function describeInputProblem(problem: InputProblem): string {
  switch (problem) {
    case 'empty':
      return l10n.t('Nothing has been entered yet.');
    case 'appIdNotDigits':
      return l10n.t('An App ID has digits only.');
    case 'appIdLength':
      return l10n.t('An App ID has 15 or 16 digits; this one is cut or has too many.');
    case 'pageIdNotDigits':
      return l10n.t('A Page ID has digits only. Your Page shows it under About > Page transparency.');
    case 'appSecretNotHex':
      return l10n.t('An App Secret has only the digits 0–9 and the letters a–f.');
    case 'appSecretLength':
      return l10n.t('An App Secret has 32 characters; this one is cut or has too many.');
    case 'tokenCharacters':
      return l10n.t('A token has no spaces or punctuation: copy it with the copy button of the Graph API Explorer.');
    case 'tokenTooShort':
      return l10n.t('This is too short for a token: copy it with the copy button of the Graph API Explorer.');
    case 'looksLikeAppId':
      return l10n.t('This looks like an App ID, which was asked for before.');
    case 'looksLikeAppSecret':
      return l10n.t('This looks like an App Secret, which has a box of its own.');
    case 'looksLikeToken':
      return l10n.t('This looks like an access token, which is asked for later.');
    case 'looksLikeAppToken':
      return l10n.t('This looks like an app token. Choose “User Token” in the Graph API Explorer.');
    case 'looksLikeInstagramToken':
      return l10n.t('This looks like an Instagram token. A Facebook user token, which begins with EAA, is needed.');
    case 'looksLikeAddress':
      return l10n.t('This is an address. Paste only the token.');
    case 'notAnAddress':
      return l10n.t('This is no address: copy everything in the address bar of the browser.');
    case 'notTheFinalAddress':
      return l10n.t('This is not the address at which the sign-in ends: press Continue on Facebook’s page first.');
    case 'finalAddressCut':
      return l10n.t('The answer is missing in this address: copy everything in the address bar of the browser.');
    default:
      return assertNever(problem);
  }
}
