/** Enough to recognize a name. */
const LABEL_CHARACTERS = 100;
/** The end of a path is its most telling part. */
const PATH_CHARACTERS = 200;

/**
 * Makes text from outside safe to show anywhere in VS Code, which would otherwise draw `$(name)` as an icon, and in a
 * notification turn `[text](command:…)` into a link that runs a command. Control and bidirectional characters could
 * disguise the text next to them.
 */
export function sanitizeText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('$(', '$ (')
    .replaceAll('](', '] (');
}

/** A name from outside, safe and short enough for a label. */
export function sanitizeLabel(text: string): string {
  const visible = sanitizeText(text.slice(0, 4 * LABEL_CHARACTERS)).trim();
  const characters = Array.from(visible);
  return characters.length > LABEL_CHARACTERS ? `${characters.slice(0, LABEL_CHARACTERS - 1).join('')}…` : visible;
}

/** A path, safe and short enough for a sentence: folders can have any name. */
export function sanitizePath(path: string): string {
  const characters = Array.from(sanitizeText(path.slice(-4 * PATH_CHARACTERS)));
  return characters.length > PATH_CHARACTERS
    ? `…${characters.slice(1 - PATH_CHARACTERS).join('')}`
    : characters.join('');
}

/** A service's own message on one line, no longer than a notification has room for; the log has the full text. */
export function toOneLine(said: string): string {
  const line = sanitizeText(said.slice(0, 1000)).replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
  const characters = Array.from(line);
  return characters.length > 180 ? `${characters.slice(0, 179).join('')}…` : line;
}
