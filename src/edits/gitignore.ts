import { majorLineBreak } from './lines';
import { planEdits, type TextPlan } from './textPlan';

/**
 * Adds one file to a `.gitignore`, on a line of its own at the end, where it overrules all others. `path`: from the folder
 * of the `.gitignore`, with `/` between names.
 */
export function planIgnoring(text: string | undefined, path: string): TextPlan<never> {
  const line = `/${escapePattern(path)}`;
  if (text === undefined) return { kind: 'create', text: `${line}\n` };
  // It is there already when a person tries again after a later failure.
  const lastLine = text.split(/\r?\n/).findLast((candidate) => candidate !== '');
  if (lastLine === line) return { kind: 'unchanged' };
  const lineBreak = majorLineBreak(text) ?? '\n';
  const opening = text === '' || text.endsWith('\n') ? '' : lineBreak;
  return planEdits(text, [{ offset: text.length, length: 0, newText: `${opening}${line}${lineBreak}` }]);
}

/** Characters that Git would take for a pattern, and blanks that it would cut off (gitignore, "Pattern format"). */
function escapePattern(path: string): string {
  return (
    path
      .replace(/[\\*?[\]]/g, String.raw`\$&`)
      .replace(/\s$/, String.raw`\$&`)
      // No escape holds a line break; a question mark stands for any character.
      .replace(/\\?[\r\n]/g, '?')
  );
}
