import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';

/** A child process whose two output streams come to us. */
export type HeardChild = ChildProcess & { readonly stdout: Readable; readonly stderr: Readable };

/** What a child process has printed on both streams since this call. */
export function listenTo(child: HeardChild): () => string {
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  return () => printed;
}

/** Waits for the end of a child process. `code`: null when a signal ended it. */
export async function runToEnd(child: HeardChild): Promise<{ readonly code: number | null; readonly printed: string }> {
  const printed = listenTo(child);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, printed: printed() };
}
