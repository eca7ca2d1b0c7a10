import { isLineBreak, lineStartAt } from '../lines';

/**
 * An active (not commented-out) assignment in a `.env` file, with the positions of its parts. All numbers are offsets
 * into the text.
 *
 * ```text
 *     export KEY = 'value'  # comment⏎
 * ^         keyEnd ^ ^     ^          ^ ^
 * lineStart          value:Start/End  lineEnd, nextLine
 * ```
 */
export interface DotenvAssignment {
  readonly key: string;
  /** The value as npm dotenv reads it. */
  readonly value: string;
  readonly lineStart: number;
  readonly keyEnd: number;
  /** The value as written, including quotes. If it is empty, both are the offset after the `=`. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** The end of the line that the value ends on, without the line break. */
  readonly lineEnd: number;
  readonly nextLine: number;
}

const BYTE_ORDER_MARK = '\uFEFF';
const EQUALS_SIGN = 0x3d;

const KEY = /[\w.-]*/y;
const WHITESPACE = /\s*/y;
const BLANKS = /[^\S\r\n]*/y;
const REST_OF_LINE = /[^\r\n]*/y;

/**
 * `export KEY =`, or `KEY:` followed by whitespace. Takes linear time, because no part can match what the previous part
 * gave up.
 */
const HEAD = /((?:export\s+)?([\w.-]+))(?:\s*=|:(?:\r\n|\s))/y;

/**
 * All assignments, in order, as npm dotenv reads them (the pattern `LINE` in its lib/main.js, versions 16 to 18;
 * dotenvx and js-debug read the same). Lines inside a quoted value belong to that value; comments and other lines are
 * skipped. A quote that is never closed counts as a plain character: the value is the rest of the line. A lone CR is a
 * line break, as in dotenv and VS Code.
 */
export function readAssignments(text: string): DotenvAssignment[] {
  return [...scanAssignments(text)];
}

/**
 * Yields the assignments of {@link readAssignments} one by one: for a large file, collecting them all takes most of the
 * time. How the text is read from an offset on doesn't depend on anything before it.
 */
export function* scanAssignments(text: string): Generator<DotenvAssignment, undefined> {
  let position = skip(WHITESPACE, text, 0);
  while (position < text.length) {
    const head = readHead(text, position);
    let end = position;
    if (head) {
      const { key, keyEnd, separatorEnd } = head;
      const { value, valueStart, valueEnd } = readQuoted(text, separatorEnd) ?? readBare(text, separatorEnd);
      end = skip(REST_OF_LINE, text, valueEnd);
      yield {
        key,
        value,
        lineStart: findLineStart(text, position),
        keyEnd,
        valueStart,
        valueEnd,
        lineEnd: end,
        nextLine: skipLineBreak(text, end),
      };
    }
    position = skip(WHITESPACE, text, skip(REST_OF_LINE, text, end));
  }
  return undefined;
}

interface Head {
  readonly key: string;
  readonly keyEnd: number;
  readonly separatorEnd: number;
}

function readHead(text: string, position: number): Head | undefined {
  // Nearly every line is a comment or starts with `KEY=`; those need no regular expression.
  const keyEnd = skip(KEY, text, position);
  if (keyEnd === position) return undefined;
  if (text.charCodeAt(keyEnd) === EQUALS_SIGN) {
    return { key: text.slice(position, keyEnd), keyEnd, separatorEnd: keyEnd + 1 };
  }
  HEAD.lastIndex = position;
  const head = HEAD.exec(text);
  if (!head) return undefined;
  const [matched, name = '', key = ''] = head;
  return { key, keyEnd: position + name.length, separatorEnd: position + matched.length };
}

type Value = Pick<DotenvAssignment, 'value' | 'valueStart' | 'valueEnd'>;

function readQuoted(text: string, separatorEnd: number): Value | undefined {
  // dotenv also looks for the opening quote on the following lines.
  const open = skip(WHITESPACE, text, separatorEnd);
  const quote = text.charAt(open);
  if (quote !== "'" && quote !== '"' && quote !== '`') return undefined;
  const close = findClosingQuote(text, open, quote);
  if (close === undefined) return undefined;
  const spelled = text.slice(open + 1, close);
  const inner = spelled.includes('\r') ? spelled.replace(/\r\n?/g, '\n') : spelled;
  return { value: quote === '"' ? unescapeLineBreaks(inner) : inner, valueStart: open, valueEnd: close + 1 };
}

/**
 * Finds the last quote that is followed by nothing but a comment, up to the first one without a backslash before it.
 * Since no opening quote has a backslash before it, each search ends at the next one: this takes linear time for a
 * whole file.
 */
function findClosingQuote(text: string, open: number, quote: string): number | undefined {
  let close: number | undefined;
  for (let at = text.indexOf(quote, open + 1); at !== -1; at = text.indexOf(quote, at + 1)) {
    const behind = skip(BLANKS, text, at + 1);
    if (behind === text.length || text.charAt(behind) === '#' || isLineBreak(text.charCodeAt(behind))) close = at;
    if (text.charAt(at - 1) !== '\\') break;
  }
  return close;
}

function readBare(text: string, separatorEnd: number): Value {
  const rest = text.slice(separatorEnd, skip(REST_OF_LINE, text, separatorEnd));
  // dotenv and Node end the value at any `#`; a shell and python-dotenv only if whitespace precedes it. So a `#`
  // directly after the value is replaced with the value, and one after whitespace is a comment for everybody.
  const comment = rest.search(/\s#/);
  const spelled = (comment === -1 ? rest : rest.slice(0, comment)).trim();
  const valueStart = spelled === '' ? separatorEnd : skip(BLANKS, text, separatorEnd);
  const hash = rest.indexOf('#');
  return {
    value: unquoteBare((hash === -1 ? rest : rest.slice(0, hash)).trim()),
    valueStart,
    valueEnd: valueStart + spelled.length,
  };
}

/** dotenv removes equal quotes at both ends even if they don't enclose a valid string: `'it's'` becomes `it's`. */
function unquoteBare(value: string): string {
  const first = value.charAt(0);
  const quoted = value.length > 1 && /['"`]/.test(first) && value.endsWith(first);
  const inner = quoted ? value.slice(1, -1) : value;
  return first === '"' ? unescapeLineBreaks(inner) : inner;
}

function unescapeLineBreaks(value: string): string {
  if (!value.includes('\\')) return value;
  return value.replaceAll('\\n', '\n').replaceAll('\\r', '\r');
}

/** The end of what a sticky pattern matches from an offset on. */
function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.test(text);
  return pattern.lastIndex;
}

/** Where the line of `from` starts. Byte order marks don't belong to the first line. */
function findLineStart(text: string, from: number): number {
  const at = lineStartAt(text, from);
  return at === 0 ? Math.min(from, byteOrderMarks(text)) : at;
}

/** How many byte order marks a text begins with: several, if programs added one to a file that already had one. */
export function byteOrderMarks(text: string): number {
  let count = 0;
  while (text.startsWith(BYTE_ORDER_MARK, count)) count++;
  return count;
}

function skipLineBreak(text: string, lineEnd: number): number {
  return lineEnd + (text.startsWith('\r\n', lineEnd) ? 2 : lineEnd < text.length ? 1 : 0);
}
