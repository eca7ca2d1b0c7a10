import type { AccountRecord, AccountSecrets } from '../../src/credentials/account';
import { toAppId, toInstagramAccountId, toPageId, toUserId } from '../../src/graph/ids';
import { Secret } from '../../src/secret';

/** An account for tests; `pageId` tells it from others of the same app. */
export function accountFor(pageId: string, at: number): AccountRecord {
  return {
    id: `1.${pageId}`,
    app: { id: toAppId('1') },
    user: { id: toUserId('3'), name: 'Ada' },
    page: { id: toPageId(pageId), name: `Bakery ${pageId}` },
    instagram: undefined,
    objectId: { kind: 'instagramAccount', id: toInstagramAccountId('17841400000000001') },
    expiresAt: 'never',
    dataAccessExpiresAt: undefined,
    userTokenExpiresAt: undefined,
    obtainedAt: at,
    lastCheck: { at, valid: true },
    written: [],
  };
}

export function secretsFor(pageToken: string): AccountSecrets {
  return {
    appSecret: new Secret('appSecret', 'a'.repeat(32)),
    pageToken: new Secret('pageToken', pageToken),
    userToken: new Secret('longLivedUserToken', 'EAAuser'),
  };
}
