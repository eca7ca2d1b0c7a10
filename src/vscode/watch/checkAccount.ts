import type { AccountRecord } from '../../credentials/account';
import { isProven, type Check } from '../../credentials/checklist';
import { inspectPageToken, type PageTokenReport } from '../../credentials/obtain';
import { ok, type Cancelled, type Outcome } from '../../base/outcome';
import type { RetryNotice } from '../../http/retry';
import type { AccountStore } from '../accounts/accountStore';
import { unixNow } from '../../base/time';
import type { ConnectTo } from '../signIn/connect';
import type { CommandFailure } from '../../messages/failureKinds';
import { readEndpoint } from '../settings/settings';

export interface CheckContext {
  readonly accounts: AccountStore;
  readonly connect: ConnectTo;
  readonly report: (account: AccountRecord, checks: readonly Check[]) => void;
}

type Checked<T> = Promise<Outcome<T, CommandFailure | Cancelled>>;

/** Asks Facebook about the stored Page token of an account and keeps the answer's dates. Says nothing to anybody. */
export async function checkAccount(
  context: CheckContext,
  account: AccountRecord,
  signal: AbortSignal,
  onRetry: (notice: RetryNotice) => void,
): Checked<readonly Check[]> {
  const asked = await ask(context, account, signal, onRetry);
  // An answer about the old token says nothing about the one that a renewal has put in its place meanwhile.
  const keep = (change: (record: AccountRecord) => AccountRecord) =>
    context.accounts.update((record) =>
      record.id === account.id && record.obtainedAt === account.obtainedAt ? change(record) : record,
    );
  if (!asked.ok) {
    const { kind } = asked.error;
    // Without an answer the last known state stays, marked with how long it has been the last. A check that the person
    // has stopped was none.
    if (kind !== 'cancelled') {
      const failed = { failedAt: unixNow(), unreachable: kind === 'network' };
      await keep((record) => ({ ...record, lastCheck: { ...record.lastCheck, ...failed } }));
    }
    return asked;
  }
  const { checks, inspected } = asked.value;
  const valid = isProven(checks);
  await keep((record) => ({
    ...record,
    // An invalid token answers without dates: the last known ones say more than none.
    expiresAt: valid ? inspected.expiresAt : record.expiresAt,
    dataAccessExpiresAt: valid ? inspected.dataAccessExpiresAt : record.dataAccessExpiresAt,
    lastCheck: { at: unixNow(), valid },
  }));
  context.report(account, checks);
  return ok(checks);
}

async function ask(
  { accounts, connect }: CheckContext,
  account: AccountRecord,
  signal: AbortSignal,
  onRetry: (notice: RetryNotice) => void,
): Checked<PageTokenReport> {
  const endpoint = readEndpoint();
  if (!endpoint.ok) return endpoint;
  const opened = await accounts.open(account);
  if (!opened.ok) return opened;
  const { appSecret, pageToken } = opened.value.secrets;
  const api = connect(endpoint.value)({ id: account.app.id, secret: appSecret }, onRetry);
  const subject = { pageId: account.page.id, token: pageToken, objectId: account.objectId };
  return inspectPageToken(api, account.app.id, subject, unixNow(), signal);
}
