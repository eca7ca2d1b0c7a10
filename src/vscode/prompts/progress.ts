import vscode = require('vscode');
import type { RetryNotice } from '../../http/retry';
import { describeRetry } from '../../messages/networkMessages';

/** Tasks that finish sooner show no notification. */
const UNNOTICED_MILLISECONDS = 500;

/** Like `withProgress`, but only shows the notification if the task takes longer than usual. */
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

/** Runs a task with a notification that has a Cancel button. Cancel aborts the task's requests. */
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
