// The lines that belong together in a `.env`, and the comment that we put over ours.
import type { DotenvAssignment } from './dotenvSyntax';

/** A comment as one line of a `.env`, whatever line breaks are in it. */
export function commentLine(comment: string): string {
  return `# ${comment.replace(/\s+/g, ' ').trim()}`;
}

/** Assignments with nothing between them, not even an empty line. */
export interface Block {
  /** The assignment before them, from which something parts them. */
  readonly previous: DotenvAssignment | undefined;
  readonly first: DotenvAssignment;
  readonly last: DotenvAssignment;
}

/** The block with the next assignment, or a new block if something parts the two. */
export function growBlock(block: Block | undefined, next: DotenvAssignment): Block {
  if (block === undefined || !isDirectlyAbove(block.last, next)) {
    return { previous: block?.last, first: next, last: next };
  }
  return { previous: block.previous, first: block.first, last: next };
}

/** Whether nothing follows the last block of the file, and it is ours: by its last key or by its comment. */
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

/** The index behind the last of the lines that follow one another from `start` on and have keys of ours. */
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

/** Where our comment line starts, if it is the line right above the assignment. */
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
