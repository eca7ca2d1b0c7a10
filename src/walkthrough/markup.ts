// Text into HTML. Whatever is not written here as markup passes one of these functions.

/** More of one value is of no use, and a page of a megabyte would be slow. */
const MOST_CHARACTERS = 1000;

/** For our own texts. */
export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/**
 * For texts that quote something from outside: characters that change the direction of writing, or are invisible,
 * could disguise what is next to them.
 */
export function escapeOutside(text: string): string {
  const visible = text.slice(0, 4 * MOST_CHARACTERS).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  const characters = Array.from(visible);
  return escape(characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS).join('')}…` : visible);
}
