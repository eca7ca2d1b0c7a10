import { majorLineBreak } from './lines';
import { planEdits, type TextPlan } from './textPlan';

/**
 * Adds one file to a `.gitignore`, as the last line, where it overrides all others. `path`: relative to the folder of
 * the `.gitignore`, with `/` as separator.
 */
export function planIgnoring(text: string | undefined, path: string): TextPlan<never> {
  const line = `/${escapePattern(path)}`;
  if (text === undefined) return { kind: 'create', text: `${line}\n` };
  // The line is already there if a person tries again after another step failed.
  const lastLine = text.split(/\r?\n/).findLast((candidate) => candidate !== '');
  if (lastLine === line) return { kind: 'unchanged' };
  const lineBreak = majorLineBreak(text) ?? '\n';
  const opening = text === '' || text.endsWith('\n') ? '' : lineBreak;
  return planEdits(text, [{ offset: text.length, length: 0, newText: `${opening}${line}${lineBreak}` }]);
}

/**
 * Escapes characters that Git would read as a pattern, and trailing whitespace that it would remove (gitignore,
 * "Pattern format").
 */
function escapePattern(path: string): string {
  return (
    path
      .replace(/[\\*?[\]]/g, String.raw`\$&`)
      .replace(/\s$/, String.raw`\$&`)
      // Line breaks can't be escaped; a question mark matches any character.
      .replace(/\\?[\r\n]/g, '?')
  );
}
