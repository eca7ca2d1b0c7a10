// How a run of Agoras ends, and what it prints.

export class Terminal {
  out(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  err(text: string): void {
    process.stderr.write(`${text}\n`);
  }
}

/** Ends the run and prints these lines to stderr. */
export class Refused extends Error {
  constructor(
    readonly exitCode: number,
    text: string,
  ) {
    super(text);
  }
}

/** An uncaught Python exception: printed with a traceback, to stdout. */
export class Raised extends Error {
  constructor(
    text: string,
    readonly type = 'Exception',
  ) {
    super(text);
  }
}

export function reportRaised(terminal: Terminal, { type, message }: Raised): number {
  terminal.out(`[ERROR] ${message}`);
  terminal.out('Traceback (most recent call last):');
  terminal.out('  File "agoras/cli/main.py", line 130, in main');
  terminal.out('    status = args.command(args)');
  terminal.out(`${type}: ${message}`);
  terminal.out('[CRITICAL] Shutting down due to fatal error!');
  return 1;
}
