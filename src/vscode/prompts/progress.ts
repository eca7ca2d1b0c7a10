import vscode = require('vscode');
import type { RetryNotice } from '../../http/retry';
import { describeRetry } from '../../messages/networkMessages';

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
