const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A position in a text as editors show it: both count from 1, columns in UTF-16 code units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** CRLF where more lines end so, else LF; undefined for a text of one line. */
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

/** By character code, because some callers look at every character of a long file. */
export function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

/** Where the line of `offset` starts. */
export function lineStartAt(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isLineBreak(text.charCodeAt(at - 1))) at--;
  return at;
}

/** A byte order mark takes no column: editors do not show it. */
export function positionAt(text: string, offset: number): TextPosition {
  const lines = text
    .slice(0, offset)
    .replace('\uFEFF', '')
    .split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
