// Finds faults in a text of any kind.
import type { TextEdit } from '../edits/textPlan';
import { SCRIPT_SHELLS, type DocumentKind } from './documentKind';
import { findInDotenv, type GitState } from './dotenvFindings';
import type { Finding } from './finding';
import { findInJson } from './jsonFindings';
import { findInScript } from './scriptFindings';
import type { FindingContext } from './variableSet';
import { findInWorkflow } from './workflowFindings';

/** `git` only matters for a `.env`; all other kinds of files are made to be shared. */
export function findIn(kind: DocumentKind, text: string, context: FindingContext, git: GitState): readonly Finding[] {
  switch (kind) {
    case 'dotenv':
      return findInDotenv(text, context, git);
    case 'launch':
    case 'tasks':
    case 'workspace':
      return findInJson(text, kind, context);
    case 'workflow':
      return findInWorkflow(text, context);
    case 'script':
    case 'fishScript':
    case 'powershellScript':
    case 'batchFile':
      return findInScript(text, SCRIPT_SHELLS[kind], context);
  }
}

/** The edits of many findings, sorted by offset, and how many of the findings they fix. */
export interface CombinedEdits {
  readonly edits: readonly TextEdit[];
  readonly fixed: number;
}

/** For all findings whose best remedy is an edit, except those whose edits overlap others: they are left for later. */
export function editsOfAll(findings: readonly Finding[]): CombinedEdits {
  const edits: TextEdit[] = [];
  let fixed = 0;
  for (const { remedies } of findings) {
    const [best] = remedies;
    if (best?.kind !== 'edit' || best.edits.length === 0) continue;
    // The same edit can fix several findings, such as one that removes each line of a variable.
    const added = best.edits.filter((edit) => !isSame(edits[placeOf(edit, edits)], edit));
    if (added.some((edit) => overlapsAny(edit, edits))) continue;
    for (const edit of added) edits.splice(placeOf(edit, edits) + 1, 0, edit);
    fixed += 1;
  }
  return { edits, fixed };
}

/** The index of the last of the sorted edits that doesn't begin after this one; -1 if there is none. */
function placeOf({ offset }: TextEdit, sorted: readonly TextEdit[]): number {
  return sorted.findLastIndex((other) => other.offset <= offset);
}

function overlapsAny(edit: TextEdit, sorted: readonly TextEdit[]): boolean {
  const place = placeOf(edit, sorted);
  const [before, after] = [sorted[place], sorted[place + 1]];
  const end = edit.offset + edit.length;
  // Two edits at the same offset could be applied in any order.
  const isFreeBefore =
    before === undefined || (before.offset < edit.offset && before.offset + before.length <= edit.offset);
  return !isFreeBefore || (after !== undefined && after.offset < end);
}

function isSame(one: TextEdit | undefined, { offset, length, newText }: TextEdit): boolean {
  return one?.offset === offset && one.length === length && one.newText === newText;
}
