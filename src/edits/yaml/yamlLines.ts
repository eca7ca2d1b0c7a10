// Parses the part of YAML that workflows usually use: indented blocks, and scalars on one line or as a block of lines.
// Anything else (anchors, lists in brackets, flow scalars over several lines) is returned as `other` and left alone.
// Source: YAML 1.2.2, chapters 6 to 8.

/** Offsets count UTF-16 code units. */
interface YamlSpan {
  readonly start: number;
  readonly end: number;
}

interface YamlScalar extends YamlSpan {
  readonly kind: 'scalar';
  /** The value as a program reads it. */
  readonly text: string;
  /** The span of the text itself, without quotes or block header; undefined if it contains escapes. */
  readonly body: YamlSpan | undefined;
  /** The comment after it on the same line. */
  readonly comment: string;
}

export interface YamlEntry {
  readonly key: string;
  readonly keySpan: YamlSpan;
  readonly value: YamlNode;
  /** From the start of its key to the end of its last line. */
  readonly lines: YamlSpan;
}

export interface YamlMapping extends YamlSpan {
  readonly kind: 'mapping';
  readonly entries: readonly YamlEntry[];
}

interface YamlSequence extends YamlSpan {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
}

export type YamlNode = YamlScalar | YamlMapping | YamlSequence | (YamlSpan & { readonly kind: 'other' });

interface Line {
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  /** After the line break. */
  readonly next: number;
  readonly indent: number;
  readonly isEmpty: boolean;
}

/** Captures a key up to its colon. */
const ENTRY = /^(?:"([^"\\]*)"|'([^']*)'|([\w.$/<][\w.$/<@+ -]*?))[ \t]*:(?=[ \t]|$)/;

const BLOCK_HEADER = /^([|>])[+-]?(?:[ \t]+#.*|[ \t]*)$/;

/** Nobody nests deeper. */
const DEEPEST = 100;

/** Undefined for several documents, tabs in the indentation, or a document that isn't a mapping. */
export function readYaml(text: string): YamlMapping | undefined {
  const reader = new Reader(text);
  const root = reader.read();
  return root?.kind === 'mapping' ? root : undefined;
}

/** The value of a key; undefined if the node isn't a mapping or doesn't have the key. */
export function yamlValue(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return yamlEntry(node, key)?.value;
}

/** If a key occurs more than once the last one counts: YAML forbids that, but parsers accept it. */
export function yamlEntry(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.kind === 'mapping' ? node.entries.findLast((entry) => entry.key === key) : undefined;
}

/** The text of a scalar as a program reads it; undefined for other nodes. */
export function yamlText(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

class Reader {
  readonly #lines: readonly Line[];
  #at = 0;
  #isOdd = false;

  constructor(private readonly text: string) {
    this.#lines = linesOf(text);
  }

  read(): YamlNode | undefined {
    if (this.text.includes('\0') || /\r(?!\n)/.test(this.text)) return undefined;
    this.#skipEmpty();
    const first = this.#line();
    if (first !== undefined && /^---\s*(?:#.*)?$/.test(this.#rest(first, first.start))) this.#at++;
    const root = this.#block(-1, 0);
    this.#skipEmpty();
    return this.#line() === undefined && !this.#isOdd ? root : undefined;
  }

  #line(): Line | undefined {
    return this.#lines[this.#at];
  }

  #rest({ end }: Line, column: number): string {
    return this.text.slice(column, end);
  }

  /** Skips empty lines and comments. */
  #skipEmpty(): void {
    for (let line = this.#line(); line?.isEmpty === true; line = this.#line()) this.#at++;
    const line = this.#line();
    if (line === undefined) return;
    const rest = this.text.slice(line.start, line.end);
    if (/^ *\t/.test(rest) || /^(?:%|\.\.\.|--- )/.test(rest)) this.#isOdd = true;
  }

  /** Parses the lines that are indented by more than `outer`. */
  #block(outer: number, depth: number): YamlNode | undefined {
    this.#skipEmpty();
    const line = this.#line();
    if (line === undefined || line.indent <= outer || this.#isOdd) return undefined;
    return this.#nodeAt(line, line.start + line.indent, depth) ?? this.#other(outer, line.start + line.indent);
  }

  #nodeAt(line: Line, start: number, depth: number): YamlNode | undefined {
    if (depth > DEEPEST) this.#isOdd = true;
    if (this.#isOdd) return undefined;
    const rest = this.#rest(line, start);
    if (/^-(?:[ \t]|$)/.test(rest)) return this.#sequence(line, start, depth);
    return ENTRY.test(rest) ? this.#mapping(line, start, depth) : undefined;
  }

  #mapping(first: Line, start: number, depth: number): YamlNode {
    const column = start - first.start;
    const entries: YamlEntry[] = [];
    let from = start;
    for (let line: Line | undefined = first; line !== undefined; line = this.#next(column)) {
      if (line !== first) from = line.start + column;
      const [whole = '', double, single, plain] = ENTRY.exec(this.#rest(line, from)) ?? [];
      if (whole === '') return this.#other(column - 1, start);
      const key = double ?? single ?? plain ?? '';
      const quote = plain === undefined ? 1 : 0;
      const keySpan = { start: from, end: from + key.length + 2 * quote };
      const value = this.#value(line, from + whole.length, column, true, depth);
      entries.push({ key, keySpan, value, lines: { start: from, end: this.#endOfLast() } });
    }
    return { kind: 'mapping', start, end: this.#endOfLast(), entries };
  }

  #sequence(first: Line, start: number, depth: number): YamlNode {
    const column = start - first.start;
    const items: YamlNode[] = [];
    for (let line: Line | undefined = first; line !== undefined; line = this.#next(column)) {
      const dash = line.start + column;
      const rest = this.#rest(line, dash);
      const [mark] = /^-(?:[ \t]+|$)/.exec(rest) ?? [];
      // A list that isn't indented is followed by the next key of the level above.
      if (mark === undefined) break;
      const nested = this.#nodeAt(line, dash + mark.length, depth + 1);
      items.push(nested ?? this.#value(line, dash + mark.length, column, false, depth));
    }
    return { kind: 'sequence', start, end: this.#endOfLast(), items };
  }

  /** The next line of this level; undefined if the level has ended. */
  #next(column: number): Line | undefined {
    this.#skipEmpty();
    const line = this.#line();
    // A deeper line that isn't part of a value means that we don't understand the file.
    if (line !== undefined && line.indent > column) this.#isOdd = true;
    return line?.indent === column && !this.#isOdd ? line : undefined;
  }

  #value(line: Line, from: number, column: number, isOfKey: boolean, depth: number): YamlNode {
    const rest = this.#rest(line, from);
    const start = from + (/^[ \t]*/.exec(rest)?.[0].length ?? 0);
    const spelled = this.text.slice(start, line.end);
    this.#at++;
    if (spelled === '' || (spelled.startsWith('#') && start > from)) return this.#nested(column, isOfKey, start, depth);
    const header = BLOCK_HEADER.exec(spelled);
    if (header !== null) return this.#blockText(header[1] === '>', column, start);
    const scalar = scalarIn(spelled, start);
    const hasMore = this.#hasMore(column);
    return scalar === undefined || hasMore ? this.#other(column, start) : scalar;
  }

  #nested(column: number, isOfKey: boolean, start: number, depth: number): YamlNode {
    this.#skipEmpty();
    const line = this.#line();
    const isList = isOfKey && line?.indent === column && /^-(?:[ \t]|$)/.test(this.#rest(line, line.start + column));
    const nested = this.#block(isList ? column - 1 : column, depth + 1);
    return nested ?? { kind: 'scalar', start, end: start, text: '', body: { start, end: start }, comment: '' };
  }

  /** Whether the next non-empty line continues the value. */
  #hasMore(column: number): boolean {
    let at = this.#at;
    while (this.#lines[at]?.isEmpty === true) at++;
    return (this.#lines[at]?.indent ?? -1) > column;
  }

  /** A block scalar, written on several lines. */
  #blockText(isFolded: boolean, column: number, start: number): YamlNode {
    const first = this.#at;
    let [last, indent] = [first, -1];
    for (let at = first; at < this.#lines.length; at++) {
      const line = this.#lines[at];
      if (line === undefined) break;
      const isBlank = this.text.slice(line.start, line.end).trim() === '';
      const width = indentOf(this.text, line.start, line.end);
      if (!isBlank && width <= column) break;
      if (isBlank) continue;
      if (indent === -1) indent = width;
      if (width < indent) return this.#other(column, start);
      last = at + 1;
    }
    this.#at = last;
    const lines = this.#lines.slice(first, last);
    const texts = lines.map((line) => this.text.slice(Math.min(line.start + indent, line.end), line.end));
    const bodyStart = lines[0]?.start ?? this.#lines[first - 1]?.end ?? start;
    const end = lines.at(-1)?.end ?? this.#lines[first - 1]?.end ?? start;
    // How exactly line breaks are folded, or removed at the end, makes no difference to a shell.
    const text = isFolded ? texts.join(' ') : texts.map((each) => `${each}\n`).join('');
    return { kind: 'scalar', start, end, text, body: { start: bodyStart, end }, comment: '' };
  }

  /** Skips everything that is indented by more than `outer`. */
  #other(outer: number, start: number): YamlNode {
    for (let line = this.#line(); line !== undefined && (line.isEmpty || line.indent > outer); line = this.#line()) {
      this.#at++;
    }
    return { kind: 'other', start, end: this.#endOfLast() };
  }

  /** The end of the last non-empty line that was read. */
  #endOfLast(): number {
    let at = this.#at - 1;
    while (at > 0 && this.#lines[at]?.isEmpty === true) at--;
    return this.#lines[at]?.end ?? 0;
  }
}

function scalarIn(spelled: string, start: number): YamlScalar | undefined {
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')[ \t]*(?:[ \t](#.*))?$/.exec(spelled);
  if (quoted !== null) {
    const [, double, single, comment = ''] = quoted;
    const inner = double ?? single ?? '';
    const text = double === undefined ? inner.replaceAll("''", "'") : unescaped(double);
    if (text === undefined) return undefined;
    const end = start + inner.length + 2;
    const body = text === inner ? { start: start + 1, end: end - 1 } : undefined;
    return { kind: 'scalar', start, end, text, body, comment };
  }
  if (/^["'&*!{}[\]|>%@`?,]|^-(?:\s|$)/.test(spelled)) return undefined;
  const behind = spelled.search(/[ \t]#/);
  const text = (behind === -1 ? spelled : spelled.slice(0, behind)).trim();
  if (/:(?:\s|$)/.test(text)) return undefined;
  const end = start + text.length;
  const comment = behind === -1 ? '' : spelled.slice(behind).trim();
  return { kind: 'scalar', start, end, text, body: { start, end }, comment };
}

/** YAML has escapes that JSON doesn't; strings with those aren't parsed. */
function unescaped(text: string): string | undefined {
  if (!text.includes('\\')) return text;
  try {
    return String(JSON.parse(`"${text.replaceAll('\t', '\\t')}"`));
  } catch {
    return undefined;
  }
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  const first = text.startsWith('\uFEFF') ? 1 : 0;
  for (let start = first; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const next = feed === -1 ? text.length : feed + 1;
    const end = feed === -1 ? next : text.charAt(feed - 1) === '\r' && feed > start ? feed - 1 : feed;
    const indent = indentOf(text, start, end);
    const isEmpty =
      start + indent === end || text.charAt(start + indent) === '#' || text.slice(start, end).trim() === '';
    lines.push({ start, end, next, indent, isEmpty });
    start = next;
  }
  return lines;
}

function indentOf(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charAt(at) === ' ') at++;
  return at - start;
}
