import type * as vscode from 'vscode';
import { redact } from '../redaction';

/** The output channel, behind the second net: whatever is written passes the redactor. */
export interface Log {
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
  /** For bugs: with the stack. */
  readonly bug: (error: unknown) => void;
}

export function createLog(channel: vscode.LogOutputChannel): Log {
  return {
    info: (message) => {
      channel.info(redact(message));
    },
    warn: (message) => {
      channel.warn(redact(message));
    },
    bug: (error) => {
      channel.error(redact(error instanceof Error ? (error.stack ?? error.message) : String(error)));
    },
  };
}
