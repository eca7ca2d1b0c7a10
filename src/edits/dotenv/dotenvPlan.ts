import { commentLine, endOfBlock, growBlock, isLastAndOurs, startOfComment, type Block } from './dotenvBlocks';
import { isReadAs, spellDotenvValue, type DotenvValueProblem } from './dotenvQuoting';
import { readAssignments, scanAssignments, type DotenvAssignment } from './dotenvSyntax';
import { majorLineBreak, positionAt } from '../lines';
import { planEdits, type TextEdit, type TextPlan } from '../textPlan';

/** A variable to be written, or that was written. */
export interface DotenvEntry {
  readonly key: string;
  readonly value: string;
}

/** Why a `.env` is left as it is. Lines count from 1; no value is ever named. */
export type DotenvRefusal =
  /** The value has no spelling that all readers read alike. */
  | { readonly kind: 'value'; readonly key: string; readonly problem: DotenvValueProblem }
  /** The key and its value are on several lines, or a lone CR bounds the line: readers disagree what belongs to it. */
  | { readonly kind: 'unclearLine'; readonly key: string; readonly line: number }
  /** The quote in this line finds no end, and would begin or cease to reach into other lines; so would a bare `KEY:`. */
  | { readonly kind: 'openQuote'; readonly key: string; readonly line: number }
  /** NUL characters: a binary file, or UTF-16 taken for UTF-8. */
  | { readonly kind: 'notText' };

/**
 * Sets variables in the text of a `.env` file (`undefined`: there is none yet).
 *
 * A key that is there keeps its place; each of its live lines gets the value, and keeps it in another spelling when
 * every reader takes that for the same. Keys that are not there go to the end of the file, each on a line of its own
 * that ends with a line break even where the last line had none: what is appended next starts on a line of its own. They stand
 * under `# comment`, unless the file already ends with the block that they belong to.
 *
 * Of two entries with one key the last counts.
 */
export function planDotenv(
  text: string | undefined,
  entries: readonly DotenvEntry[],
  comment: string,
): TextPlan<DotenvRefusal> {
  const wanted = new Map<string, SpelledEntry>();
  for (const { key, value } of entries) {
    checkKey(key);
    const spelled = spellDotenvValue(value);
    if (!spelled.ok) return refused({ kind: 'value', key, problem: spelled.error });
    wanted.set(key, { key, value, line: `${key}=${spelled.value}`, spelled: spelled.value });
  }
  if (text === undefined) {
    if (wanted.size === 0) return { kind: 'unchanged' };
    return {
      kind: 'create',
      text: linesOf([commentLine(comment), ...[...wanted.values()].map(({ line }) => line)], '\n'),
    };
  }
  if (text.includes('\0')) return refused({ kind: 'notText' });

  const missing = new Map(wanted);
  const edits: TextEdit[] = [];
  let block: Block | undefined;
  let settled = 0;
  for (const assignment of scanAssignments(text)) {
    block = growBlock(block, assignment);
    const entry = wanted.get(assignment.key);
    if (!entry) continue;
    if (isUnclear(text, assignment)) {
      return refused({ kind: 'unclearLine', key: entry.key, line: positionAt(text, assignment.lineStart).line });
    }
    if (isBehindByteOrderMark(text, assignment.lineStart)) edits.push(cut(0, 1));
    if (!says(text, assignment, entry.value)) edits.push(replaceValue(text, assignment, entry.spelled));
    missing.delete(assignment.key);
    settled = assignment.lineEnd;
  }
  const added = [...missing.values()];
  if (added.length > 0) edits.push(appendEntries(text, block, added, wanted, comment));

  return unlessMisread(text, planEdits(text, edits), {
    kept: scanAssignments(text),
    valueOf: ({ key, value }) => wanted.get(key)?.value ?? value,
    added,
    settled: added.length > 0 ? text.length + 1 : settled,
  });
}

/**
 * Takes out of a `.env` file what {@link planDotenv} put in: the lines whose key and value are ours, and the comment
 * line that stood over them when none of our keys is left under it. A value that the person has changed stays.
 */
export function planDotenvRemoval(
  text: string | undefined,
  entries: readonly DotenvEntry[],
  comment: string,
): TextPlan<DotenvRefusal> {
  if (text === undefined) return { kind: 'unchanged' };
  if (text.includes('\0')) return refused({ kind: 'notText' });
  // What has no spelling was never written.
  const written = new Map(
    entries.filter(({ value }) => spellDotenvValue(value).ok).map(({ key, value }) => [key, value]),
  );
  const before = readAssignments(text);
  const isOurs = (assignment: DotenvAssignment): boolean => {
    const value = written.get(assignment.key);
    return value !== undefined && says(text, assignment, value);
  };

  const edits: TextEdit[] = [];
  let settled = 0;
  for (const [index, assignment] of before.entries()) {
    if (!isOurs(assignment)) continue;
    settled = assignment.nextLine;
    const start = startOfComment(text, before[index - 1], assignment, comment);
    if (start !== undefined && before.slice(index, endOfBlock(before, index, written)).every(isOurs)) {
      edits.push(cut(start, assignment.lineStart));
    }
    edits.push(cut(assignment.lineStart, assignment.nextLine));
  }
  return unlessMisread(text, planEdits(text, edits), {
    kept: before.filter((assignment) => !isOurs(assignment)),
    valueOf: ({ value }) => value,
    added: [],
    settled,
  });
}

/** The value that a key has for a program that loads the file. The last assignment wins, with every reader. */
export function readDotenvValue(text: string, key: string): string | undefined {
  let value: string | undefined;
  for (const assignment of scanAssignments(text)) if (assignment.key === key) value = assignment.value;
  return value;
}

interface SpelledEntry extends DotenvEntry {
  readonly spelled: string;
  readonly line: string;
}

function checkKey(key: string): void {
  if (!/^[A-Za-z_]\w*$/.test(key)) throw new Error(`Not the name of an environment variable: ${JSON.stringify(key)}`);
}

function linesOf(lines: readonly string[], lineBreak: string): string {
  return lines.map((line) => line + lineBreak).join('');
}

function cut(start: number, end: number): TextEdit {
  return { offset: start, length: end - start, newText: '' };
}

/** dotenv alone takes `KEY: value` for an assignment. */
function hasColon(text: string, { keyEnd }: DotenvAssignment): boolean {
  return text.charAt(keyEnd) === ':';
}

/** Whether every reader takes the line to set this value, however it is spelled. */
function says(text: string, assignment: DotenvAssignment, value: string): boolean {
  const { keyEnd, valueStart, valueEnd } = assignment;
  // A shell takes `KEY = value` for a command.
  if (valueStart !== keyEnd + 1) return false;
  // `"value"#comment` is a comment for most, and part of the value for a shell.
  if (hasColon(text, assignment) || text.charAt(valueEnd) === '#') return false;
  // python-dotenv takes the comment behind nothing at all for the value.
  if (valueStart === valueEnd && hasComment(text, assignment)) return false;
  return isReadAs(text.slice(valueStart, valueEnd), value);
}

function hasComment(text: string, { valueEnd, lineEnd }: DotenvAssignment): boolean {
  return text.slice(valueEnd, lineEnd).trimStart().startsWith('#');
}

function isUnclear(text: string, { lineStart, keyEnd, valueStart, lineEnd }: DotenvAssignment): boolean {
  return (
    /[\r\n]/.test(text.slice(keyEnd, valueStart)) ||
    text.charAt(lineStart - 1) === '\r' ||
    (text.charAt(lineEnd) === '\r' && text.charAt(lineEnd + 1) !== '\n')
  );
}

/**
 * Puts the value in place of the old one, with what a reader needs around it; blanks around the `=` and behind the value
 * go.
 */
function replaceValue(text: string, assignment: DotenvAssignment, spelled: string): TextEdit {
  const { keyEnd, valueStart, valueEnd, lineEnd } = assignment;
  const isBeforeComment = hasComment(text, assignment);
  const end = isBeforeComment ? valueEnd : lineEnd;
  const space = text.charAt(valueEnd) === '#' ? ' ' : '';
  const value = (isBeforeComment && spelled === '' ? "''" : spelled) + space;
  if (text.slice(keyEnd, valueStart) === '=') return { offset: valueStart, length: end - valueStart, newText: value };
  return { offset: keyEnd, length: end - keyEnd, newText: `=${value}` };
}

/** A shell, direnv and Node.js take the mark for a part of the first key. */
function isBehindByteOrderMark(text: string, offset: number): boolean {
  return offset === 1 && text.startsWith('\uFEFF');
}

function appendEntries(
  text: string,
  block: Block | undefined,
  missing: readonly SpelledEntry[],
  ours: ReadonlyMap<string, unknown>,
  comment: string,
): TextEdit {
  const lineBreak = majorLineBreak(text) ?? '\n';
  const isOurs = block !== undefined && isLastAndOurs(text, block, ours, comment);
  const offset = isOurs ? block.last.nextLine : text.length;
  const lines = missing.map(({ line }) => line);
  if (!isOurs) lines.unshift(commentLine(comment));
  const start = isBehindByteOrderMark(text, offset) ? 0 : offset;
  return {
    offset: start,
    length: offset - start,
    newText: openNewLine(text, start, lineBreak) + linesOf(lines, lineBreak),
  };
}

/** What has to be written at `offset` first, so that a line starts there. */
function openNewLine(text: string, offset: number, lineBreak: string): string {
  const previous = text.charAt(offset - 1);
  if (previous === '' || previous === '\n') return '';
  // A lone CR ends a line for some readers only; an LF behind it makes it a line break for all.
  return previous === '\r' ? '\n' : lineBreak;
}

function refused(reason: DotenvRefusal): TextPlan<DotenvRefusal> {
  return { kind: 'refused', reason };
}

/** What a text has to say after a change. */
interface Expectation {
  /** The assignments of the text before that stay, and the value that each has to have. */
  readonly kept: Iterable<DotenvAssignment>;
  readonly valueOf: (kept: DotenvAssignment) => string;
  /** What follows them. */
  readonly added: readonly DotenvEntry[];
  /** An offset into the text before: nothing that stands behind it was changed, nor was to be. */
  readonly settled: number;
}

/**
 * Lets a plan through only if the text it leads to reads as expected, in every key. An opening quote that never
 * closed can find its partner in what was written, or behind a quote that was taken away, and then swallows lines.
 */
function unlessMisread(
  text: string,
  plan: TextPlan<DotenvRefusal>,
  { kept, valueOf, added, settled }: Expectation,
): TextPlan<DotenvRefusal> {
  if (plan.kind !== 'rewrite') return plan;
  const growth = plan.text.length - text.length;
  const after = scanAssignments(plan.text);
  let last: DotenvAssignment | undefined;
  for (const assignment of kept) {
    const found = after.next().value;
    if (found?.key !== assignment.key || found.value !== valueOf(assignment)) return openQuote(text, assignment);
    // From here on the texts are the same, and what is read depends on nothing before it.
    if (assignment.lineEnd >= settled && found.lineEnd - assignment.lineEnd === growth) return plan;
    last = assignment;
  }
  for (const entry of [...added, undefined]) {
    const found = after.next().value;
    if (found?.key === entry?.key && found?.value === entry?.value) continue;
    const culprit = found ?? last;
    if (!culprit) throw new Error('What was written is not there');
    return openQuote(plan.text, culprit);
  }
  return plan;
}

function openQuote(text: string, { key, lineStart }: DotenvAssignment): TextPlan<DotenvRefusal> {
  return refused({ kind: 'openQuote', key, line: positionAt(text, lineStart).line });
}
