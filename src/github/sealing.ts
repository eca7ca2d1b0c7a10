import { Secret, type SealedValue } from '../base/secret';

/** The size of an X25519 key. */
export const PUBLIC_KEY_BYTES = 32;

/** The public key that GitHub wants the secrets of one location encrypted with, and its ID. */
export interface PublicKey {
  readonly id: string;
  /** {@link PUBLIC_KEY_BYTES} long. */
  readonly bytes: Uint8Array;
}

/**
 * Encrypts a value the way GitHub requires: a libsodium sealed box, in Base64. Only the owner of the private key can
 * decrypt it. https://docs.github.com/en/rest/guides/encrypting-secrets-for-the-rest-api
 */
export async function seal(value: string | Secret, key: PublicKey): Promise<SealedValue> {
  const { sealBytes } = await import('./sealedBox');
  const text = value instanceof Secret ? value.reveal() : value;
  const sealed = sealBytes(Buffer.from(text, 'utf8'), key.bytes);
  return new Secret('sealedValue', Buffer.from(sealed).toString('base64'));
}
