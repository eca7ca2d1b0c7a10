// Automatic renewal: an expiring token is exchanged from half of its lifetime on, and written wherever it was written
// before. One window does it for all; what couldn't be written is retried later.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { Log } from '../../base/log';
import { sanitizeLabel } from '../../base/sanitize';
import { unixNow, type UnixSeconds } from '../../base/time';
import { hasOutdated, type Account, type AccountRecord } from '../../credentials/account';
import { isRenewalDue } from '../../credentials/expiry';
import { toAccount, type Credential, type FlowFailure } from '../../credentials/obtain';
import type { Connect } from '../../credentials/pageLoader';
import { isLongerLived, isOfSystemUser, needsNewLogin, renewFromStored } from '../../credentials/renew';
import { describeAutomaticRenewal, type RenewalNews } from '../../messages/deliveryMessages';
import { bringUpToDateUnasked } from '../delivery/bringUpToDate';
import { displayLocation, type WrittenLocations } from '../delivery/writtenLocations';
import { DONE, notify, type RunInBackground } from '../prompts/commandEnd';
import { COMMANDS } from '../settings/manifestIds';
import { stopAutomaticRenewal } from '../settings/settings';
import { isRenewalAutomatic } from '../settings/windowSettings';
import type { CheckContext } from '../signIn/checkAccount';
import type { ReminderStore } from './reminderStore';

export interface RenewalContext extends CheckContext {
  readonly written: WrittenLocations;
  readonly reminders: ReminderStore;
  /** The accounts stored at that moment. */
  readonly records: () => readonly AccountRecord[];
  readonly isCheckedUnasked: (account: AccountRecord) => boolean;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly runInBackground: RunInBackground;
}

/** Renews tokens that are due, and writes renewed tokens that aren't written everywhere yet. */
export async function renewAutomatically(context: RenewalContext): Promise<void> {
  if (!isRenewalAutomatic()) return;
  const news: RenewalNews[] = [];
  for (const account of context.records().filter(context.isCheckedUnasked)) {
    const renewed = isRenewalDue(account, unixNow()) ? await takeOn(context, account) : undefined;
    if (renewed !== undefined) news.push(renewed);
    else await goOnWriting(context, account);
  }
  if (news.length > 0) tell(news, context.runInBackground);
}

async function takeOn(context: RenewalContext, account: AccountRecord): Promise<RenewalNews | undefined> {
  const { reminders } = context;
  const connected = await context.connect();
  // If this window lacks consent to a URL that isn't Facebook's, the renewal is left to one that has it.
  if (!connected.ok || !(await reminders.claimRenewal(account.id, unixNow()))) return undefined;
  const { answeredAt, renewed } = await renew(context, connected.value, account);
  const news = renewed === undefined ? undefined : await write(context, account, renewed.record);
  await reminders.endRenewal(account.id, { answeredAt, obtainedAt: renewed?.record.obtainedAt });
  return news;
}

interface Attempt {
  /** Undefined if Facebook couldn't be asked; then it is retried at the next check. */
  readonly answeredAt?: UnixSeconds;
  /** The account as it is stored now. */
  readonly renewed?: Account | undefined;
}

async function renew(context: RenewalContext, connect: Connect, account: AccountRecord): Promise<Attempt> {
  const opened = await context.accounts.open(account);
  // Another window may have renewed it with the command.
  if (!opened.ok || !isRenewalDue(opened.value.record, unixNow())) return {};
  const { record, secrets } = opened.value;
  const api = connect({ id: record.app.id, secret: secrets.appSecret }, () => undefined);
  const renewed = await renewFromStored(api, record, secrets, unixNow(), new AbortController().signal);
  const answeredAt = unixNow();
  if (renewed.ok) {
    if (isLongerLived(renewed.value, record)) {
      return { answeredAt, renewed: await keep(context, record, renewed.value) };
    }
    await noteFailure(context, record, true, 'what Facebook gave ends no later');
    return { answeredAt };
  }
  const { error } = renewed;
  // Not an answer from Facebook: no connection, or a response from something in between, such as a network's login
  // page.
  if (error.kind === 'cancelled' || error.kind === 'network' || error.kind === 'unexpectedAnswer') return {};
  if (!MAY_PASS.has(error.kind)) await noteFailure(context, record, needsNewLogin(error), error.kind);
  return { answeredAt };
}

/** Temporary failures on Facebook's side, which say nothing about the token. */
const MAY_PASS: ReadonlySet<FlowFailure['kind']> = new Set(['serviceTrouble', 'rateLimited']);

/** Undefined if the account has been renewed or deleted in the meantime, or couldn't be stored. */
async function keep(
  { accounts, report, log }: RenewalContext,
  before: AccountRecord,
  credential: Credential,
): Promise<Account | undefined> {
  const stored = await accounts.replace(toAccount(credential, unixNow()), before.obtainedAt);
  if (!stored.ok) log.warn(`A renewed token could not be stored: ${stored.error.kind}.`);
  if (!stored.ok || stored.value === undefined) return undefined;
  report(stored.value.record, credential.checks);
  return stored.value;
}

/**
 * Stores why the renewal failed. The next reminder will say it; a message for every daily attempt would be too much.
 */
async function noteFailure(
  { accounts, log }: RenewalContext,
  { id, obtainedAt, page, failedRenewal, dataAccessExpiresAt }: AccountRecord,
  isAboutLogin: boolean,
  why: string,
): Promise<void> {
  log.warn(`The token of ${sanitizeLabel(page.name)} could not be renewed automatically: ${why}.`);
  const needsLogin = isAboutLogin && !isOfSystemUser({ dataAccessExpiresAt });
  if (failedRenewal?.needsLogin === needsLogin) return;
  const failed = { at: unixNow(), needsLogin };
  await accounts.update((record) =>
    record.id === id && record.obtainedAt === obtainedAt ? { ...record, failedRenewal: failed } : record,
  );
}

/** Undefined if the account has been deleted in the meantime. */
async function write(
  context: RenewalContext,
  before: AccountRecord,
  record: AccountRecord,
): Promise<RenewalNews | undefined> {
  const updated = await bringUpToDateUnasked(context, record, ({ kind }) => {
    context.log.warn(`A renewed token could not be written: ${kind}.`);
  });
  if (!updated.ok) return undefined;
  const report = updated.value;
  return {
    account: record,
    previousEnd: before.userTokenExpiresAt,
    written: report.written.map(displayLocation),
    kept: report.kept.map(displayLocation),
    left: report.left.map(({ location, why }) => ({ name: displayLocation(location), why })),
  };
}

/** Shows no message: the person was told after the renewal what is left, and the views show it. */
async function goOnWriting(context: RenewalContext, account: AccountRecord): Promise<void> {
  if (!hasOutdated(account) || (await context.reminders.isRenewing(account.id, unixNow()))) return;
  const { written = [] } = (await write(context, account, account)) ?? {};
  if (written.length > 0) context.log.info(`The renewed token was written to ${written.join(', ')}.`);
}

function tell(news: readonly RenewalNews[], runInBackground: RunInBackground): void {
  const show = {
    label: l10n.t('Show'),
    run: async () => {
      await vscode.commands.executeCommand(COMMANDS.openWalkthrough);
      return DONE;
    },
  };
  const stop = {
    label: l10n.t('Do Not Renew Automatically'),
    run: async () => {
      await stopAutomaticRenewal();
      return DONE;
    },
  };
  const message = news.flatMap((one) => describeAutomaticRenewal(one, vscode.env.language)).join(' ');
  notify('info', message, [show, stop], runInBackground);
}
