// Stored accounts, proven anew with Facebook: at each check, and before they are written for an Agoras that they have not
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
  /** Nobody has started it: nothing is shown. */
  readonly isUnasked?: boolean;
}

export interface CheckContext extends ProofContext {
  readonly report: (account: AccountRecord, checks: readonly Check[]) => void;
}

type Checked<T> = Promise<Outcome<T, CommandFailure | Cancelled>>;

/** Asks Facebook about what an account is used for, and keeps the answer's dates. Says nothing to anybody. */
export async function checkAccount(
  context: CheckContext,
  account: AccountRecord,
  signal: AbortSignal,
  onRetry: (notice: RetryNotice) => void,
): Checked<readonly Check[]> {
  const asked = await ask(context, account, distinct(targetsInUse(account)), signal, onRetry);
  if (!asked.ok) {
    const { kind } = asked.error;
    // Without an answer the last known state stays, marked with how long it has been the last. A check that the person
    // has stopped was none.
    if (kind !== 'cancelled') {
      const failed = { failedAt: unixNow(), unreachable: kind === 'network' };
      await keep(context, account, (record) => ({ ...record, lastCheck: { ...record.lastCheck, ...failed } }));
    }
    return asked;
  }
  const { checks } = asked.value;
  const valid = isProven(checks);
  await keep(context, account, (record) => ({
    // An invalid token answers without dates: the last known ones say more than none.
    ...(valid ? { ...withEnds(record, asked.value), isGrantReplaced: undefined } : record),
    lastCheck: { at: unixNow(), valid },
  }));
  context.report(account, checks);
  return ok(checks);
}

/**
 * The account as it is to be written for an Agoras: asks Facebook first where that has not been proven yet, and chooses
 * its refresh token. Of an account that does not do nothing is written.
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
 * Asks Facebook whether what an Agoras gets of an account does for it, and keeps that it does. Where it does not, and
 * this is what the account is used for, it is known to be invalid from here on.
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
  // Of the latest record: several targets are proven one after the other.
  await keep(context, record, (latest) => ({
    ...withEnds(latest, asked.value),
    isProvenForInstagram: latest.isProvenForInstagram !== false || target.networks.includes('instagram'),
    isProvenForFacebook: latest.isProvenForFacebook === true || target.networks.includes('facebook'),
    isListedForFacebook: latest.isListedForFacebook === true || isListed(target),
  }));
  return ok(checks);
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

/** An answer about the old token says nothing about the one that a renewal has put in its place meanwhile. */
async function keep(
  { accounts }: ProofContext,
  { id, obtainedAt }: AccountRecord,
  change: (record: AccountRecord) => AccountRecord,
): Promise<void> {
  await accounts.update((record) => (record.id === id && record.obtainedAt === obtainedAt ? change(record) : record));
}

/** One for each proof that is to be made: Agoras 2.x and 3.x are proven alike. */
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
