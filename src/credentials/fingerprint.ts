import { createHash } from 'node:crypto';
import type { Flag } from '../agoras/flags';

/** Enough to recognise a text that nobody could guess, and no way back to it. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** What is kept of the values that are written, to recognise them by. */
export function fingerprintsOf(flags: readonly Flag[]): string[] {
  return flags.map(({ value }) => fingerprintOf(typeof value === 'string' ? value : value.reveal()));
}
