import { isDeepStrictEqual } from 'node:util';
import { fingerprintsOf, flagsFor } from '../../agoras/flags';
import type { Target } from '../../agoras/target';
import { flagValues, type Account, type WrittenLocation } from '../../credentials/account';

/** Fingerprints of all that an Agoras gets of an account. */
export function fingerprintsFor(account: Account, target: Target): readonly string[] {
  return fingerprintsOf(flagsFor(target, flagValues(account, target.version)));
}

/** Where an account was written, each location marked that holds other values than the account has now. */
export function withOutdatedMarked(account: Account, written: readonly WrittenLocation[]): readonly WrittenLocation[] {
  return written.map((location) => {
    const { target, fingerprints } = location;
    // What asks VS Code for the values has those of now.
    const isOutdated = fingerprints.length > 0 && !isDeepStrictEqual(fingerprints, fingerprintsFor(account, target));
    return { ...location, isOutdated };
  });
}
