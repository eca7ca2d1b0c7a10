import { Secret, type SealedValue } from '../base/secret';

/** X25519. */
export const PUBLIC_KEY_BYTES = 32;

/** The public key with which GitHub wants the secrets of one location encrypted, and its name. */
export interface PublicKey {
  readonly id: string;
  /** {@link PUBLIC_KEY_BYTES} long. */
  readonly bytes: Uint8Array;
}

/**
 * Encrypts a value as GitHub asks for it: a sealed box of libsodium, in Base64. Only the owner of the private key can open
 * it. https://docs.github.com/en/rest/guides/encrypting-secrets-for-the-rest-api
 */
export async function seal(value: string | Secret, key: PublicKey): Promise<SealedValue> {
  const { sealBytes } = await import('./sealedBox');
  const text = value instanceof Secret ? value.reveal() : value;
  const sealed = sealBytes(Buffer.from(text, 'utf8'), key.bytes);
  return new Secret('sealedValue', Buffer.from(sealed).toString('base64'));
}
