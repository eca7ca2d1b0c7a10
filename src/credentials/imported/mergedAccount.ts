import type { Account } from '../account';

/**
 * An account that was taken over, in place of the same one that is stored. Where only its Page token was found, what is
 * known of the person stays: it renews the account without a sign-in.
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
