// Guesses what a value is from its form, if it belongs to no stored account. Sources: the IDs and tokens shown in
// Meta's documentation.

export type ValueLook =
  /** A Graph API token: `EAA…`. */
  | 'facebookToken'
  /** A token of the Instagram login, which the Graph API doesn't accept: `IG…`. */
  | 'instagramToken'
  /** An App Secret: 32 hexadecimal digits. */
  | 'appSecret'
  /** An Instagram professional account: 17 digits starting with 1784. */
  | 'instagramId'
  /** An app or a Page. */
  | 'id'
  /** The value comes from elsewhere: `${…}`, `${{ … }}`, `$NAME`, `%NAME%`, or 1Password’s `op://…`. */
  | 'reference'
  /** A placeholder that still has to be replaced. */
  | 'placeholder'
  | 'other';

export function lookOf(value: string): ValueLook {
  if (/^EAA[A-Za-z0-9]{20,}$/.test(value)) return 'facebookToken';
  if (/^IG[A-Za-z0-9_-]{30,}$/.test(value)) return 'instagramToken';
  if (/^[0-9a-f]{32}$/i.test(value)) return /^(.)\1*$/.test(value) ? 'placeholder' : 'appSecret';
  if (/^1784\d{13}$/.test(value)) return 'instagramId';
  if (/^\d{5,20}$/.test(value)) return 'id';
  if (/\$\{|\$\(|^\$\w+$|^%\w+%$|^op:\/\//.test(value)) return 'reference';
  if (value === '' || isPlaceholder(value)) return 'placeholder';
  return 'other';
}

function isPlaceholder(value: string): boolean {
  return (
    /^(?:<.*>|\[.*\]|\{.*\}|x+|\*+|\.+|•+|.*(?:\.{3}|…))$/i.test(value) ||
    /^(?:your|my|change|replace|todo|example|insert)/i.test(value)
  );
}

/** Whether a text is a secret, judged by its form. */
export function looksSecret(value: string): boolean {
  const look = lookOf(value);
  return look === 'facebookToken' || look === 'instagramToken' || look === 'appSecret';
}
