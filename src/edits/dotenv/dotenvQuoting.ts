import { err, ok, type Outcome } from '../../base/outcome';

/**
 * Why a value has no spelling that every reader of `.env` reads the same:
 * a `lineBreak`, a `controlCharacter` (or half of a surrogate pair, which has no UTF-8 form), or `quoting`: characters
 * that one reader or another unescapes, expands or ends the value at.
 */
export type DotenvValueProblem = 'lineBreak' | 'controlCharacter' | 'quoting';

/** Read the same without quotes by all sixteen readers that were measured, a shell included. */
const BARE = /^[A-Za-z0-9_.:@%+,=/^-]*$/;

const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;
const CONTROL = /[^\P{Cc}\t]|\p{Cs}/u;

/**
 * Writes a value the way that the readers of `.env` agree on. They differ in what they make of quotes, backslashes and
 * dollars, so the plainest spelling that can hold the value is taken, and a value that none can hold is refused.
 * (`docker run --env-file` knows no quotes at all: it takes them as part of the value.)
 */
export function spellDotenvValue(value: string): Outcome<string, DotenvValueProblem> {
  if (LINE_BREAK.test(value)) return err('lineBreak');
  if (CONTROL.test(value)) return err('controlCharacter');
  if (BARE.test(value)) return ok(value);
  // dotenv-expand expands a dollar inside single quotes too, and several readers unescape a backslash there.
  if (!/['\\$]/.test(value)) return ok(`'${value}'`);
  if (!/["\\$`]/.test(value)) return ok(`"${value}"`);
  return err('quoting');
}

/**
 * Whether `spelled`, as it stands behind `KEY=`, is read as `value` by every reader, though perhaps not spelled as
 * {@link spellDotenvValue} would. Only for a value that has a spelling.
 */
export function isReadAs(spelled: string, value: string): boolean {
  if (spelled === value) return BARE.test(value);
  if (spelled === `'${value}'`) return !value.includes("'");
  return spelled === `"${value}"` && !/["`]/.test(value);
}
