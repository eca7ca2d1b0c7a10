import { redact } from './redaction';
import { sanitizeText } from './sanitize';

type Write = (message: string) => void;

/** The output channel. Everything written to it is redacted, in case a message contains a secret after all. */
export interface Log {
  readonly info: Write;
  readonly warn: Write;
  /** For bugs; includes the stack. */
  readonly bug: (error: unknown) => void;
}

/** Longer than any message of ours; texts from Meta, or from a server in between, can have any length. */
const LINE_CHARACTERS = 2000;

/** `channel`: the part of VS Code's log output channel that is needed. */
export function createLog(channel: { readonly info: Write; readonly warn: Write; readonly error: Write }): Log {
  return {
    info: (message) => {
      channel.info(toLine(message));
    },
    warn: (message) => {
      channel.warn(toLine(message));
    },
    bug: (error) => {
      channel.error(redact(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    },
  };
}

/** Each message is a single line: a line break in quoted text could fake another log entry. */
function toLine(message: string): string {
  const line = sanitizeText(redact(message));
  return line.length > LINE_CHARACTERS ? `${line.slice(0, LINE_CHARACTERS)}…` : line;
}
