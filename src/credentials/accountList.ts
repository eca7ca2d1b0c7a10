// The list of stored accounts, as one value of VS Code's global state.
import * as v from 'valibot';
import { readAccountRecord, type AccountRecord } from './account';

const ENVELOPE_VERSION = 1;

const Envelope = v.object({
  version: v.literal(ENVELOPE_VERSION),
  accounts: v.array(v.unknown()),
  unsettled: v.optional(v.array(v.string()), []),
  changes: v.optional(v.pipe(v.number(), v.finite()), 0),
});

export interface AccountList {
  readonly accounts: readonly AccountRecord[];
  /** Stored records that this version cannot read: not shown, and kept for one that can. */
  readonly unreadable: readonly unknown[];
  /** Accounts whose secret was about to be stored or deleted. Where such a one has no record, its secret must go. */
  readonly unsettled: readonly string[];
  /** How often the list was changed, by any window. */
  readonly changes: number;
}

const NO_ACCOUNTS: AccountList = { accounts: [], unreadable: [], unsettled: [], changes: 0 };

/** Reads the stored list: what cannot be read is set aside, never fatal. */
export function readAccountList(stored: unknown): AccountList {
  if (stored === undefined) return NO_ACCOUNTS;
  const envelope = v.safeParse(Envelope, stored);
  if (!envelope.success) return { ...NO_ACCOUNTS, unreadable: [stored] };
  const { accounts: records, unsettled, changes } = envelope.output;
  const accounts: AccountRecord[] = [];
  const unreadable: unknown[] = [];
  for (const record of records) {
    const account = readAccountRecord(record);
    if (account === undefined) unreadable.push(record);
    else accounts.push(account);
  }
  return { accounts, unreadable, unsettled, changes };
}

export function writeAccountList({ accounts, unreadable, unsettled, changes }: AccountList): unknown {
  return { version: ENVELOPE_VERSION, accounts: [...accounts, ...unreadable], unsettled, changes };
}

/** Adds an account, or replaces it; its secret is there. */
export function withAccount(list: AccountList, record: AccountRecord): AccountList {
  const others = withoutAccount(list, record.id);
  return { ...others, accounts: [...others.accounts, record] };
}

/** Takes an account out, also one whose record cannot be read; its secret is gone. */
export function withoutAccount(list: AccountList, id: string): AccountList {
  return {
    ...markSettled(list, id),
    accounts: list.accounts.filter((account) => account.id !== id),
    unreadable: list.unreadable.filter((record) => !hasId(record, id)),
  };
}

/** Notes that the secret of an account is about to come or to go. */
export function markUnsettled(list: AccountList, id: string): AccountList {
  return { ...list, unsettled: [...new Set([...list.unsettled, id])] };
}

/** Notes that nothing of an account is left half done. */
export function markSettled(list: AccountList, id: string): AccountList {
  return { ...list, unsettled: list.unsettled.filter((other) => other !== id) };
}

function hasId(record: unknown, id: string): boolean {
  return typeof record === 'object' && record !== null && 'id' in record && record.id === id;
}
