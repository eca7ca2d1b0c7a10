// The command that loads a `.env` into a shell.
import { err, ok, type Outcome } from '../base/outcome';
import { quoteFor, type Shell, type Unquotable } from './shellQuoting';

/**
 * A line of a `.env` that we may have edited, which keeps indentation, `export` and a trailing comment: captures the
 * key, and the value with (3) or without (4) quotes. PCRE (fish), .NET and JavaScript match it the same way.
 */
const ASSIGNMENT = String.raw`^\s*(?:export\s+)?(\w+)\s*=\s*(?:(["'])(.*?)\2|([^#\s].*?|))\s*(?:\s#.*)?$`;

/**
 * The command that loads a `.env` into a shell. `path` is absolute, or relative to the folder that terminals open in. A
 * POSIX shell runs the file; CRs of Windows line breaks would become part of the values, so they are removed first
 * (`hasCarriageReturns`). fish and PowerShell match the assignments line by line. cmd has no regular expressions, so it
 * reads lines with `export`, single quotes or a trailing comment literally.
 */
export function loadCommand(
  path: string,
  shell: Shell,
  { hasCarriageReturns = false } = {},
): Outcome<string, Unquotable> {
  const file = shell === 'posix' ? posixPath(path) : path;
  const quoted = quoteFor(shell, file);
  if (!quoted.ok) return err({ kind: 'unquotable', key: path, shell });
  switch (shell) {
    case 'posix':
      return ok(
        hasCarriageReturns
          ? `set -a; eval "$(tr -d '\\r' < ${quoted.value})"; set +a`
          : `set -a; . ${quoted.value}; set +a`,
      );
    case 'fish':
      return ok(
        `for pair in (string replace --filter --regex '${ASSIGNMENT.replaceAll("'", String.raw`\'`)}' '$1=$3$4' ` +
          `< ${quoted.value}); set --global --export (string split --max 1 = $pair); end`,
      );
    case 'powershell':
      return ok(
        `Get-Content -LiteralPath ${quoted.value} | Where-Object { $_ -match '${ASSIGNMENT.replaceAll("'", "''")}' } | ` +
          'ForEach-Object { Set-Item "env:$($Matches[1])" "$($Matches[3])$($Matches[4])" }',
      );
    case 'cmd':
      // cmd uses its own quotes here; any path that can be quoted for cmd is fine as it is.
      return ok(`for /f "usebackq eol=# tokens=1,* delims==" %A in ("${file}") do @set "%A=%~B"`);
  }
}

/**
 * Without a slash, a POSIX shell would search the PATH for the file, and would read a leading dash as an option. On
 * Windows (Git Bash), an absolute path starts with a drive, and a backslash doesn't separate folders.
 */
function posixPath(path: string): string {
  if (/^[A-Za-z]:[\\/]|^\\\\/.test(path)) return path.replaceAll('\\', '/');
  return path.startsWith('/') ? path : `./${path}`;
}
