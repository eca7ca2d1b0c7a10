// The package brings no types. What its readme says of it, as far as it is used.
declare module 'tweetnacl-sealedbox-js' {
  const sealedBox: { readonly seal: (message: Uint8Array, publicKey: Uint8Array) => Uint8Array };
  export = sealedBox;
}
