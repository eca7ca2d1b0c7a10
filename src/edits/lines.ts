const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A position as editors show it: both numbers count from 1, columns in UTF-16 code units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** CRLF if most lines end with it, otherwise LF; undefined for a single line. */
export function majorLineBreak(text: string): '\r\n' | '\n' | undefined {
  const lineFeeds = count(text, '\n');
  const pairs = count(text, '\r\n');
  if (lineFeeds === 0) return undefined;
  return pairs * 2 > lineFeeds ? '\r\n' : '\n';
}

function count(text: string, part: string): number {
  let found = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) found++;
  return found;
}

/** Takes a character code for speed, because some callers check every character of a long file. */
export function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

/** Where the line of `offset` starts. */
export function lineStartAt(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isLineBreak(text.charCodeAt(at - 1))) at--;
  return at;
}

/** A byte order mark doesn't count as a column, because editors don't show it. */
export function positionAt(text: string, offset: number): TextPosition {
  const lines = text
    .slice(0, offset)
    .replace('\uFEFF', '')
    .split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
