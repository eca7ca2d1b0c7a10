// "Renew Access Token": renews an account's credential, and updates everything that was written with the old one.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import { unixNow } from '../../base/time';
import type { Account, AccountRecord } from '../../credentials/account';
import { renewsItself } from '../../credentials/expiry';
import { toAccount, type Credential } from '../../credentials/obtain';
import { isOfSystemUser, needsNewLogin, outlives, renewFromStored, renewFromToken } from '../../credentials/renew';
import type { Action } from '../../messages/failures/failureMessage';
import { describeEnds } from '../../messages/expiryMessages';
import { describeElsewhere, describeUnsaved } from '../../messages/deliveryMessages';
import { bringUpToDate } from '../delivery/bringUpToDate';
import { unreachableLocations, unsavedLocations } from '../delivery/writtenLocations';
import { DONE, failed, showMessage, type CommandEnd } from '../prompts/commandEnd';
import { withProgress } from '../prompts/progress';
import { chooseAccount } from '../questions/choices';
import { askToken, redirectModeOf, type TokenHints } from '../questions/tokenStep';
import { readSignInSettings } from '../settings/settings';
import { isRenewalAutomatic } from '../settings/windowSettings';
import type { SignInContext } from '../signIn/browserSignIn';
import { checkReplacedGrants } from '../watch/replacedGrants';
import type { Uses } from './services';

type RenewUses = Uses<
  | 'accounts'
  | 'workspace'
  | 'written'
  | 'memory'
  | 'connect'
  | 'connectInBackground'
  | 'addresses'
  | 'report'
  | 'reminders'
  | 'help'
  | 'runInBackground'
>;

/** `accountId`: the account, if it was already chosen. */
export async function renewToken(services: RenewUses, accountId?: string): Promise<CommandEnd> {
  const record = await chooseAccount(services.workspace, l10n.t('Renew Access Token'), accountId, () =>
    renewToken(services, accountId),
  );
  if (record.kind !== 'answered') return record.end;
  return open(services, record.value);
}

async function open(services: RenewUses, record: AccountRecord): Promise<CommandEnd> {
  const again = () => open(services, record);
  const connected = await services.connect();
  if (!connected.ok) return failed(connected.error, again);
  const account = await services.accounts.open(record);
  if (!account.ok) return failed(account.error, again);
  const asking = {
    connect: connected.value,
    addresses: services.addresses,
    signInSettings: readSignInSettings,
  };
  return tryStored(services, asking, account.value);
}

/** Tries the stored token first: if that works, nobody has to use the browser. */
async function tryStored(services: RenewUses, asking: SignInContext, account: Account): Promise<CommandEnd> {
  const { record, secrets } = account;
  const renewed = await withProgress(progressTitle(record), (signal, onRetry) => {
    const api = asking.connect({ id: record.app.id, secret: secrets.appSecret }, onRetry);
    return renewFromStored(api, record, secrets, unixNow(), signal);
  });
  const wasValid = record.lastCheck.valid;
  const resume = (action: Action): Promise<CommandEnd> => {
    const signsIn = redirectModeOf(action);
    const isToken = action === 'enterToken' || signsIn !== undefined;
    return isToken ? askForToken(services, asking, account, { signsIn }) : tryStored(services, asking, account);
  };
  if (renewed.ok) {
    const hasInstagramNow = record.instagram === undefined && renewed.value.instagram !== undefined;
    if (!wasValid || hasInstagramNow || outlives(renewed.value, record)) return keep(services, renewed.value);
    // Nobody can log in as a system user, so the message first says where to get its next token.
    if (isOfSystemUser(record)) return failed({ kind: 'systemUserTokenNeeded' }, resume, record.app.id);
    return askForToken(services, asking, account);
  }
  const { error } = renewed;
  const isLoginNext = error.kind !== 'cancelled' && needsNewLogin(error) && !isOfSystemUser(record);
  return isLoginNext ? askForToken(services, asking, account) : failed(error, resume, record.app.id);
}

async function askForToken(
  services: RenewUses,
  asking: SignInContext,
  account: Account,
  hints: Pick<TokenHints, 'signsIn'> = {},
): Promise<CommandEnd> {
  const { record, secrets } = account;
  const app = { id: record.app.id, secret: secrets.appSecret };
  const resume = (action: Action) => askForToken(services, asking, account, { signsIn: redirectModeOf(action) });
  const known = { ...hints, asksBusiness: record.isUnlisted === true };
  const end = await askToken(asking, app, known, {
    title: l10n.t('Renew Access Token of “{0}”', sanitizeLabel(record.page.name)),
    position: { step: 1, totalSteps: 1, canGoBack: false },
    buttons: [services.help('token')],
    value: '',
    keep: () => undefined,
  });
  if (end.kind === 'failed') return failed(end.failure, resume, app.id);
  if (end.kind !== 'answered') return { kind: 'cancelled' };
  const renew = async (): Promise<CommandEnd> => {
    const renewed = await withProgress(progressTitle(record), (signal, onRetry) =>
      renewFromToken(asking.connect(app, onRetry), record, secrets, end.value, unixNow(), signal),
    );
    if (renewed.ok) {
      const kept = await keep(services, renewed.value);
      // Another person may have logged in this time; then it is that person's grant that was replaced.
      void checkReplacedGrants(services, { ...record, user: renewed.value.user });
      return kept;
    }
    return failed(renewed.error, (action) => (action === 'tryAgain' ? renew() : resume(action)), app.id);
  };
  return renew();
}

/** Stores the renewed credential and writes it wherever the old one was written, from any window. */
async function keep(services: RenewUses, credential: Credential): Promise<CommandEnd> {
  const { accounts, memory, report, workspace } = services;
  const stored = await accounts.put(toAccount(credential, unixNow()));
  if (!stored.ok) return failed(stored.error, () => keep(services, credential));
  const account = stored.value;
  report(account.record, credential.checks);
  if (memory.terminals.isUsedFor(account.record.id)) memory.terminals.replace(account);
  const rewrite = async (): Promise<CommandEnd> => {
    const updated = await bringUpToDate(services, account.record);
    if (!updated.ok) return failed(updated.error, rewrite);
    notifyRenewed(workspace.find(account.record.id) ?? account.record);
    return DONE;
  };
  return rewrite();
}

function progressTitle(record: AccountRecord): string {
  return l10n.t('Renewing the token of “{0}”…', sanitizeLabel(record.page.name));
}

function notifyRenewed(record: AccountRecord): void {
  const name = sanitizeLabel(record.page.name);
  const elsewhere = unreachableLocations(record);
  const unsaved = unsavedLocations(record);
  const message = [
    l10n.t('The token of “{0}” was renewed, and everything written with it was updated.', name),
    ...describeEnds(record, vscode.env.language, isRenewalAutomatic() && renewsItself(record, unixNow())),
    ...(unsaved.length === 0 ? [] : [describeUnsaved(unsaved)]),
    ...(elsewhere.length === 0 ? [] : [describeElsewhere(elsewhere)]),
  ].join(' ');
  void showMessage(elsewhere.length + unsaved.length === 0 ? 'info' : 'warning', message);
}
