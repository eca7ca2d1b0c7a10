import { isDeepStrictEqual } from 'node:util';
import { fingerprintsOf, flagsFor } from '../../agoras/flags';
import type { Target } from '../../agoras/target';
import { flagValues, type Account, type WrittenLocation } from '../../credentials/account';

/** Fingerprints of all values that a target gets from an account. */
export function fingerprintsFor(account: Account, target: Target): readonly string[] {
  return fingerprintsOf(flagsFor(target, flagValues(account, target.version)));
}

/** The written locations of an account, with `isOutdated` set on those with other values than the account has now. */
export function withOutdatedMarked(account: Account, written: readonly WrittenLocation[]): readonly WrittenLocation[] {
  return written.map((location) => {
    const { target, fingerprints } = location;
    // Files with references instead of values are never outdated.
    const isOutdated = fingerprints.length > 0 && !isDeepStrictEqual(fingerprints, fingerprintsFor(account, target));
    return { ...location, isOutdated };
  });
}
