// What a value that belongs to no stored account looks like. Sources: the forms of Facebook's IDs and tokens as Meta's
// documentation shows them.

export type ValueLook =
  /** Of the Graph API: `EAA…`. */
  | 'facebookToken'
  /** Of the Instagram login, which this API does not take: `IG…`. */
  | 'instagramToken'
  /** An App Secret: 32 hexadecimal digits. */
  | 'appSecret'
  /** Of an Instagram professional account: 17 digits that begin with 1784. */
  | 'instagramId'
  /** Of an app or a Page. */
  | 'id'
  /** Asks somebody else for the value: `${…}`, `${{ … }}`, `$NAME`, `%NAME%`. */
  | 'reference'
  /** Stands for a value that somebody still has to put in. */
  | 'placeholder'
  | 'other';

export function lookOf(value: string): ValueLook {
  if (/^EAA[A-Za-z0-9]{20,}$/.test(value)) return 'facebookToken';
  if (/^IG[A-Za-z0-9_-]{30,}$/.test(value)) return 'instagramToken';
  if (/^[0-9a-f]{32}$/i.test(value)) return /^(.)\1*$/.test(value) ? 'placeholder' : 'appSecret';
  if (/^1784\d{13}$/.test(value)) return 'instagramId';
  if (/^\d{5,20}$/.test(value)) return 'id';
  if (/\$\{|\$\(|^\$\w+$|^%\w+%$/.test(value)) return 'reference';
  if (value === '' || isPlaceholder(value)) return 'placeholder';
  return 'other';
}

function isPlaceholder(value: string): boolean {
  return (
    /^(?:<.*>|\[.*\]|\{.*\}|x+|\*+|\.+|•+)$/i.test(value) ||
    /^(?:your|my|change|replace|todo|example|insert)/i.test(value)
  );
}

/** Whether a text holds a secret, as far as its form tells. */
export function looksSecret(value: string): boolean {
  const look = lookOf(value);
  return look === 'facebookToken' || look === 'instagramToken' || look === 'appSecret';
}
