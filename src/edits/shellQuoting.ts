import { err, ok, type Outcome } from '../base/outcome';

/** Shells with different syntax; `posix` is sh, bash, zsh and the like. */
export type Shell = 'posix' | 'fish' | 'powershell' | 'cmd';

/** The shell of an executable; unknown ones count as POSIX shells. */
export function shellOf(executable: string): Shell {
  const name = (executable.split(/[\\/]/).at(-1) ?? '').toLowerCase();
  if (/^(?:pwsh|powershell)/.test(name)) return 'powershell';
  if (name.startsWith('fish')) return 'fish';
  return /^(?:cmd|command)(?:\.exe|\.com)?$/.test(name) ? 'cmd' : 'posix';
}

/** Values that every shell reads literally without quotes. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_./:-]*$/;

/**
 * Quotes one argument for a shell, if it needs quotes. Returns an error if the shell can't quote the value, and for
 * control characters, which act as keys when pasted into a terminal. Sources: POSIX, "Quoting"; fish, "Quotes";
 * PowerShell, "about_Quoting_Rules" and "about_Parsing" (before 7.3, a `"` doesn't reach a native program intact); `cmd
 * /?` and `set /?` (in an interactive cmd, `%NAME%` is always expanded).
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
      // PowerShell also accepts typographic single quotes as quotes; doubling preserves each.
      return /"|\\$/.test(value) ? err('unquotable') : ok(`'${value.replace(/['‘’‚‛]/g, '$&$&')}'`);
    case 'cmd':
      return /["%!]|\\$/.test(value) ? err('unquotable') : ok(`"${value}"`);
  }
}

/** A value that can't be quoted for the shell. The value itself is never included. */
export interface Unquotable {
  readonly kind: 'unquotable';
  readonly key: string;
  readonly shell: Shell;
}
