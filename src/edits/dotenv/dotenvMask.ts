import { redact } from '../../base/redaction';
import { readAssignments, type DotenvAssignment } from './dotenvSyntax';

/** Shown in the preview instead of a value: unchanged or new. */
export const HIDDEN = '[hidden]';
export const NEW_VALUE = '[new value]';

/**
 * A `.env` with all values masked, for the preview of a change. `shown`: keys whose values aren't secret. `before`: the
 * text before the change; values that differ from it are marked as new.
 */
export function maskDotenv(text: string, shown: ReadonlySet<string>, before?: string): string {
  const known = new Map(readAssignments(before ?? '').map(({ key, value }) => [key, value]));
  const parts: string[] = [];
  let copied = 0;
  for (const assignment of readAssignments(text)) {
    const { key, value, lineStart, valueStart } = assignment;
    const end = endOfSecret(text, assignment);
    const spelled = text.slice(valueStart, end);
    const isShown = shown.has(key) || /^(['"`]?)\1$/.test(spelled);
    const isNew = before !== undefined && known.get(key) !== value;
    parts.push(maskBetween(text.slice(copied, lineStart)), redact(text.slice(lineStart, valueStart)));
    parts.push(isShown ? spelled : isNew ? NEW_VALUE : HIDDEN);
    copied = end;
  }
  parts.push(maskBetween(text.slice(copied)));
  return parts.join('');
}

/** After a quote that is never closed, a `#` and what follows it may still be part of the secret. */
function endOfSecret(text: string, { valueStart, valueEnd, lineEnd }: DotenvAssignment): number {
  const value = text.slice(valueStart, valueEnd);
  const quote = value.charAt(0);
  const isOpen = /['"`]/.test(quote) && (value.length === 1 || !value.endsWith(quote));
  return isOpen ? lineEnd : valueEnd;
}

/**
 * Masks the text between assignments. Comments stay, but not the values of commented-out assignments. A line that is
 * neither comment nor assignment may be part of a secret, such as a key on several lines without quotes.
 */
function maskBetween(text: string): string {
  return text
    .split(/(?<=[\r\n])/)
    .map(maskLine)
    .join('');
}

function maskLine(line: string): string {
  const commentedOut = /^\uFEFF?\s*#[\s#]*(?:export\s+)?[\w.-]+\s*=\s*(?=\S)/.exec(line)?.[0];
  if (commentedOut !== undefined) return redact(commentedOut) + HIDDEN + lineBreakOf(line);
  return /^\uFEFF?\s*(?:#|$)/.test(line) ? redact(line) : HIDDEN + lineBreakOf(line);
}

function lineBreakOf(line: string): string {
  return /[\r\n]*$/.exec(line)?.[0] ?? '';
}
