// The question about the user token: signing in is offered first, and text pasted into the list moves to the input box.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { parseShortLivedToken } from '../../credentials/inputs';
import type { RedirectMode } from '../../credentials/signInAttempt';
import { GUIDE_PERMISSIONS, permissionsToAskFor } from '../../graph/permissions';
import type { AppCredentials } from '../../graph/requests';
import { metaLink } from '../../graph/dashboard';
import type { Cancelled } from '../../base/outcome';
import type { ShortLivedUserToken } from '../../base/secret';
import type { Action } from '../../messages/failures/failureMessage';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import { askPick, askText, type Answer, type Choice, type PromptButton } from '../prompts/quickInputs';
import { isFacebookChosen } from '../settings/settings';
import { signIn, type SignIn, type SignInContext, type SignInPrompt } from '../signIn/browserSignIn';

/** What is known before the question. */
export interface TokenHints {
  /** The way to sign in was already chosen by a command or button, so nothing is asked. */
  readonly signsIn?: RedirectMode | undefined;
  /** The last token showed that the Page is in a business portfolio. */
  readonly asksBusiness?: boolean | undefined;
}

export interface TokenPrompt extends SignInPrompt {
  /** The text in the box when it was left, so that it is there again. */
  readonly value: string;
  readonly keep: (text: string) => void;
}

type Way = ({ readonly kind: 'signIn' } & SignIn) | { readonly kind: 'paste'; readonly text?: string };

export type TokenEnd =
  Answer<ShortLivedUserToken> | { readonly kind: 'failed'; readonly failure: Exclude<CommandFailure, Cancelled> };

/** Canceling a sign-in, and Back in the box, lead to the list; Back in the list leads to the previous step. */
export async function askToken(
  context: SignInContext,
  app: AppCredentials,
  hints: TokenHints,
  prompt: TokenPrompt,
): Promise<TokenEnd> {
  const { signsIn, asksBusiness = false } = hints;
  let way: Way | undefined = signsIn === undefined ? undefined : { kind: 'signIn', way: signsIn, asksBusiness };
  for (;;) {
    if (way === undefined) {
      const chosen = await askWay(asksBusiness, prompt);
      if (chosen.kind !== 'answered') return chosen;
      way = chosen.value;
    }
    if (way.kind === 'signIn') {
      const end = await signIn(context, app, way, prompt);
      if (end.ok) return { kind: 'answered', value: end.value };
      if (end.error.kind !== 'cancelled') return { kind: 'failed', failure: end.error };
    } else {
      const answer = await askPasted({ ...prompt, value: way.text ?? prompt.value });
      if (answer.kind !== 'back') return answer;
    }
    way = undefined;
  }
}

/** The way to sign in that a button below a message stands for; undefined if it has to be asked. */
export function redirectModeOf(action: Action): RedirectMode | undefined {
  switch (action) {
    case 'signIn':
      return 'loopback';
    case 'signInAtOwnAddress':
      return 'ownAddress';
    case 'signInAtFacebook':
      return 'facebookPage';
    default:
      return undefined;
  }
}

async function askWay(asksBusiness: boolean, prompt: TokenPrompt): Promise<Answer<Way>> {
  const signsIn = (way: RedirectMode, business: boolean): Way => ({ kind: 'signIn', way, asksBusiness: business });
  const usual: Choice<Way> = {
    label: l10n.t('Sign in with Facebook in the browser'),
    detail: l10n.t('The Pages that you tick there replace those ticked before; “Edit settings” shows them'),
    value: signsIn('loopback', false),
  };
  const paste: Choice<Way> = {
    label: l10n.t('Paste a short-lived token'),
    detail: l10n.t('From the Graph API Explorer; you can paste it right here, too'),
    value: { kind: 'paste' },
  };
  const business: Choice<Way> = {
    label: l10n.t('Sign in for a Page in a business portfolio'),
    detail: l10n.t('The same with business_management and ads_read, for what a portfolio hides'),
    value: signsIn('loopback', true),
  };
  const byAddress: Choice<Way> = {
    label: l10n.t('Sign in and paste the final address'),
    detail: l10n.t('For a remote window or a published app: the browser doesn’t have to return to this computer'),
    value: signsIn('ownAddress', asksBusiness),
  };
  const end = await askPick<Way>({
    ...prompt,
    buttons: [...tokenButtons(), ...prompt.buttons],
    placeholder: l10n.t('Sign in with Facebook, or paste a short-lived user token'),
    choices: asksBusiness ? [business, paste, usual, byAddress] : [usual, paste, business, byAddress],
    // Moves the text to the masked box at once, before anyone nearby can read it.
    typed: (text) => ({ kind: 'paste', text }),
  });
  return end.kind === 'ended' ? { kind: 'cancelled' } : end;
}

function askPasted(prompt: TokenPrompt): Promise<Answer<ShortLivedUserToken>> {
  return askText({
    ...prompt,
    position: { ...prompt.position, canGoBack: true },
    buttons: [...tokenButtons(), ...prompt.buttons],
    prompt: l10n.t(
      'Short-lived user token: in the Graph API Explorer, choose your app and “Get User Access Token”, add the permissions, and press Generate Access Token',
    ),
    placeholder: l10n.t('Begins with EAA'),
    masked: true,
    parse: parseShortLivedToken,
  });
}

/** For people who get a token by hand. */
function tokenButtons(): PromptButton[] {
  return [
    {
      iconPath: new vscode.ThemeIcon('link-external'),
      tooltip: l10n.t('Open the Graph API Explorer'),
      run: () => void vscode.env.openExternal(vscode.Uri.parse(metaLink('explorer', undefined))),
    },
    {
      iconPath: new vscode.ThemeIcon('copy'),
      tooltip: l10n.t('Copy the permissions to request'),
      run: () => void copyPermissions(),
    },
    {
      iconPath: new vscode.ThemeIcon('comment'),
      tooltip: l10n.t('Copy the six permissions of the Agoras 1.x guide, two of which are for comments'),
      run: () => void copy(GUIDE_PERMISSIONS),
    },
  ];
}

export function copyPermissions(): Promise<void> {
  return copy(permissionsToAskFor(isFacebookChosen()));
}

async function copy(permissions: readonly string[]): Promise<void> {
  await vscode.env.clipboard.writeText(permissions.join(','));
  vscode.window.setStatusBarMessage(l10n.t('The permissions are on the clipboard.'), 5000);
}
