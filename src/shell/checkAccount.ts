import type { AccountRecord } from '../credentials/account';
import { isProven, type Check } from '../credentials/checklist';
import { inspectPageToken } from '../credentials/obtain';
import type { Cancelled } from '../graph/failures';
import type { RetryNotice } from '../graph/retry';
import { ok, type Outcome } from '../outcome';
import type { AccountStore } from './accountStore';
import { unixNow } from './clock';
import type { ConnectTo } from './connect';
import type { CommandFailure } from './failureWords';
import { readEndpoint } from './settings';

export interface CheckContext {
  readonly accounts: AccountStore;
  readonly connect: ConnectTo;
  readonly report: (account: AccountRecord, checks: readonly Check[]) => void;
}

/** Asks Facebook about the stored Page token of an account and keeps the answer's dates. Says nothing to anybody. */
export async function checkAccount(
  { accounts, connect, report }: CheckContext,
  account: AccountRecord,
  signal: AbortSignal,
  onRetry: (notice: RetryNotice) => void,
): Promise<Outcome<readonly Check[], CommandFailure | Cancelled>> {
  const endpoint = readEndpoint();
  if (!endpoint.ok) return endpoint;
  const secrets = await accounts.readSecrets(account);
  if (!secrets.ok) return secrets;
  const { appSecret, pageToken } = secrets.value;
  const api = connect(endpoint.value)({ id: account.app.id, secret: appSecret }, onRetry);
  const subject = { pageId: account.page.id, token: pageToken, objectId: account.objectId };
  const inspection = await inspectPageToken(api, account.app.id, subject, unixNow(), signal);
  if (!inspection.ok) {
    // Without an answer the last known state stays, marked with how long it has been the last.
    await accounts.update(account.id, (record) => ({
      ...record,
      lastCheck: { ...record.lastCheck, failedAt: unixNow() },
    }));
    return inspection;
  }
  const { checks, inspected } = inspection.value;
  const valid = isProven(checks);
  await accounts.update(account.id, (record) => ({
    ...record,
    // An invalid token answers without dates: the last known ones say more than none.
    expiresAt: valid ? inspected.expiresAt : record.expiresAt,
    dataAccessExpiresAt: valid ? inspected.dataAccessExpiresAt : record.dataAccessExpiresAt,
    lastCheck: { at: unixNow(), valid },
  }));
  report(account, checks);
  return ok(checks);
}
