import { redact } from '../../base/redaction';
import { readAssignments, type DotenvAssignment } from './dotenvSyntax';

/** What the preview shows in place of a value: one that stays, and one that the change brings. */
export const HIDDEN = '[hidden]';
export const NEW_VALUE = '[new value]';

/**
 * A `.env` with every value masked, for the preview of a change. `shown`: keys whose values are no secret. With
 * `before`, a value that differs from the one there is called new.
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

/** A quote that never closes can hold a `#`; what follows it is then part of the secret. */
function endOfSecret(text: string, { valueStart, valueEnd, lineEnd }: DotenvAssignment): number {
  const value = text.slice(valueStart, valueEnd);
  const quote = value.charAt(0);
  const isOpen = /['"`]/.test(quote) && (value.length === 1 || !value.endsWith(quote));
  return isOpen ? lineEnd : valueEnd;
}

/**
 * What stands outside every value. A comment stays, but not the value of an assignment that was commented out; a line
 * that is neither comment nor assignment may be the rest of a value, such as a key over several lines without quotes.
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
