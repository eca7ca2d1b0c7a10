import { isLineBreak, lineStartAt } from './lines';

/**
 * A live assignment of a `.env` file: where its parts stand and what it says. All numbers are offsets into the text.
 *
 * ```text
 *     export KEY = 'value'  # comment⏎
 * ^         keyEnd ^ ^     ^          ^ ^
 * lineStart          value:Start/End  lineEnd, nextLine
 * ```
 */
export interface DotenvAssignment {
  readonly key: string;
  /** As npm dotenv reads it. */
  readonly value: string;
  readonly lineStart: number;
  readonly keyEnd: number;
  /** The value as it is spelled, its quotes included. For an empty one, both are the place behind the `=`. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** The end of the line on which the value ends, its line break not included. */
  readonly lineEnd: number;
  readonly nextLine: number;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** `export KEY =` or `KEY:` and a blank. Linear: no part can match what the part before it gave back. */
const HEAD = /((?:export\s+)?([\w.-]+))(?:\s*=|:(?:\r\n|\s))/y;

/**
 * All live assignments, in order, as npm dotenv reads them (the pattern `LINE` in its lib/main.js, versions 16 to 18;
 * dotenvx and js-debug read alike). Lines inside a quoted value are part of that value; a comment and a line that is
 * no assignment are passed over. A quote that never closes quotes nothing: the value is then the rest of the line.
 * A lone CR counts as a line break, as it does for dotenv and for VS Code.
 */
export function readAssignments(text: string): DotenvAssignment[] {
  const assignments: DotenvAssignment[] = [];
  let position = skipWhitespace(text, 0);
  while (position < text.length) {
    HEAD.lastIndex = position;
    const head = HEAD.exec(text);
    let end = position;
    if (head) {
      const [matched, name = '', key = ''] = head;
      const separatorEnd = position + matched.length;
      const value = readQuoted(text, separatorEnd) ?? readBare(text, separatorEnd);
      end = value.valueEnd;
      const lineEnd = findLineEnd(text, end);
      assignments.push({
        key,
        ...value,
        lineStart: findLineStart(text, position),
        keyEnd: position + name.length,
        lineEnd,
        nextLine: skipLineBreak(text, lineEnd),
      });
    }
    position = skipWhitespace(text, findLineEnd(text, end));
  }
  return assignments;
}

type Value = Pick<DotenvAssignment, 'value' | 'valueStart' | 'valueEnd'>;

function readQuoted(text: string, separatorEnd: number): Value | undefined {
  // dotenv looks for the opening quote on the following lines too.
  const open = skipWhitespace(text, separatorEnd);
  const quote = text.charAt(open);
  if (quote !== "'" && quote !== '"' && quote !== '`') return undefined;
  const close = findClosingQuote(text, open, quote);
  if (close === undefined) return undefined;
  const inner = text.slice(open + 1, close).replace(/\r\n?/g, '\n');
  return { value: quote === '"' ? unescapeLineBreaks(inner) : inner, valueStart: open, valueEnd: close + 1 };
}

/**
 * The last quote that nothing but a comment follows, looking no further than the first one without a backslash.
 * Every opening quote has no backslash before it, so that a search ends at the next one: linear over a whole file.
 */
function findClosingQuote(text: string, open: number, quote: string): number | undefined {
  let close: number | undefined;
  for (let at = text.indexOf(quote, open + 1); at !== -1; at = text.indexOf(quote, at + 1)) {
    const next = text.charAt(skipBlanks(text, at + 1));
    if (next === '' || next === '#' || isLineBreak(next)) close = at;
    if (text.charAt(at - 1) !== '\\') break;
  }
  return close;
}

function readBare(text: string, separatorEnd: number): Value {
  const rest = text.slice(separatorEnd, findLineEnd(text, separatorEnd));
  // dotenv and Node end the value at any `#`; a shell and python-dotenv only at one behind a blank. What is glued to
  // the value is therefore replaced with it, and what stands apart is a comment for everybody.
  const comment = rest.search(/\s#/);
  const spelled = comment === -1 ? rest : rest.slice(0, comment);
  const valueStart = spelled.trim() === '' ? separatorEnd : skipBlanks(text, separatorEnd);
  return {
    value: unquoteBare(rest.split('#', 1).join('').trim()),
    valueStart,
    valueEnd: valueStart + spelled.trim().length,
  };
}

/** dotenv takes equal characters at both ends off even where they do not quote: `'it's'` reads as `it's`. */
function unquoteBare(value: string): string {
  const first = value.charAt(0);
  const quoted = value.length > 1 && /['"`]/.test(first) && value.endsWith(first);
  const inner = quoted ? value.slice(1, -1) : value;
  return first === '"' ? unescapeLineBreaks(inner) : inner;
}

function unescapeLineBreaks(value: string): string {
  return value.replaceAll('\\n', '\n').replaceAll('\\r', '\r');
}

function isWhitespace(character: string): boolean {
  return character !== '' && character.trim() === '';
}

function skipWhitespace(text: string, from: number): number {
  let at = from;
  while (isWhitespace(text.charAt(at))) at++;
  return at;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isWhitespace(text.charAt(at)) && !isLineBreak(text.charAt(at))) at++;
  return at;
}

function findLineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineBreak(text.charAt(at))) at++;
  return at;
}

/** Where the line of `from` starts. A byte order mark belongs to the file, not to its first line. */
function findLineStart(text: string, from: number): number {
  const at = lineStartAt(text, from);
  return at === 0 && text.startsWith(BYTE_ORDER_MARK) ? Math.min(from, 1) : at;
}

function skipLineBreak(text: string, lineEnd: number): number {
  return lineEnd + (text.startsWith('\r\n', lineEnd) ? 2 : lineEnd < text.length ? 1 : 0);
}
