import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';

/** A child process with both output streams piped to us. */
export type HeardChild = ChildProcess & { readonly stdout: Readable; readonly stderr: Readable };

/** Collects what a child process prints to both streams from this call on. */
export function listenTo(child: HeardChild): () => string {
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  return () => printed;
}

/** Waits for a child process to end. `code`: null if a signal ended it. */
export async function runToEnd(child: HeardChild): Promise<{ readonly code: number | null; readonly printed: string }> {
  const printed = listenTo(child);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, printed: printed() };
}
