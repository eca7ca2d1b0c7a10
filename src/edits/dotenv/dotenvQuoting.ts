import { err, ok, type Outcome } from '../../base/outcome';

/**
 * Why a value can't be written so that all programs read the same value from a `.env`: a `lineBreak`, a
 * `controlCharacter` (or half of a surrogate pair, which can't be encoded as UTF-8), or `quoting`: characters that some
 * programs unescape, expand or take for the end of the value.
 */
export type DotenvValueProblem = 'lineBreak' | 'controlCharacter' | 'quoting';

/** Values that all sixteen tested programs, including a shell, read the same without quotes. */
const BARE = /^[A-Za-z0-9_.:@%+,=/^-]*$/;

const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;
const CONTROL = /[^\P{Cc}\t]|\p{Cs}/u;

/**
 * Writes a value in a way that all programs that read `.env` files agree on. They treat quotes, backslashes and dollar
 * signs differently, so the plainest possible form is used, and values without such a form are rejected. (`docker run
 * --env-file` doesn't support quotes: it takes them as part of the value.)
 */
export function spellDotenvValue(value: string): Outcome<string, DotenvValueProblem> {
  if (LINE_BREAK.test(value)) return err('lineBreak');
  if (CONTROL.test(value)) return err('controlCharacter');
  if (BARE.test(value)) return ok(value);
  // dotenv-expand also expands dollar signs within single quotes, and several programs unescape backslashes there.
  if (!/['\\$]/.test(value)) return ok(`'${value}'`);
  if (!/["\\$`]/.test(value)) return ok(`"${value}"`);
  return err('quoting');
}

/**
 * Whether every program reads the text after `KEY=` as `value`, even if {@link spellDotenvValue} would have written it
 * differently. Only for values that can be written.
 */
export function isReadAs(spelled: string, value: string): boolean {
  if (spelled === value) return BARE.test(value);
  if (spelled === `'${value}'`) return !value.includes("'");
  return spelled === `"${value}"` && !/["`]/.test(value);
}
