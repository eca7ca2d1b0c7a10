// A stored account, for every test that needs one.
import type { Account, AccountRecord, AccountSecrets, WrittenLocation } from '../src/credentials/account';
import { toAppId, toInstagramAccountId, toPageId, toUserId } from '../src/graph/ids';
import { Secret, type LongLivedUserToken } from '../src/base/secret';

export const NOW = 1_749_988_800;
export const DAY = 86_400;

export const LOCATION: WrittenLocation = {
  id: '5e0f',
  kind: 'dotenv',
  uri: 'file:///w/.env',
  host: 'local',
  target: { version: '1.x', networks: ['instagram'] },
  at: NOW,
  fingerprints: ['of the token', 'of the object ID'],
};

export const ACCOUNT: AccountRecord & { readonly user: NonNullable<AccountRecord['user']> } = {
  id: '1.2',
  app: { id: toAppId('1') },
  user: { id: toUserId('3'), name: 'Ada' },
  page: { id: toPageId('2'), name: 'Bakery' },
  instagram: { id: toInstagramAccountId('17841400000000001'), username: 'bakery' },
  objectId: { kind: 'instagramAccount', id: toInstagramAccountId('17841400000000001') },
  expiresAt: 'never',
  dataAccessExpiresAt: NOW + 90 * DAY,
  userTokenExpiresAt: undefined,
  obtainedAt: NOW,
  lastCheck: { at: NOW, valid: true },
  written: [LOCATION],
};

/** An account in which every name given by Facebook or a file system is this text. */
export function named(name: string): AccountRecord {
  return {
    ...ACCOUNT,
    page: { ...ACCOUNT.page, name },
    user: { ...ACCOUNT.user, name },
    instagram: ACCOUNT.instagram && { ...ACCOUNT.instagram, username: name },
    written: ACCOUNT.written.map((place) => ({ ...place, uri: name })),
  };
}

export const ACCOUNT_SECRETS: Required<AccountSecrets> & { readonly userToken: LongLivedUserToken } = {
  appSecret: new Secret('appSecret', 'a'.repeat(32)),
  pageToken: new Secret('pageToken', 'EAApage'),
  userToken: new Secret('longLivedUserToken', 'EAAuser'),
};

/** An account for another Page. */
export function accountFor(pageId: string, pageToken = 'EAApage'): Account {
  return {
    record: { ...ACCOUNT, id: `1.${pageId}`, page: { id: toPageId(pageId), name: `Bakery ${pageId}` }, written: [] },
    secrets: { ...ACCOUNT_SECRETS, pageToken: new Secret('pageToken', pageToken) },
  };
}
