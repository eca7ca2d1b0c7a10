// The package has no types. These are the parts we use, according to its readme.
declare module 'tweetnacl-sealedbox-js' {
  const sealedBox: { readonly seal: (message: Uint8Array, publicKey: Uint8Array) => Uint8Array };
  export = sealedBox;
}
