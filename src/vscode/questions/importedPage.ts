// Finds out what an imported token is and which Page it is for. The person is only asked if nothing names the Page.
import * as l10n from '@vscode/l10n';
import { err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import { Secret, type FoundToken } from '../../base/secret';
import { unixNow } from '../../base/time';
import type { FoundCredentials } from '../../credentials/imported/foundCredentials';
import { objectIdOf, openPageToken, type ImportSubject } from '../../credentials/imported/pageTokenAccess';
import { canPublish, type FlowFailure } from '../../credentials/obtain';
import { PageLoader, type Connect } from '../../credentials/pageLoader';
import type { FoundPage } from '../../credentials/unlistedPages';
import type { GraphFailure } from '../../graph/graphFailures';
import { findTokenFailure } from '../../graph/inspection';
import type { AppCredentials } from '../../graph/requests';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import { withProgress } from '../prompts/progress';
import type { StepEnd } from '../prompts/wizard';
import { appOfImport, type ImportState } from './importState';
import { askPage, type PagePrompt } from './pageStep';
import type { WizardState } from './wizardState';

export interface OpenContext {
  readonly connect: Connect;
  readonly storedApps: readonly AppCredentials[];
  /** Called when the first Pages are there: the token has been exchanged, and the person is known. */
  readonly onPages: (app: AppCredentials) => void;
}

type End = StepEnd<ImportState, CommandFailure>;
type Prompt = Omit<PagePrompt, 'onPages'>;

/** What was opened without a question. `loader`: the Page has to be chosen from its list. */
type Opened =
  | { readonly kind: 'subject'; readonly subject: ImportSubject }
  | { readonly kind: 'list'; readonly loader: PageLoader };

export async function openFound(context: OpenContext, state: ImportState, prompt: Prompt): Promise<End> {
  const app = appOfImport(state, context.storedApps);
  const found = state.source?.found;
  if (app === undefined || found?.token === undefined) throw new Error('A token is opened before it is complete.');
  const { token } = found;
  const opened = await withProgress(l10n.t('Checking the token with Facebook…'), (signal, onRetry) =>
    open(context.connect, app, { ...found, token }, state, signal, onRetry),
  );
  if (!opened.ok) {
    const { error } = opened;
    if (error.kind === 'cancelled') return { kind: 'cancelled' };
    const isDead = isTokenDead(error);
    return { kind: 'failed', failure: isDead ? { kind: 'foundTokenDead', failure: error } : error, state };
  }
  if (opened.value.kind === 'subject') {
    return { kind: 'skipped', state: { ...state, subject: opened.value.subject } };
  }
  const onPages = () => {
    context.onPages(app);
  };
  return choose(context.connect, app, state, token, opened.value.loader, { ...prompt, onPages });
}

/** Whether the token itself is the problem, so that no answer to these questions could help. */
export function isTokenDead(failure: FlowFailure): failure is GraphFailure {
  switch (failure.kind) {
    case 'tokenExpired':
    case 'tokenRevoked':
    case 'loggedOut':
    case 'tokenMalformed':
    case 'tokenInvalid':
    case 'passwordChanged':
    case 'appRemoved':
    case 'appUnseen':
      return true;
    default:
      return false;
  }
}

async function open(
  connect: Connect,
  app: AppCredentials,
  found: FoundCredentials & { readonly token: FoundToken },
  { isPageAsked = false }: ImportState,
  signal: AbortSignal,
  onRetry: Parameters<Connect>[1],
): Promise<Outcome<Opened, FlowFailure | Cancelled>> {
  const api = connect(app, onRetry);
  const inspected = await api.inspect(found.token, signal);
  if (!inspected.ok) return inspected;
  const failure = findTokenFailure(inspected.value, app.id);
  if (failure !== undefined) return err(failure);
  if (inspected.value.type === 'PAGE') {
    const token = new Secret('pageToken', found.token.reveal());
    const opened = await openPageToken(api, token, inspected.value, found, signal);
    return opened.ok ? ok({ kind: 'subject', subject: opened.value }) : opened;
  }
  const loader = new PageLoader(connect, userInputs(app, found), unixNow);
  loader.onRetry = onRetry;
  signal.addEventListener('abort', () => {
    loader.stop();
  });
  if (isPageAsked) return ok({ kind: 'list', loader });
  const page = await findNamed(loader, found.objectIds);
  if (!page.ok) return page;
  return ok(
    page.value === undefined
      ? { kind: 'list', loader }
      : { kind: 'subject', subject: toSubject(loader, page.value, found) },
  );
}

function userInputs(app: AppCredentials, { networks, token }: FoundCredentials & { readonly token: FoundToken }) {
  // The token may be long-lived already: the flow keeps whichever lasts longer.
  const shortLivedToken = new Secret('shortLivedUserToken', token.reveal());
  return { app, shortLivedToken, postsOnFacebook: networks.includes('facebook') };
}

/** The Page that the object IDs refer to, directly or by its Instagram account; undefined if there is none. */
async function findNamed(
  loader: PageLoader,
  objectIds: readonly string[],
): Promise<Outcome<FoundPage | undefined, FlowFailure | Cancelled>> {
  const isNamed = ({ id, instagram }: FoundPage) =>
    objectIds.includes(id) || (instagram !== undefined && objectIds.includes(instagram.id));
  do {
    const pulled = await loader.next();
    if (!pulled.ok) return pulled;
    const page = pulled.value.find((candidate) => isNamed(candidate) && canPublish(candidate));
    if (page !== undefined) return ok(page);
  } while (!loader.isComplete());
  return ok(undefined);
}

function toSubject(
  loader: PageLoader,
  page: FoundPage,
  found: Pick<FoundCredentials, 'networks' | 'objectIds'>,
): ImportSubject {
  const { user, access } = loader;
  if (user === undefined || access === undefined) throw new Error('A Page was found before the person was known.');
  return { access, choice: { user, page, objectId: objectIdOf(page, found) } };
}

/** Shows the list of Pages, as in "Get Instagram Credentials". */
async function choose(
  connect: Connect,
  app: AppCredentials,
  state: ImportState,
  token: FoundToken,
  loader: PageLoader,
  prompt: PagePrompt,
): Promise<End> {
  const { typesPageId, ...rest } = state;
  const asked: WizardState = {
    storedApp: app,
    token: new Secret('shortLivedUserToken', token.reveal()),
    loader,
    ...(typesPageId === undefined ? {} : { typesPageId }),
  };
  const end = await askPage(connect, asked, prompt);
  switch (end.kind) {
    case 'answered':
    case 'skipped': {
      const { page } = end.state;
      if (page === undefined) throw new Error('The question for the Page ended without one.');
      const subject = toSubject(end.state.loader ?? loader, page, { networks: [], objectIds: [] });
      return { kind: end.kind, state: { ...rest, subject } };
    }
    case 'failed':
      return { kind: 'failed', failure: end.failure, state: rest };
    case 'back':
      return { kind: 'back' };
    case 'cancelled':
      return end;
  }
}
