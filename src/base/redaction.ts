import { REDACTED, type Secret } from './secret';

/**
 * The shapes that this extension's secrets have. They are the second net: a text in which nobody expected a secret
 * is searched for anything that looks like one.
 */
const SECRET_SHAPES: readonly RegExp[] = [
  // None asks for a word boundary before it: in `%3DEAAB…` and in the JSON `\nEAAB…` there is none.
  // APP_ID|APP_SECRET first, so that its tail does not survive as an unrecognised half. No ID has
  // more than 32 digits; a search without that end would take hours in a megabyte of digits.
  /\d{5,32}(?:\||%7C)[\w-]{16,}/gi,
  // User and Page tokens of Facebook, and the Instagram ones that people paste by mistake.
  /(?:EAA|IGQ|IGAA)[\w-]{16,}/g,
  // GitHub's own: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
  /(?:gh[a-z]_|github_pat_)\w{16,}/g,
  // App Secret (32) and appsecret_proof (64).
  /[0-9a-f]{32,}/gi,
];

/** Parameters whose value is a secret whatever it looks like: in a URL, in JSON, and in either quoted by another. */
const SECRET_PARAMETERS =
  /((?:access_token|input_token|client_secret|fb_exchange_token|appsecret_proof|encrypted_value)\\*["']?\s*(?:[=:]|%3D)\s*\\*["']?)[^&\s"',}\\]+/gi;

/** The code and the state of a sign-in: names so common that they count in an address or a form only. */
const SIGN_IN_PARAMETERS = /((?:^|[?&#\s"'(]|%3F|%26|%23)(?:code|state)(?:=|%3D))[^&#\s"'<>)]+/gi;

/** The text with the given secrets, and everything that looks like a secret, masked. */
export function redact(text: string, secrets: Iterable<Secret> = []): string {
  let redacted = text;
  // The longest first: a secret that begins another one would leave the other's tail behind.
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

/** How a secret may stand in a text: as it is, in a URL, in a form, in JSON. An empty secret is nowhere. */
function spellingsOf(text: string): string[] {
  if (text === '') return [];
  // Half a surrogate pair has no form in a URL: encodeURIComponent throws where URLSearchParams replaces it.
  const inUrl = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
  const inForm = new URLSearchParams([['', text]]).toString().slice(1);
  return [text, inUrl, lowerCaseHex(inUrl), inForm, lowerCaseHex(inForm), JSON.stringify(text).slice(1, -1)];
}

/** RFC 3986 (section 2.1) takes `%2f` for the same as `%2F`. */
function lowerCaseHex(encoded: string): string {
  return encoded.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase());
}
