// Prompts and validation messages of input boxes.
import * as l10n from '@vscode/l10n';
import type { LaunchQuestions } from '../agoras/launchConfiguration';
import type { InputProblem } from '../credentials/inputs';
import type { RepositoryProblem } from '../github/typedRepository';

/** Why the text in an input box can't be right. */
export type BoxProblem = InputProblem | RepositoryProblem;

const PROBLEMS: Readonly<Record<BoxProblem, () => string>> = {
  empty: () => l10n.t('Nothing has been entered yet.'),
  appIdNotDigits: () => l10n.t('An App ID contains only digits.'),
  appIdLength: () => l10n.t('An App ID has 15 or 16 digits; this one has too few or too many.'),
  appPair: () => l10n.t('This is an App ID and an App Secret joined by “|”. Enter each in its own box.'),
  pageIdNotDigits: () => withPlaceOfPageId(l10n.t('A Page ID contains only digits.')),
  pageIdLength: () => l10n.t('A Page ID usually has 15 digits; this one has too few or too many.'),
  pageAddressWithoutId: () => withPlaceOfPageId(l10n.t('This address doesn’t contain the Page ID.')),
  notAPageAddress: () => withPlaceOfPageId(l10n.t('This isn’t the address of a Facebook Page.')),
  looksLikeProfileId: () => withPlaceOfPageId(l10n.t('This is a profile ID, as in profile.php?id=…, not the Page ID.')),
  looksLikeInstagramId: () => withPlaceOfPageId(l10n.t('This is the ID of an Instagram account, not the Page ID.')),
  appSecretNotHex: () => l10n.t('An App Secret contains only the digits 0–9 and the letters a–f.'),
  appSecretLength: () => l10n.t('An App Secret has 32 characters; this one has too few or too many.'),
  tokenCharacters: () =>
    l10n.t('A token has no spaces or punctuation: copy it with the copy button of the Graph API Explorer.'),
  tokenTooShort: () => l10n.t('This is too short for a token: copy it with the copy button of the Graph API Explorer.'),
  looksLikeAppId: () => l10n.t('This looks like an App ID, which belongs in an earlier box.'),
  looksLikeAppSecret: () => l10n.t('This looks like an App Secret, which goes in its own box.'),
  looksLikeToken: () => l10n.t('This looks like an access token, which comes later.'),
  looksLikeAppToken: () =>
    l10n.t('This looks like an app token. Choose “Get User Access Token” in the Graph API Explorer.'),
  looksLikeInstagramToken: () =>
    l10n.t('This looks like an Instagram or Threads token. A Facebook user token, which begins with EAA, is needed.'),
  looksLikeAddress: () => l10n.t('This is an address. Paste only the token.'),
  notAnAddress: () => l10n.t('This isn’t an address. Copy everything in the browser’s address bar.'),
  notTheFinalAddress: () =>
    l10n.t('This isn’t the final address of the sign-in. Press Continue on Facebook’s page first.'),
  addressOfOtherSignIn: () =>
    l10n.t('This address belongs to another sign-in. Copy the one in the page that was opened last.'),
  finalAddressCut: () =>
    l10n.t('This address doesn’t contain Facebook’s reply. Copy everything in the browser’s address bar.'),
  repositoryUnfinished: () => l10n.t('Owner and name are needed, as in ada/site.'),
  repositoryCharacters: () => l10n.t('That isn’t a repository name. Type owner and name, as in ada/site.'),
  repositoryElsewhere: () =>
    l10n.t(
      'This address isn’t on GitHub. Paste the address of a GitHub repository, or type owner and name, as in ada/site.',
    ),
};

function withPlaceOfPageId(problem: string): string {
  return `${problem} ${l10n.t('Your Page shows its ID under About > Page transparency.')}`;
}

/** The validation message for the text in an input box. */
export function describeInputProblem(problem: BoxProblem): string {
  return PROBLEMS[problem]();
}

/** What VS Code asks for before a launch configuration publishes. */
export function describeLaunchInputs(): LaunchQuestions {
  return {
    text: l10n.t('Text of the Instagram post'),
    imageUrl: l10n.t('Public address (URL) of its image'),
  };
}
