import type { Account } from '../account';

/**
 * Merges an imported account into the stored one with the same ID. If only its Page token was imported, the stored user
 * token is kept: it can renew the account without a sign-in.
 */
export function mergeIntoStored(imported: Account, stored: Account | undefined): Account {
  const userToken = stored?.secrets.userToken;
  if (stored === undefined || imported.secrets.userToken !== undefined) return imported;
  const { user, userTokenExpiresAt, isUnlisted, instagram } = stored.record;
  return {
    record: {
      ...imported.record,
      user: user ?? imported.record.user,
      instagram: imported.record.instagram ?? instagram,
      isUnlisted,
      userTokenExpiresAt,
    },
    secrets: { ...imported.secrets, userToken },
  };
}
