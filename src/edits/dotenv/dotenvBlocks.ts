// Finds lines that belong together in a `.env`, and the comment that we write above ours.
import type { DotenvAssignment } from './dotenvSyntax';

/** A comment as a single line of a `.env`, with its line breaks removed. */
export function commentLine(comment: string): string {
  return `# ${comment.replace(/\s+/g, ' ').trim()}`;
}

/** Consecutive assignments without anything between them, not even an empty line. */
export interface Block {
  /** The assignment before the block, separated from it by something else. */
  readonly previous: DotenvAssignment | undefined;
  readonly first: DotenvAssignment;
  readonly last: DotenvAssignment;
}

/** Adds the next assignment to the block, or starts a new block if something separates the two. */
export function growBlock(block: Block | undefined, next: DotenvAssignment): Block {
  if (block === undefined || !isDirectlyAbove(block.last, next)) {
    return { previous: block?.last, first: next, last: next };
  }
  return { previous: block.previous, first: block.first, last: next };
}

/** Whether the file ends with this block, and its last key or its comment is ours. */
export function isLastAndOurs(
  text: string,
  { previous, first, last }: Block,
  ours: ReadonlyMap<string, unknown>,
  comment: string,
): boolean {
  if (text.slice(last.nextLine).trim() !== '') return false;
  return ours.has(last.key) || startOfComment(text, previous, first, comment) !== undefined;
}

function isDirectlyAbove(upper: DotenvAssignment | undefined, lower: DotenvAssignment): boolean {
  return upper?.nextLine === lower.lineStart;
}

/** The index after the last of the directly consecutive assignments, from `start` on, whose keys are ours. */
export function endOfBlock(
  before: readonly DotenvAssignment[],
  start: number,
  ours: ReadonlyMap<string, unknown>,
): number {
  let end = start + 1;
  for (
    let next = before[end];
    next && ours.has(next.key) && isDirectlyAbove(before[end - 1], next);
    next = before[end]
  ) {
    end++;
  }
  return end;
}

/** Where our comment starts, if it is directly above the assignment. */
export function startOfComment(
  text: string,
  previous: DotenvAssignment | undefined,
  assignment: DotenvAssignment,
  comment: string,
): number | undefined {
  const above = text.slice(previous?.nextLine ?? 0, assignment.lineStart);
  const line = /(?:^\uFEFF?|[\r\n])([^\r\n]*)(?:\r\n|\r|\n)$/.exec(above)?.[1];
  return line === commentLine(comment) ? assignment.lineStart - above.length + above.lastIndexOf(line) : undefined;
}
