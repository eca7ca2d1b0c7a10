import { REDACTED, type Secret } from './secret';

/**
 * What this extension's secrets look like. This is a safety net: texts that should contain no secret are still searched
 * for anything that looks like one.
 */
const SECRET_SHAPES: readonly RegExp[] = [
  // None requires a word boundary before it: there is none in `%3DEAAB…` and in the JSON `\nEAAB…`. APP_ID|APP_SECRET
  // comes first, so that no part of it survives. No ID has more than 32 digits; without that limit, the search would
  // take hours in a megabyte of digits.
  /\d{5,32}(?:\||%7C)[\w-]{16,}/gi,
  // User and Page tokens of Facebook, and Instagram tokens that people paste by mistake.
  /(?:EAA|IGQ|IGAA)[\w-]{16,}/g,
  // GitHub tokens: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
  /(?:gh[a-z]_|github_pat_)\w{16,}/g,
  // App Secret (32) and appsecret_proof (64).
  /[0-9a-f]{32,}/gi,
];

/** Parameters whose value is always a secret: in a URL, in JSON, and in either of them quoted inside JSON or a URL. */
const SECRET_PARAMETERS =
  /((?:access_token|input_token|client_secret|fb_exchange_token|appsecret_proof|encrypted_value)\\*["']?\s*(?:[=:]|%3D)\s*\\*["']?)[^&\s"',}\\]+/gi;

/** The code and state of a sign-in. These names are so common that they only count in a URL or a form. */
const SIGN_IN_PARAMETERS = /((?:^|[?&#\s"'(]|%3F|%26|%23)(?:code|state)(?:=|%3D))[^&#\s"'<>)]+/gi;

/** The text with these secrets, and everything that looks like a secret, masked. */
export function redact(text: string, secrets: Iterable<Secret> = []): string {
  let redacted = text;
  // Longest first: replacing a secret that is the beginning of another would leave the rest of the other.
  const spellings = Array.from(secrets, partsOf).flat().flatMap(spellingsOf);
  for (const spelling of spellings.sort((a, b) => b.length - a.length)) {
    redacted = redacted.replaceAll(spelling, REDACTED);
  }
  for (const parameters of [SECRET_PARAMETERS, SIGN_IN_PARAMETERS]) {
    redacted = redacted.replace(parameters, (_, name: string) => name + REDACTED);
  }
  return SECRET_SHAPES.reduce((masked, shape) => masked.replace(shape, REDACTED), redacted);
}

/** The App Secret half of `APP_ID|APP_SECRET` is a secret on its own; the App ID is not. */
function partsOf(secret: Secret): string[] {
  const text = secret.reveal();
  return secret.kind === 'appAccessToken' ? [text, text.slice(text.indexOf('|') + 1)] : [text];
}

/**
 * How a secret may appear in a text: as it is, or encoded for a URL, a form or JSON. An empty secret has no spelling.
 */
function spellingsOf(text: string): string[] {
  if (text === '') return [];
  // encodeURIComponent throws on half of a surrogate pair; URLSearchParams replaces it like this.
  const inUrl = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
  const inForm = new URLSearchParams([['', text]]).toString().slice(1);
  return [text, inUrl, lowerCaseHex(inUrl), inForm, lowerCaseHex(inForm), JSON.stringify(text).slice(1, -1)];
}

/** `%2f` and `%2F` are equivalent (RFC 3986, section 2.1). */
function lowerCaseHex(encoded: string): string {
  return encoded.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());
}
