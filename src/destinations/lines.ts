/** A place in a text as editors show it: both count from 1, columns in UTF-16 code units. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** CRLF where more lines end so, else LF; undefined for a text of one line. */
export function majorLineBreak(text: string): '\r\n' | '\n' | undefined {
  const lineFeeds = text.split('\n').length - 1;
  const pairs = text.split('\r\n').length - 1;
  if (lineFeeds === 0) return undefined;
  return pairs * 2 > lineFeeds ? '\r\n' : '\n';
}

export function isLineBreak(character: string): boolean {
  return character === '\n' || character === '\r';
}

/** Where the line of `offset` starts. */
export function lineStartAt(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isLineBreak(text.charAt(at - 1))) at--;
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
