import { isLineBreak, lineStartAt } from '../lines';

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
  /** The value as it is spelled, its quotes included. For an empty one, both are the offset behind the `=`. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** The end of the line on which the value ends, its line break not included. */
  readonly lineEnd: number;
  readonly nextLine: number;
}

const BYTE_ORDER_MARK = '\uFEFF';
const EQUALS_SIGN = 0x3d;

const KEY = /[\w.-]*/y;
const WHITESPACE = /\s*/y;
const BLANKS = /[^\S\r\n]*/y;
const REST_OF_LINE = /[^\r\n]*/y;

/** `export KEY =` or `KEY:` and a blank. Linear: no part can match what the part before it gave back. */
const HEAD = /((?:export\s+)?([\w.-]+))(?:\s*=|:(?:\r\n|\s))/y;

/**
 * All live assignments, in order, as npm dotenv reads them (the pattern `LINE` in its lib/main.js, versions 16 to 18;
 * dotenvx and js-debug read alike). Lines inside a quoted value are part of that value; a comment and a line that is
 * no assignment are passed over. A quote that never closes quotes nothing: the value is then the rest of the line.
 * A lone CR counts as a line break, as it does for dotenv and for VS Code.
 */
export function readAssignments(text: string): DotenvAssignment[] {
  return [...scanAssignments(text)];
}

/**
 * What {@link readAssignments} reads, one by one: in a large file, most of the time goes into keeping them all.
 * What is read from an offset on depends on nothing before it.
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
  // Nearly every line is a comment or `KEY=`: for these, no pattern is needed.
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
  // dotenv looks for the opening quote on the following lines too.
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
 * The last quote that nothing but a comment follows, looking no further than the first one without a backslash.
 * Every opening quote has no backslash before it, so that a search ends at the next one: linear over a whole file.
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
  // dotenv and Node end the value at any `#`; a shell and python-dotenv only at one behind a blank. What is glued to
  // the value is therefore replaced with it, and what stands apart is a comment for everybody.
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

/** dotenv takes equal characters at both ends off even where they do not quote: `'it's'` reads as `it's`. */
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

/** The offset behind all that a sticky pattern matches from an offset on. */
function skip(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.test(text);
  return pattern.lastIndex;
}

/** Where the line of `from` starts. A byte order mark belongs to the file, not to its first line. */
function findLineStart(text: string, from: number): number {
  const at = lineStartAt(text, from);
  return at === 0 && text.startsWith(BYTE_ORDER_MARK) ? Math.min(from, 1) : at;
}

function skipLineBreak(text: string, lineEnd: number): number {
  return lineEnd + (text.startsWith('\r\n', lineEnd) ? 2 : lineEnd < text.length ? 1 : 0);
}
