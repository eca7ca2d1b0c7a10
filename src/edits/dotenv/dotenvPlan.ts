import { commentLine, endOfBlock, growBlock, isLastAndOurs, startOfComment, type Block } from './dotenvBlocks';
import { isReadAs, spellDotenvValue, type DotenvValueProblem } from './dotenvQuoting';
import { byteOrderMarks, readAssignments, scanAssignments, type DotenvAssignment } from './dotenvSyntax';
import { majorLineBreak, positionAt } from '../lines';
import { planEdits, type TextEdit, type TextPlan } from '../textPlan';

/** A variable that is or was written. */
export interface DotenvEntry {
  readonly key: string;
  readonly value: string;
}

/** Why a `.env` can't be changed. Lines count from 1; values are never included. */
export type DotenvRefusal =
  /** The value can't be written in a way that all programs read the same. */
  | { readonly kind: 'value'; readonly key: string; readonly problem: DotenvValueProblem }
  /** The assignment spans several lines, or a lone CR is next to it: programs disagree about what belongs to it. */
  | { readonly kind: 'unclearLine'; readonly key: string; readonly line: number }
  /**
   * After the change, an unclosed quote or a bare `KEY:` on this line would include other lines, or no longer do so.
   */
  | { readonly kind: 'openQuote'; readonly key: string; readonly line: number }
  /** The text contains NUL characters: it is a binary file, or UTF-16 read as UTF-8. */
  | { readonly kind: 'notText' };

/**
 * Sets variables in the text of a `.env` file (`undefined`: the file doesn't exist yet).
 *
 * Existing keys stay where they are: each of their assignments gets the new value, but isn't touched if every program
 * already reads that value from it. New keys are added at the end, below `# comment`, unless the file already ends with
 * the block that they belong to. Each is on its own line and ends with a line break, even if the last line had none, so
 * that anything appended later starts on a new line.
 *
 * If a key occurs twice in `entries`, the last one counts.
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
    if (isBehindByteOrderMark(text, assignment.lineStart)) edits.push(cut(0, assignment.lineStart));
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
 * Removes from a `.env` file what {@link planDotenv} added: the lines with our keys and values, and our comment if none
 * of our keys is left below it. Values that the person has changed stay.
 */
export function planDotenvRemoval(
  text: string | undefined,
  entries: readonly DotenvEntry[],
  comment: string,
): TextPlan<DotenvRefusal> {
  if (text === undefined) return { kind: 'unchanged' };
  if (text.includes('\0')) return refused({ kind: 'notText' });
  // A value that can't be written was never written.
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

/** The value that programs get for a key when they load the file. For all of them, the last assignment counts. */
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

/** Only dotenv reads `KEY: value` as an assignment. */
function hasColon(text: string, { keyEnd }: DotenvAssignment): boolean {
  return text.charAt(keyEnd) === ':';
}

/** Whether every program reads this value from the line, however it is written. */
function says(text: string, assignment: DotenvAssignment, value: string): boolean {
  const { keyEnd, valueStart, valueEnd } = assignment;
  // A shell runs `KEY = value` as a command.
  if (valueStart !== keyEnd + 1) return false;
  // In `"value"#comment`, most programs see a comment, but a shell sees more of the value.
  if (hasColon(text, assignment) || text.charAt(valueEnd) === '#') return false;
  // After an empty value, python-dotenv reads the comment as the value.
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

/** Replaces the value and adds what programs need around it. Removes spaces around the `=` and after the value. */
function replaceValue(text: string, assignment: DotenvAssignment, spelled: string): TextEdit {
  const { keyEnd, valueStart, valueEnd, lineEnd } = assignment;
  const isBeforeComment = hasComment(text, assignment);
  const end = isBeforeComment ? valueEnd : lineEnd;
  const space = text.charAt(valueEnd) === '#' ? ' ' : '';
  const value = (isBeforeComment && spelled === '' ? "''" : spelled) + space;
  if (text.slice(keyEnd, valueStart) === '=') return { offset: valueStart, length: end - valueStart, newText: value };
  return { offset: keyEnd, length: end - keyEnd, newText: `=${value}` };
}

/** A shell, direnv and Node.js read byte order marks as part of the first key. */
function isBehindByteOrderMark(text: string, offset: number): boolean {
  return offset > 0 && offset <= byteOrderMarks(text);
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

/** The text to insert at `offset` so that a new line starts there. */
function openNewLine(text: string, offset: number, lineBreak: string): string {
  const previous = text.charAt(offset - 1);
  if (previous === '' || previous === '\n') return '';
  // Only some programs treat a lone CR as a line break; followed by an LF, it is one for all.
  return previous === '\r' ? '\n' : lineBreak;
}

function refused(reason: DotenvRefusal): TextPlan<DotenvRefusal> {
  return { kind: 'refused', reason };
}

/** What a text must contain after a change. */
interface Expectation {
  /** The existing assignments that stay, and the value that each must have. */
  readonly kept: Iterable<DotenvAssignment>;
  readonly valueOf: (kept: DotenvAssignment) => string;
  /** The assignments that follow them. */
  readonly added: readonly DotenvEntry[];
  /** Offset in the original text after which nothing was to change. */
  readonly settled: number;
}

/**
 * Rejects a plan if its result wouldn't be read as expected for every key. An unclosed quote could be closed by the new
 * text, or by a later quote once another one is removed, and then include the lines between.
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
    // The texts are identical from here on, and how they are read doesn't depend on anything before.
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
