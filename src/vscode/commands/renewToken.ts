// "Renew Access Token": a stored account's credential made anew, and everything that was written with the old one.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { toAccount, type AccountRecord } from '../../credentials/account';
import type { Credential } from '../../credentials/obtain';
import { needsNewLogin, outlives, renewFromStored, renewFromToken } from '../../credentials/renew';
import type { Action } from '../../messages/actions';
import { formatDate } from '../../messages/dates';
import { sanitizeLabel } from '../../base/sanitize';
import { unixNow } from '../../base/time';
import type { CommandEnd } from './commandBoundary';
import type { OpenAccount } from '../destinations/destination';
import { chooseAccount } from '../questions/chooseAccount';
import type { GetCredentialsContext } from './getCredentials';
import { withProgress } from '../prompts/progress';
import { readEndpoint, readSignInSettings } from '../settings/settings';
import type { SignInContext } from '../signIn/browserSignIn';
import { askToken, redirectModeOf, type TokenHints } from '../questions/tokenStep';
import { holdsValues, readWrittenFlags, rewritePlace } from '../delivery/writtenLocations';

export type RenewContext = Pick<
  GetCredentialsContext,
  'accounts' | 'workspaceState' | 'connect' | 'report' | 'help' | 'tokenButtons' | 'refreshTerminals'
>;

/** `accountId`: whose token, where that was chosen before. */
export async function renewToken(context: RenewContext, accountId?: string): Promise<CommandEnd> {
  const record = await chooseAccount(context, l10n.t('Renew Access Token'), accountId);
  if (record.kind !== 'answered') return record.end;
  return open(context, record.value);
}

async function open(context: RenewContext, record: AccountRecord): Promise<CommandEnd> {
  const again = () => open(context, record);
  const endpoint = readEndpoint();
  if (!endpoint.ok) return { kind: 'failed', failure: endpoint.error, resume: again };
  const secrets = await context.accounts.readSecrets(record);
  if (!secrets.ok) return { kind: 'failed', failure: secrets.error, resume: again };
  const asking = { connect: context.connect(endpoint.value), signInSettings: () => readSignInSettings(endpoint.value) };
  return tryStored(context, asking, { record, secrets: secrets.value });
}

/** What is stored may do, and then nobody has to go to the browser. */
async function tryStored(context: RenewContext, asking: SignInContext, account: OpenAccount): Promise<CommandEnd> {
  const { record, secrets } = account;
  const renewed = await withProgress(progressTitle(record), (signal, say) => {
    const api = asking.connect({ id: record.app.id, secret: secrets.appSecret }, say);
    return renewFromStored(api, record, secrets, unixNow(), signal);
  });
  const wasValid = record.lastCheck.valid;
  if (renewed.ok) {
    const isBetter = !wasValid || outlives(toAccount(renewed.value, unixNow()).record, record);
    return isBetter ? keep(context, account, renewed.value) : askForToken(context, asking, account);
  }
  const { error } = renewed;
  if (error.kind === 'cancelled') return { kind: 'cancelled' };
  if (needsNewLogin(error)) return askForToken(context, asking, account);
  return { kind: 'failed', failure: error, resume: () => tryStored(context, asking, account) };
}

async function askForToken(
  context: RenewContext,
  asking: SignInContext,
  account: OpenAccount,
  hints: TokenHints = {},
): Promise<CommandEnd> {
  const { record, secrets } = account;
  const app = { id: record.app.id, secret: secrets.appSecret };
  const resume = (action: Action) => askForToken(context, asking, account, { signsIn: redirectModeOf(action) });
  const end = await askToken(asking, app, hints, {
    title: l10n.t('Renew the Token of “{0}”', sanitizeLabel(record.page.name)),
    position: { step: 1, totalSteps: 1, canGoBack: false },
    buttons: [context.help('token')],
    tokenButtons: context.tokenButtons,
    value: '',
    keep: () => undefined,
  });
  if (end.kind === 'failed') return { ...end, resume };
  if (end.kind !== 'answered') return { kind: 'cancelled' };
  const renew = async (): Promise<CommandEnd> => {
    const renewed = await withProgress(progressTitle(record), (signal, say) =>
      renewFromToken(asking.connect(app, say), record, secrets, end.value, unixNow(), signal),
    );
    if (renewed.ok) return keep(context, account, renewed.value);
    if (renewed.error.kind === 'cancelled') return { kind: 'cancelled' };
    const goOn = (action: Action) => (action === 'tryAgain' ? renew() : resume(action));
    return { kind: 'failed', failure: renewed.error, resume: goOn };
  };
  return renew();
}

/** Stores the renewed credential and writes it wherever the old one was written. */
async function keep(context: RenewContext, old: OpenAccount, credential: Credential): Promise<CommandEnd> {
  const { accounts } = context;
  const before = await readWrittenFlags(accounts);
  const fresh = toAccount(credential, unixNow());
  const record = { ...fresh.record, written: old.record.written };
  const stored = await accounts.put(record, fresh.secrets);
  if (!stored.ok) return { kind: 'failed', failure: stored.error, resume: () => keep(context, old, credential) };
  context.report(record, credential.checks);
  const account = { record, secrets: fresh.secrets };
  context.refreshTerminals(account);
  const rewrite = async (): Promise<CommandEnd> => {
    for (const place of record.written) {
      if (!holdsValues(place)) continue;
      const rewritten = await rewritePlace(accounts, account, place, before);
      if (!rewritten.ok) return { kind: 'failed', failure: rewritten.error, resume: rewrite };
    }
    tellRenewed(record);
    return { kind: 'done' };
  };
  return rewrite();
}

function progressTitle(record: AccountRecord): string {
  return l10n.t('Renewing the token of “{0}”…', sanitizeLabel(record.page.name));
}

function tellRenewed(record: AccountRecord): void {
  const name = sanitizeLabel(record.page.name);
  const { dataAccessExpiresAt } = record;
  void vscode.window.showInformationMessage(
    typeof dataAccessExpiresAt === 'number'
      ? l10n.t(
          'The token of “{0}” is renewed, and so is everything that was written with it. Facebook wants you to log in again by {1}.',
          name,
          formatDate(dataAccessExpiresAt, vscode.env.language),
        )
      : l10n.t('The token of “{0}” is renewed, and so is everything that was written with it.', name),
  );
}
