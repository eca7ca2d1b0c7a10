import type * as vscode from 'vscode';
import { redact } from './redaction';
import { sanitizeText } from './sanitize';

/** The output channel, behind the second net: whatever is written passes the redactor. */
export interface Log {
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
  /** For bugs: with the stack. */
  readonly bug: (error: unknown) => void;
}

/** Longer than anything of ours; Meta, or whatever answered in its place, may say any amount. */
const LINE_CHARACTERS = 2000;

export function createLog(channel: Pick<vscode.LogOutputChannel, 'info' | 'warn' | 'error'>): Log {
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
