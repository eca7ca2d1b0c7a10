import vscode = require('vscode');
import type { RetryNotice } from '../../http/retry';
import { describeRetry } from '../../messages/networkMessages';

/** A task that ends sooner shows no notification. */
const UNNOTICED_MILLISECONDS = 500;

/** As `withProgress`, for what is over at once as a rule: the notification comes only where it takes longer. */
export async function withProgressIfSlow<T>(title: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const running = task(controller.signal);
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<'slow'>((resolve) => {
    timer = setTimeout(() => {
      resolve('slow');
    }, UNNOTICED_MILLISECONDS);
  });
  const first = await Promise.race([running, slow]).finally(() => {
    clearTimeout(timer);
  });
  if (first !== 'slow') return running;
  return withProgress(title, (signal) => {
    signal.addEventListener('abort', () => {
      controller.abort();
    });
    return running;
  });
}

/** Runs a task under a notification with a Cancel button that aborts it; the abort reaches the socket. */
export async function withProgress<T>(
  title: string,
  task: (signal: AbortSignal, onRetry: (notice: RetryNotice) => void) => Promise<T>,
  describe = describeRetry,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const controller = new AbortController();
    const listener = token.onCancellationRequested(() => {
      controller.abort();
    });
    try {
      return await task(controller.signal, (notice) => {
        progress.report({ message: describe(notice) });
      });
    } finally {
      listener.dispose();
    }
  });
}
