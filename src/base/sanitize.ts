/** Enough to recognise a name by. */
const LABEL_CHARACTERS = 100;
/** The end of a path says most. */
const PATH_CHARACTERS = 200;

/**
 * Text that quotes something from outside, made harmless wherever VS Code shows it: VS Code would draw `$(name)` as an
 * icon, and a notification would make `[text](command:…)` a link that runs a command at one click. Control and
 * bidirectional characters could disguise what stands beside them.
 */
export function sanitizeText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('$(', '$ (')
    .replaceAll('](', '] (');
}

/** A name from outside for a label. */
export function sanitizeLabel(text: string): string {
  const visible = sanitizeText(text.slice(0, 4 * LABEL_CHARACTERS)).trim();
  const characters = Array.from(visible);
  return characters.length > LABEL_CHARACTERS ? `${characters.slice(0, LABEL_CHARACTERS - 1).join('')}…` : visible;
}

/** A path for a sentence: folders can have any name, too. */
export function sanitizePath(path: string): string {
  const characters = Array.from(sanitizeText(path.slice(-4 * PATH_CHARACTERS)));
  return characters.length > PATH_CHARACTERS
    ? `…${characters.slice(1 - PATH_CHARACTERS).join('')}`
    : characters.join('');
}

/** What a service says of itself: on one line, and no longer than a notification has room for; the log has the rest. */
export function toOneLine(said: string): string {
  const line = sanitizeText(said.slice(0, 1000)).replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
  const characters = Array.from(line);
  return characters.length > 180 ? `${characters.slice(0, 179).join('')}…` : line;
}
