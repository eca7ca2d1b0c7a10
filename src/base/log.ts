import { redact } from './redaction';
import { sanitizeText } from './sanitize';

type Write = (message: string) => void;

/** The output channel, behind the second net: whatever is written passes the redactor. */
export interface Log {
  readonly info: Write;
  readonly warn: Write;
  /** For bugs: with the stack. */
  readonly bug: (error: unknown) => void;
}

/** No message of ours is as long; what Meta, or a server in its place, says has no limit. */
const LINE_CHARACTERS = 2000;

/** `channel`: VS Code's, as far as it is needed. */
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

/** One message is one line: what is quoted in it could look like another line of the log. */
function toLine(message: string): string {
  const line = sanitizeText(redact(message));
  return line.length > LINE_CHARACTERS ? `${line.slice(0, LINE_CHARACTERS)}…` : line;
}
