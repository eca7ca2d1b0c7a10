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

/** The edits of all findings whose best remedy is an edit, except those that overlap an earlier one. */
export function editsOfAll(findings: readonly Finding[]): readonly TextEdit[] {
  const all: TextEdit[] = [];
  let end = 0;
  for (const { remedies } of findings) {
    const [best] = remedies;
    const edits = best?.kind === 'edit' ? best.edits : [];
    const [first] = edits;
    if (first === undefined || first.offset < end) continue;
    for (const edit of edits) {
      end = edit.offset + edit.length;
      all.push(edit);
    }
  }
  return all;
}
