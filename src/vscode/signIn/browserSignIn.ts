// "Sign in with Facebook": opens the dialog in the browser and waits for what it brings back, or asks for it.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import {
  addressUnder,
  parseFinalAddress,
  SignInAttempt,
  successPage,
  type DialogEndpoint,
  type SignInFailure,
  type RedirectMode,
} from '../../credentials/signInAttempt';
import type { Connect } from '../../credentials/pageLoader';
import type { GraphFailure } from '../../graph/graphFailures';
import { permissionsToAskFor } from '../../graph/permissions';
import { cancelled, err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import type { AppCredentials } from '../../graph/requests';
import type { ShortLivedUserToken, SignInAddress, SignInCode } from '../../base/secret';
import { signInPage } from '../../walkthrough/signInPage';
import { withProgress } from '../prompts/progress';
import { askText, type PromptButton } from '../prompts/quickInputs';
import { isFacebookChosen, isLoopback, type SignInSettings } from '../settings/settings';
import type { InvalidSetting } from '../../messages/failureKinds';
import { listenOnLoopback } from './loopbackListener';
import type { Position } from '../prompts/wizard';

export interface SignIn {
  readonly way: RedirectMode;
  /** A Page in a business portfolio is hidden from a token without `business_management`. */
  readonly asksBusiness: boolean;
}

export interface SignInContext {
  readonly connect: Connect;
  /** Read anew each time: a setting may be the reason why it did not work before. */
  readonly signInSettings: () => Outcome<SignInSettings, InvalidSetting>;
}

export interface SignInPrompt {
  readonly title: string;
  readonly position: Position;
  readonly buttons: readonly PromptButton[];
}

export type SignInEnd = Outcome<ShortLivedUserToken, SignInFailure | GraphFailure | InvalidSetting | Cancelled>;

/** Cancel and Escape end it as `cancelled`; nothing listens, and nothing is stored, whatever the end. */
export async function signIn(
  { connect, signInSettings }: SignInContext,
  app: AppCredentials,
  { way, asksBusiness }: SignIn,
  prompt: SignInPrompt,
): Promise<SignInEnd> {
  const read = signInSettings();
  if (!read.ok) return read;
  const { ownAddress } = read.value;
  const baseUrl = (await seenFromBrowser(read.value.dialog.baseUrl)) ?? read.value.dialog.baseUrl;
  const dialog = { ...read.value.dialog, baseUrl };
  const permissions = [...permissionsToAskFor(isFacebookChosen()), ...(asksBusiness ? ['business_management'] : [])];
  const begin = (redirectUri: string, next: RedirectMode | undefined) =>
    new SignInAttempt({ app: app.id, redirectUri, permissions, next }, () => performance.now());

  const byAddress = async (redirectUri: string, next: RedirectMode | undefined): Promise<SignInEnd> => {
    const attempt = begin(redirectUri, next);
    const code = await askFinalAddress(attempt, attempt.address(dialog), prompt);
    if (!code.ok) return code;
    return withProgress(l10n.t('Signing in with Facebook…'), (signal, onRetry) =>
      attempt.redeem(connect(app, onRetry), code.value, signal),
    );
  };
  const atFacebook = () => byAddress(successPage(baseUrl), undefined);
  const atOwnAddress = () => (ownAddress === undefined ? atFacebook() : byAddress(ownAddress, 'facebookPage'));

  switch (way) {
    case 'facebookPage':
      return atFacebook();
    case 'ownAddress':
      return atOwnAddress();
    case 'loopback': {
      const next = ownAddress === undefined ? 'facebookPage' : 'ownAddress';
      const end = await withProgress(waitingTitle(), async (signal, onRetry) => {
        const back = await waitForBrowser((redirectUri) => begin(redirectUri, next), dialog, next, signal);
        if (back === 'unreachable' || !back.ok) return back;
        const { attempt, code } = back.value;
        return attempt.redeem(connect(app, onRetry), code, signal);
      });
      // Facebook's browser page is on another computer than this program: the person carries the answer over.
      return end === 'unreachable' ? atOwnAddress() : end;
    }
  }
}

function waitingTitle(): string {
  return l10n.t(
    'Waiting for Facebook’s page in your browser. Press Continue there; if it shows an error instead, press Cancel here and choose another way.',
  );
}

interface Answered {
  readonly attempt: SignInAttempt;
  readonly code: SignInCode;
}

async function waitForBrowser(
  begin: (redirectUri: string) => SignInAttempt,
  dialog: DialogEndpoint,
  next: RedirectMode,
  signal: AbortSignal,
): Promise<Outcome<Answered, SignInFailure | Cancelled> | 'unreachable'> {
  const listener = await listenOnLoopback({ page: (failure) => signInPage(failure, vscode.env.language) });
  if (listener === undefined) return err({ kind: 'signInNoPort', next });
  try {
    const seen = await seenFromBrowser(new URL(`http://localhost:${listener.port}`));
    if (seen === undefined || !isLoopback(seen)) return 'unreachable';
    // Facebook lets an app in development come back to this name, and to no other spelling of it, without a setting.
    seen.hostname = 'localhost';
    const attempt = begin(addressUnder(seen, 'callback'));
    if (!(await open(attempt.address(dialog)))) return err(cancelled);
    const code = await listener.answer(attempt, signal);
    return code.ok ? ok({ attempt, code: code.value }) : code;
  } finally {
    await listener.close();
  }
}

/** The box for the address at which the browser has ended; masked, for the code is in it. */
async function askFinalAddress(
  attempt: SignInAttempt,
  address: SignInAddress,
  { title, position, buttons }: SignInPrompt,
): Promise<Outcome<SignInCode, SignInFailure | Cancelled>> {
  const { redirectUri } = attempt.asked;
  if (!(await open(address))) return err(cancelled);
  const answer = await askText({
    title,
    position: { ...position, canGoBack: true },
    buttons: [openAgainButton(address), ...buttons],
    prompt: l10n.t(
      'Press Continue in the browser, then paste the address at which it ends. The app has to allow {0}: Facebook Login > Settings > “Valid OAuth Redirect URIs”.',
      redirectUri,
    ),
    placeholder: l10n.t('Everything in the address bar'),
    masked: true,
    value: '',
    keep: () => undefined,
    parse: (text) => parseFinalAddress(text, redirectUri),
  });
  return answer.kind === 'answered' ? attempt.take(answer.value) : err(cancelled);
}

function openAgainButton(address: SignInAddress): PromptButton {
  return {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: l10n.t('Open Facebook’s page again'),
    run: () => void open(address),
  };
}

/** False where the person did not let VS Code open it. */
function open(address: SignInAddress): Thenable<boolean> {
  return vscode.env.openExternal(vscode.Uri.parse(address.reveal()));
}

/**
 * An address of this computer as the browser has to name it: a remote window forwards the port, or names a proxy.
 * Nobody promises more than the port: the path is put behind it here. `undefined` where VS Code knows none.
 */
async function seenFromBrowser(url: URL): Promise<URL | undefined> {
  if (!isLoopback(url)) return url;
  try {
    const seen = await vscode.env.asExternalUri(vscode.Uri.parse(url.origin));
    return new URL(addressUnder(new URL(seen.toString(true)), url.pathname.slice(1)));
  } catch {
    return undefined;
  }
}
