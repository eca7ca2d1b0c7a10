// The cipher, in a bundle of its own: it is loaded only when something is sent to GitHub.
import sealedBox from 'tweetnacl-sealedbox-js';

/** A sealed box as libsodium makes it: https://doc.libsodium.org/public-key_cryptography/sealed_boxes */
export function sealBytes(message: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return sealedBox.seal(message, publicKey);
}
