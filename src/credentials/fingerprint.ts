import { createHash } from 'node:crypto';
import type { Flag } from '../agoras/flags';

/** Enough to recognise a text that nobody could guess, and no way back to it. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** What is kept of the secrets that are written, to recognise them by. */
export function fingerprintsOf(flags: readonly Flag[]): string[] {
  return flags.flatMap(({ value }) => (typeof value === 'string' ? [] : [fingerprintOf(value.reveal())]));
}
