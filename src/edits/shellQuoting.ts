import { err, ok, type Outcome } from '../base/outcome';

/** Shells that are written for alike: `posix` is sh, bash, zsh and the like. */
export type Shell = 'posix' | 'fish' | 'powershell' | 'cmd';

/** Which shell an executable is; an unknown one is taken for a POSIX shell. */
export function shellOf(executable: string): Shell {
  const name = (executable.split(/[\\/]/).at(-1) ?? '').toLowerCase();
  if (/^(?:pwsh|powershell)/.test(name)) return 'powershell';
  if (name.startsWith('fish')) return 'fish';
  return /^(?:cmd|command)(?:\.exe|\.com)?$/.test(name) ? 'cmd' : 'posix';
}

/** Read as itself by every shell, so that what needs no quotes has none. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_./:-]*$/;

/**
 * One argument for a shell, with quotes where it needs them. What the shell has no spelling for is refused, and so are
 * control characters: pasted into a terminal they act as keys. Sources: POSIX, "Quoting"; fish, "Quotes"; PowerShell,
 * "about_Quoting_Rules" and "about_Parsing" (a `"` does not reach a native program unharmed before 7.3); `cmd /?` and
 * `set /?` (in an interactive cmd nothing keeps `%NAME%` from being expanded).
 */
export function quoteFor(shell: Shell, value: string): Outcome<string, 'unquotable'> {
  if (/\p{Cc}|\p{Cs}/u.test(value)) return err('unquotable');
  if (PLAIN.test(value)) return ok(value);
  switch (shell) {
    case 'posix':
      return ok(`'${value.replaceAll("'", String.raw`'\''`)}'`);
    case 'fish':
      return ok(`'${value.replace(/[\\']/g, String.raw`\$&`)}'`);
    case 'powershell':
      // PowerShell takes typographic single quotes for quotes as well; doubling keeps each.
      return /"|\\$/.test(value) ? err('unquotable') : ok(`'${value.replace(/['‘’‚‛]/g, '$&$&')}'`);
    case 'cmd':
      return /["%!]|\\$/.test(value) ? err('unquotable') : ok(`"${value}"`);
  }
}

/** A value that the shell has no spelling for. The value itself is never named. */
export interface Unquotable {
  readonly kind: 'unquotable';
  readonly key: string;
  readonly shell: Shell;
}
