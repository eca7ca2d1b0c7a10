import { redact } from '../redaction';
import { readAssignments } from './dotenvSyntax';

export const HIDDEN = '[hidden]';
export const NEW_VALUE = '[new value]';

/**
 * A `.env` with every value masked, for a picture of what will change. `shown`: keys whose values are no secret. With
 * `before`, a value that differs from the one there is called new.
 */
export function maskDotenv(text: string, shown: ReadonlySet<string>, before?: string): string {
  const known = new Map(readAssignments(before ?? '').map(({ key, value }) => [key, value]));
  const parts: string[] = [];
  let copied = 0;
  for (const { key, value, valueStart, valueEnd } of readAssignments(text)) {
    parts.push(redact(text.slice(copied, valueStart)));
    const isNew = before !== undefined && known.get(key) !== value;
    parts.push(shown.has(key) || value === '' ? text.slice(valueStart, valueEnd) : isNew ? NEW_VALUE : HIDDEN);
    copied = valueEnd;
  }
  // What stands outside every assignment can hold a secret that was commented out.
  parts.push(redact(text.slice(copied)));
  return parts.join('');
}
