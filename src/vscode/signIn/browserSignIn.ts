// "Sign in with Facebook": opens the dialog in the browser and waits for its answer, or asks for it.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import {
  addressUnder,
  parseFinalAddress,
  SignInAttempt,
  successPage,
  type DialogEndpoint,
  type GrantAsked,
  type SignInFailure,
  type RedirectMode,
} from '../../credentials/signInAttempt';
import type { InputProblem } from '../../credentials/inputs';
import type { Connect } from '../../credentials/pageLoader';
import type { GraphFailure } from '../../graph/graphFailures';
import { permissionsToAskFor, PORTFOLIO_PERMISSIONS } from '../../graph/permissions';
import { cancelled, err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import type { AppCredentials } from '../../graph/requests';
import { asConfirmed } from '../../http/confirmedUrl';
import type { ShortLivedUserToken, SignInAddress, SignInCode } from '../../base/secret';
import { signInPage, waitingPage } from '../../walkthrough/signInPage';
import { withProgress } from '../prompts/progress';
import { askText, type PromptButton } from '../prompts/quickInputs';
import { isFacebookChosen, isLoopback, type SignInSettings } from '../settings/settings';
import type { InvalidSetting } from '../../messages/failures/failureKinds';
import type { AddressConsent } from './addressConsent';
import { listenOnLoopback } from './loopbackListener';
import type { Position } from '../prompts/wizard';
import { waitForBrowser } from './waitingForBrowser';

export interface SignIn {
  readonly way: RedirectMode;
  /** A Page in a business portfolio is hidden from a token without `business_management`. */
  readonly asksBusiness: boolean;
}

export interface SignInContext {
  readonly connect: Connect;
  readonly addresses: AddressConsent;
  /** Read each time, because a wrong setting may be why the last attempt failed. */
  readonly signInSettings: () => Outcome<SignInSettings, InvalidSetting>;
}

export interface SignInPrompt {
  readonly title: string;
  readonly position: Position;
  readonly buttons: readonly PromptButton[];
}

export type SignInEnd = Outcome<ShortLivedUserToken, SignInFailure | GraphFailure | InvalidSetting | Cancelled>;

/** Cancel and Escape end it as `cancelled`. However it ends, nothing keeps listening and nothing is stored. */
export async function signIn(
  { connect, addresses, signInSettings }: SignInContext,
  app: AppCredentials,
  { way, asksBusiness }: SignIn,
  prompt: SignInPrompt,
): Promise<SignInEnd> {
  const read = signInSettings();
  if (!read.ok) return read;
  const { ownAddress } = read.value;
  const confirmed = await addresses.ask(read.value.dialog.baseUrl, 'graphApi.dialogUrl');
  if (!confirmed.ok) return confirmed;
  const seen = await seenFromBrowser(confirmed.value);
  // The same URL as the browser has to use it, so consent still applies.
  const baseUrl = seen === undefined ? confirmed.value : asConfirmed(seen);
  const dialog = { ...read.value.dialog, baseUrl };
  const grant = grantToAsk(read.value, asksBusiness);
  const begin = (redirectUri: string, next: RedirectMode | undefined) =>
    new SignInAttempt({ app: app.id, redirectUri, grant, next }, () => performance.now());

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
      const back = await takeFromBrowser((redirectUri) => begin(redirectUri, next), dialog, next, prompt);
      // The browser runs on another computer than this program, so the person has to copy the answer.
      if (back === 'unreachable') return atOwnAddress();
      if (!back.ok) return back;
      const { attempt, code } = back.value;
      return withProgress(l10n.t('Signing in with Facebook…'), (signal, onRetry) =>
        attempt.redeem(connect(app, onRetry), code, signal),
      );
    }
  }
}

function grantToAsk({ configurationId }: SignInSettings, asksBusiness: boolean): GrantAsked {
  if (configurationId !== undefined) return { kind: 'configuration', id: configurationId };
  const portfolio = asksBusiness ? PORTFOLIO_PERMISSIONS : [];
  return { kind: 'permissions', permissions: [...permissionsToAskFor(isFacebookChosen()), ...portfolio] };
}

interface Answered {
  readonly attempt: SignInAttempt;
  readonly code: SignInCode;
}

async function takeFromBrowser(
  begin: (redirectUri: string) => SignInAttempt,
  dialog: DialogEndpoint,
  next: RedirectMode,
  prompt: SignInPrompt,
): Promise<Outcome<Answered, SignInFailure | Cancelled> | 'unreachable'> {
  let tellStray: (failure: SignInFailure) => void = () => undefined;
  const listener = await listenOnLoopback({
    page: (failure) => signInPage(failure, vscode.env.language),
    waitingPage: waitingPage(vscode.env.language),
    onStray: (failure) => {
      tellStray(failure);
    },
  });
  if (listener === undefined) return err({ kind: 'signInNoPort', next });
  const patience = new AbortController();
  try {
    const seen = await seenFromBrowser(new URL(`http://localhost:${listener.port}`));
    if (seen === undefined || !isLoopback(seen)) return 'unreachable';
    // For an app in development, Facebook allows redirects to this host name without any setting, but not to other
    // spellings.
    seen.hostname = 'localhost';
    const attempt = begin(addressUnder(seen, 'callback'));
    const address = attempt.address(dialog);
    const code = await waitForBrowser(
      {
        app: attempt.asked.app,
        address,
        open: () => open(address),
        arrival: listener.answer(attempt, patience.signal),
        onStray: (tell) => {
          tellStray = tell;
        },
      },
      { ...prompt, position: { ...prompt.position, canGoBack: true } },
    );
    if (code === undefined) return err(cancelled);
    return code.ok ? ok({ attempt, code: code.value }) : code;
  } finally {
    patience.abort();
    await listener.close();
  }
}

/** Asks for the final URL of the browser; masked, because it contains the code. */
async function askFinalAddress(
  attempt: SignInAttempt,
  address: SignInAddress,
  { title, position, buttons }: SignInPrompt,
): Promise<Outcome<SignInCode, SignInFailure | Cancelled>> {
  const { redirectUri } = attempt.asked;
  // Whether it was opened doesn't matter: the box can open it again, and a browser that didn't open isn't a
  // cancellation.
  await open(address);
  const answer = await askText({
    title,
    position: { ...position, canGoBack: true },
    buttons: [openAgainButton(address), ...buttons],
    prompt: l10n.t(
      'Press Continue in the browser, then paste the address it ends up at. The app has to allow {0}: Facebook Login > Settings > “Valid OAuth Redirect URIs”.',
      redirectUri,
    ),
    placeholder: l10n.t('Everything in the address bar'),
    masked: true,
    value: '',
    keep: () => undefined,
    parse: (text) => parseOwnAddress(attempt, text),
  });
  return answer.kind === 'answered' ? attempt.take(answer.value) : err(cancelled);
}

/** Detects a URL from another sign-in while it can still be replaced. */
function parseOwnAddress(attempt: SignInAttempt, text: string): Outcome<URLSearchParams, InputProblem> {
  const parsed = parseFinalAddress(text, attempt.asked.redirectUri);
  return parsed.ok && parsed.value.has('state') && !attempt.isOwn(parsed.value) ? err('addressOfOtherSignIn') : parsed;
}

function openAgainButton(address: SignInAddress): PromptButton {
  return {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: l10n.t('Open Facebook’s page again'),
    run: () => void open(address),
  };
}

/** False if the person didn't let VS Code open it. */
function open(address: SignInAddress): Thenable<boolean> {
  return vscode.env.openExternal(vscode.Uri.parse(address.reveal()));
}

/**
 * The URL of a local port as the browser has to use it: a remote window forwards the port, or uses a proxy. Only the
 * port is guaranteed to be translated, so the path is added here. Undefined if VS Code provides none.
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
