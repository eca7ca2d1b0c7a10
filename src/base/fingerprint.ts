import { createHash } from 'node:crypto';

/** A SHA-256 hash, to recognize a text without storing it. Only safe for texts that nobody could guess. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
