// Finds the stored account that a value in a text belongs to. Values are compared by fingerprint and never shown.
import { fingerprintOf } from '../base/fingerprint';
import type { Account, AccountRecord } from '../credentials/account';

/** What a value is to its account. */
export type ValueRole = 'pageToken' | 'userToken' | 'appSecret' | 'appId' | 'instagramId' | 'pageId';

export interface KnownValue {
  readonly account: AccountRecord;
  readonly role: ValueRole;
}

/** Looks up values of stored accounts. Accounts can share a value, such as the ID of their app. */
export class KnownValues {
  readonly #known = new Map<string, KnownValue[]>();

  /** `accounts`: the one that the workspace uses comes first. */
  constructor(accounts: readonly Account[]) {
    for (const { record, secrets } of accounts) {
      const { instagram } = record;
      this.#add(secrets.pageToken.reveal(), record, 'pageToken');
      if (secrets.userToken !== undefined) this.#add(secrets.userToken.reveal(), record, 'userToken');
      this.#add(secrets.appSecret.reveal(), record, 'appSecret');
      this.#add(record.app.id, record, 'appId');
      this.#add(record.page.id, record, 'pageId');
      if (instagram !== undefined) this.#add(instagram.id, record, 'instagramId');
    }
  }

  /** The account that the value belongs to; the first if there are several. */
  find(value: string): KnownValue | undefined {
    return this.all(value)[0];
  }

  all(value: string): readonly KnownValue[] {
    return this.#known.get(fingerprintOf(value)) ?? [];
  }

  #add(value: string, account: AccountRecord, role: ValueRole): void {
    const fingerprint = fingerprintOf(value);
    this.#known.set(fingerprint, [...(this.#known.get(fingerprint) ?? []), { account, role }]);
  }
}
