import type { AccountRecord, AccountSecrets } from '../../src/credentials/account';
import { toPageId } from '../../src/graph/ids';
import { Secret } from '../../src/base/secret';
import { ACCOUNT, ACCOUNT_SECRETS } from '../account';

/** An account that stands for another Page. */
export function accountFor(pageId: string): AccountRecord {
  return { ...ACCOUNT, id: `1.${pageId}`, page: { id: toPageId(pageId), name: `Bakery ${pageId}` }, written: [] };
}

/** The secrets of an account with this Page token. */
export function secretsFor(pageToken: string): AccountSecrets {
  return { ...ACCOUNT_SECRETS, pageToken: new Secret('pageToken', pageToken) };
}
