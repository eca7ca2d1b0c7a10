import * as vscode from 'vscode';

/** Runs a task under a notification with a Cancel button that aborts it; the abort reaches the socket. */
export async function withProgress<T>(title: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const controller = new AbortController();
    const listener = token.onCancellationRequested(() => {
      controller.abort();
    });
    try {
      return await task(controller.signal);
    } finally {
      listener.dispose();
    }
  });
}
