// The command that loads a `.env` into a shell.
import { err, ok, type Outcome } from '../base/outcome';
import { quoteFor, type Shell, type Unquotable } from './shellQuoting';

/**
 * A line of a `.env` as it may stand after an edit of ours, which keeps indentation, `export` and a comment behind the
 * value: the key, and the value in quotes (3) or without (4). PCRE (fish), .NET and JavaScript read it alike.
 */
const ASSIGNMENT = String.raw`^\s*(?:export\s+)?(\w+)\s*=\s*(?:(["'])(.*?)\2|([^#\s].*?|))\s*(?:\s#.*)?$`;

/**
 * Loads a `.env` into a shell. `path` is absolute, or relative to the folder in which terminals open. A POSIX shell reads the file
 * as it is, and would take the line ends of Windows for a part of the values: those are taken off on the way
 * (`hasCarriageReturns`). fish and PowerShell take its assignments line by line. cmd has no patterns: there a line with `export`,
 * with single quotes or with a comment behind the value is taken as it stands.
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
      // What cmd can quote it takes as it is: the quotes stand there already.
      return ok(`for /f "usebackq eol=# tokens=1,* delims==" %A in ("${file}") do @set "%A=%~B"`);
  }
}

/**
 * Without a slash a POSIX shell would look for the file on its PATH, and with a dash before it take it for an option. On
 * Windows (Git Bash) a drive begins the path, and a backslash is none of its separators.
 */
function posixPath(path: string): string {
  if (/^[A-Za-z]:[\\/]|^\\\\/.test(path)) return path.replaceAll('\\', '/');
  return path.startsWith('/') ? path : `./${path}`;
}
