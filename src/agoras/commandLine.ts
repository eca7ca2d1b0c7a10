// The command line that publishes with an account's credentials.
import type { Flag } from './flags';
import type { Target } from './target';
import { err, ok, type Outcome } from '../base/outcome';
import { Secret, type SecretCommandLine } from '../base/secret';
import { publishCommand } from './publishCommand';
import { quoteFor, type Shell, type Unquotable } from '../edits/shellQuoting';

/**
 * The command line with all credentials that Agoras needs; the person appends text and image. Credentials are passed as
 * flags where this version of Agoras has them, otherwise as variables set for this one command (in PowerShell and cmd:
 * for the session). For bash and fish the line starts with a space, which usually keeps it out of the shell's history.
 */
export function commandLine(
  flags: readonly Flag[],
  target: Target,
  shell: Shell,
): Outcome<SecretCommandLine, Unquotable> {
  const values: { key: string; flag: string | undefined; quoted: string }[] = [];
  for (const { environment, flag, value } of flags) {
    const quoted = quoteFor(shell, typeof value === 'string' ? value : value.reveal());
    if (!quoted.ok) return err({ kind: 'unquotable', key: environment, shell });
    values.push({ key: environment, flag, quoted: quoted.value });
  }
  const blank = shell === 'posix' || shell === 'fish' ? ' ' : '';
  const options = values.flatMap(({ flag, quoted }) => (flag === undefined ? [] : [flag, quoted]));
  const variables = values.filter(({ flag }) => flag === undefined);
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

/** PowerShell reads an unquoted argument as a string, but an unquoted value as a command or a number. */
function stringInPowerShell(quoted: string): string {
  return quoted.startsWith("'") ? quoted : `'${quoted}'`;
}

/** `set "KEY=value"` quotes the whole assignment, so that a trailing space doesn't become part of the value. */
function withoutQuotes(quoted: string): string {
  return quoted.startsWith('"') ? quoted.slice(1, -1) : quoted;
}
