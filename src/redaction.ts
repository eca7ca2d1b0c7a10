import { REDACTED, type Secret } from './secret';

/**
 * The shapes that this extension's secrets have. They are the second net: a text in which nobody expected a secret
 * is searched for anything that looks like one.
 */
const SECRET_SHAPES: readonly RegExp[] = [
  // APP_ID|APP_SECRET first, so that its tail does not survive as an unrecognised half.
  /\b\d{5,}(?:\||%7C)[\w-]{16,}/gi,
  // User and Page tokens of Facebook, and the Instagram ones that people paste by mistake.
  /\b(?:EAA|IGQ|IGAA)[\w-]{16,}/g,
  // App Secret (32) and appsecret_proof (64).
  /\b[0-9a-f]{64}\b|\b[0-9a-f]{32}\b/gi,
];

/** Parameters whose value is a secret whatever it looks like. */
const SECRET_PARAMETERS =
  /((?:access_token|input_token|client_secret|fb_exchange_token|appsecret_proof)(?:["']?\s*[=:]\s*["']?))[^&\s"',}]+/gi;

/** The text with the given secrets, and everything that looks like a secret, masked. */
export function redact(text: string, secrets: Iterable<Secret> = []): string {
  let redacted = text;
  for (const secret of secrets) {
    for (const form of writtenForms(secret.reveal())) redacted = redacted.replaceAll(form, REDACTED);
  }
  redacted = redacted.replace(SECRET_PARAMETERS, (_, name: string) => name + REDACTED);
  return SECRET_SHAPES.reduce((masked, shape) => masked.replace(shape, REDACTED), redacted);
}

/** How a secret may stand in a text: as it is, in a URL, in JSON. An empty secret is nowhere. */
function writtenForms(text: string): string[] {
  if (text === '') return [];
  return [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)];
}
