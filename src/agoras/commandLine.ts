// The command line that publishes with an account's credentials, and the one that loads a `.env`.
import type { Flag } from './flags';
import type { Target } from './target';
import { err, ok, type Outcome } from '../base/outcome';
import { Secret, type SecretCommandLine } from '../base/secret';
import { publishCommand } from './publishCommand';
import { quoteFor, type Shell, type Unquotable } from '../edits/shellQuoting';

/**
 * The command line with everything that Agoras needs in it, but for text and image, which the person adds behind it:
 * flags where that version takes them, else variables that are set for this one command (in PowerShell and cmd: for
 * this session). bash and fish keep a line that begins with a blank out of their history, as they are usually set up.
 */
export function commandLine(
  flags: readonly Flag[],
  target: Target,
  shell: Shell,
): Outcome<SecretCommandLine, Unquotable> {
  const words: { key: string; flag: string | undefined; quoted: string }[] = [];
  for (const { environment, flag, value } of flags) {
    const quoted = quoteFor(shell, typeof value === 'string' ? value : value.reveal());
    if (!quoted.ok) return err({ kind: 'unquotable', key: environment, shell });
    words.push({ key: environment, flag, quoted: quoted.value });
  }
  const blank = shell === 'posix' || shell === 'fish' ? ' ' : '';
  const options = words.flatMap(({ flag, quoted }) => (flag === undefined ? [] : [flag, quoted]));
  const variables = words.filter(({ flag }) => flag === undefined);
  const command = ['agoras', ...publishCommand(target).action, ...options].join(' ');
  return ok(new Secret('commandLine', blank + withVariables(command, variables, shell)));
}

function withVariables(
  command: string,
  variables: readonly { readonly key: string; readonly quoted: string }[],
  shell: Shell,
): string {
  if (variables.length === 0) return command;
  const assignments = variables.map(({ key, quoted }) => `${key}=${quoted}`);
  switch (shell) {
    case 'posix':
      return [...assignments, command].join(' ');
    case 'fish':
      return ['env', ...assignments, command].join(' ');
    case 'powershell':
      return [...variables.map(({ key, quoted }) => `$env:${key}=${stringInPowerShell(quoted)}`), command].join('; ');
    case 'cmd':
      return [...variables.map(({ key, quoted }) => `set "${key}=${withoutQuotes(quoted)}"`), command].join(' && ');
  }
}

/** What is a word as an argument would be a command or a number as a value. */
function stringInPowerShell(quoted: string): string {
  return quoted.startsWith("'") ? quoted : `'${quoted}'`;
}

/** `set "KEY=value"` quotes the whole assignment, so that no blank behind it becomes part of the value. */
function withoutQuotes(quoted: string): string {
  return quoted.startsWith('"') ? quoted.slice(1, -1) : quoted;
}

/**
 * A line of a `.env` as it may stand after an edit of ours, which keeps indentation, `export` and a comment behind the
 * value: the key, and the value in quotes (3) or without (4). PCRE (fish), .NET and JavaScript read it alike.
 */
const ASSIGNMENT = String.raw`^\s*(?:export\s+)?(\w+)\s*=\s*(?:(["'])(.*?)\2|([^#\s].*?|))\s*(?:\s#.*)?$`;

/**
 * Loads a `.env` into a shell. `path` is relative to the folder in which terminals open. A POSIX shell reads the file
 * as it is; fish and PowerShell take its assignments line by line. cmd has no patterns: there a line with `export`,
 * with single quotes or with a comment behind the value is taken as it stands.
 */
export function loadCommand(path: string, shell: Shell): Outcome<string, Unquotable> {
  // Without a slash a POSIX shell would look for the file on its PATH.
  const file = shell === 'posix' && !path.includes('/') ? `./${path}` : path;
  const quoted = quoteFor(shell, file);
  if (!quoted.ok) return err({ kind: 'unquotable', key: path, shell });
  switch (shell) {
    case 'posix':
      return ok(`set -a; . ${quoted.value}; set +a`);
    case 'fish':
      return ok(
        `for pair in (string replace --filter --regex '${ASSIGNMENT.replaceAll("'", String.raw`\'`)}' '$1=$3$4' ` +
          `< ${quoted.value}); set --global --export (string split --max 1 = $pair); end`,
      );
    case 'powershell':
      return ok(
        `Get-Content ${quoted.value} | Where-Object { $_ -match '${ASSIGNMENT.replaceAll("'", "''")}' } | ` +
          'ForEach-Object { Set-Item "env:$($Matches[1])" "$($Matches[3])$($Matches[4])" }',
      );
    case 'cmd':
      return ok(
        `for /f "usebackq eol=# tokens=1,* delims==" %A in ("${withoutQuotes(quoted.value)}") do @set "%A=%~B"`,
      );
  }
}
