// The encryption, in its own bundle: it is loaded only when something is sent to GitHub.
import sealedBox from 'tweetnacl-sealedbox-js';

/** Creates a sealed box like libsodium's: https://doc.libsodium.org/public-key_cryptography/sealed_boxes */
export function sealBytes(message: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return sealedBox.seal(message, publicKey);
}
