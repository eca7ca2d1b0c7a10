import { createHash } from 'node:crypto';

/** Enough to recognise a text that nobody could guess, and no way back to it. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
