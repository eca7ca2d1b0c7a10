// Proves stored accounts again with Facebook: at each check, and before they are written for a target that they haven't
// been proven for.
import * as l10n from '@vscode/l10n';
import { isDeepStrictEqual } from 'node:util';
import { usesRefreshToken, type Target } from '../../agoras/target';
import { sanitizeLabel } from '../../base/sanitize';
import { isProvenFor, targetsInUse, type Account, type AccountRecord } from '../../credentials/account';
import { findUnasked, isProven, type Check } from '../../credentials/checklist';
import { isListed, proveForAll, type Proof } from '../../credentials/proof';
import { err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import type { RetryNotice } from '../../http/retry';
import type { AccountStore } from '../accounts/accountStore';
import { unixNow } from '../../base/time';
import { withProgress } from '../prompts/progress';
import type { ConnectTo } from './connect';
import type { CommandFailure } from '../../messages/failures/failureKinds';

interface ProofContext {
  readonly accounts: AccountStore;
  readonly connect: ConnectTo;
  /** Runs automatically, so nothing is shown. */
  readonly isUnasked?: boolean;
}

export interface CheckContext extends ProofContext {
  readonly report: (account: AccountRecord, checks: readonly Check[]) => void;
}

type Checked<T> = Promise<Outcome<T, CommandFailure | Cancelled>>;

/** Asks Facebook about everything that an account is used for, and stores the dates that it returns. Shows nothing. */
export async function checkAccount(
  context: CheckContext,
  account: AccountRecord,
  signal: AbortSignal,
  onRetry: (notice: RetryNotice) => void,
): Checked<readonly Check[]> {
  const asked = await ask(context, account, distinct(targetsInUse(account)), signal, onRetry);
  if (!asked.ok) {
    const { kind } = asked.error;
    // Without an answer the last known state stays, with the time of the failed attempt. A check that was canceled
    // doesn't count.
    if (kind !== 'cancelled') {
      const failed = { failedAt: unixNow(), unreachable: kind === 'network' };
      await keep(context, account, (record) => ({ ...record, lastCheck: { ...record.lastCheck, ...failed } }));
    }
    return asked;
  }
  const { checks } = asked.value;
  const valid = isProven(checks);
  await keep(context, account, (record) => ({
    // Facebook returns no dates for an invalid token, and the last known ones are better than none.
    ...(valid ? { ...withEnds(record, asked.value), isGrantReplaced: undefined } : record),
    lastCheck: { at: unixNow(), valid },
  }));
  context.report(account, checks);
  return ok(checks);
}

/**
 * Returns the account ready to be written for a target. If it hasn't been proven for the target, it is first proven
 * with Facebook, which also determines its refresh token. Fails if the account doesn't work for the target.
 */
export async function proveBeforeWriting(context: ProofContext, account: Account, target: Target): Checked<Account> {
  const { record } = account;
  if (isProvenFor(record, target)) return ok(account);
  const title = l10n.t(
    'Checking the credentials of “{0}” for Agoras {1}…',
    sanitizeLabel(record.page.name),
    target.version,
  );
  const connected = await context.connect();
  if (!connected.ok) return connected;
  const using = { ...context, connect: () => Promise.resolve(connected) };
  const prove = (signal: AbortSignal, onRetry: (notice: RetryNotice) => void) =>
    proveForTarget(using, record, target, signal, onRetry);
  const proven = await (context.isUnasked === true
    ? prove(new AbortController().signal, () => undefined)
    : withProgress(title, prove));
  if (!proven.ok) return proven;
  return isProven(proven.value) ? context.accounts.open(record) : err({ kind: 'notProven', checks: proven.value });
}

/**
 * Asks Facebook whether an account works for a target, and stores it if so. If not, and the account is used for this
 * target, it is marked as invalid.
 */
export async function proveForTarget(
  context: ProofContext,
  record: AccountRecord,
  target: Target,
  signal: AbortSignal,
  onRetry: (notice: RetryNotice) => void,
): Checked<readonly Check[]> {
  const asked = await ask(context, record, [target], signal, onRetry);
  if (!asked.ok) return asked;
  const { checks } = asked.value;
  if (!isProven(checks)) {
    const inUse = targetsInUse(record);
    const isUsed = distinct([...inUse, target]).length === distinct(inUse).length;
    const lastCheck = { at: unixNow(), valid: false };
    if (isUsed) await keep(context, record, (latest) => ({ ...latest, lastCheck }));
    return ok(checks);
  }
  const unasked = findUnasked(checks);
  if (unasked !== undefined) return err(unasked);
  // Changes the latest record, because several targets are proven one after the other.
  const kept = await keep(context, record, (latest) => ({
    ...withEnds(latest, asked.value),
    isProvenForInstagram: latest.isProvenForInstagram !== false || target.networks.includes('instagram'),
    isProvenForFacebook: latest.isProvenForFacebook === true || target.networks.includes('facebook'),
    isListedForFacebook: latest.isListedForFacebook === true || isListed(target),
  }));
  // The record says which token is written as the refresh token: without it, the other one would be.
  return kept.ok ? ok(checks) : kept;
}

function withEnds(record: AccountRecord, proof: Proof): AccountRecord {
  return {
    ...record,
    expiresAt: proof.expiresAt,
    dataAccessExpiresAt: proof.dataAccessExpiresAt,
    userTokenExpiresAt: proof.userToken === undefined ? record.userTokenExpiresAt : proof.userToken.expiresAt,
    refreshToken: proof.refreshToken ?? record.refreshToken,
  };
}

/**
 * Only changes the record of the same credential: the answer says nothing about a token that was renewed in the
 * meantime.
 */
function keep(
  { accounts }: ProofContext,
  { id, obtainedAt }: AccountRecord,
  change: (record: AccountRecord) => AccountRecord,
): ReturnType<AccountStore['update']> {
  return accounts.update((record) => (record.id === id && record.obtainedAt === obtainedAt ? change(record) : record));
}

/** One target per different proof: Agoras 2.x and 3.x are proven in the same way. */
function distinct(targets: readonly Target[]): readonly Target[] {
  const proofOf = ({ version, networks }: Target) => ({ usesRefreshToken: usesRefreshToken(version), networks });
  return targets.filter(
    (target, index) => targets.findIndex((other) => isDeepStrictEqual(proofOf(other), proofOf(target))) === index,
  );
}

async function ask(
  { accounts, connect }: ProofContext,
  account: AccountRecord,
  targets: readonly Target[],
  signal: AbortSignal,
  onRetry: (notice: RetryNotice) => void,
): Checked<Proof> {
  const connected = await connect();
  if (!connected.ok) return connected;
  const opened = await accounts.open(account);
  if (!opened.ok) return opened;
  const { record, secrets } = opened.value;
  const { appSecret, pageToken, userToken } = secrets;
  const { app, page, instagram, isUnlisted, objectId, refreshToken } = record;
  const api = connected.value({ id: app.id, secret: appSecret }, onRetry);
  const stored = { instagram, isUnlisted, objectId, refreshToken };
  const subject = { app: app.id, page: page.id, pageToken, userToken, ...stored };
  return proveForAll(api, subject, targets, unixNow(), signal);
}
