// The browser side of the walkthrough: passes clicks on, and puts new content in place.
import { parseToWebview, WALKTHROUGH_COMMANDS, type FromWebview } from '../walkthrough/protocol';

declare function acquireVsCodeApi(): { postMessage(message: FromWebview): void };

const vscode = acquireVsCodeApi();

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  const command = WALKTHROUGH_COMMANDS.find((known) => known === button?.dataset['command']);
  if (command !== undefined) vscode.postMessage({ kind: 'run', command });
  if (button?.dataset['action'] === 'copyPermissions') vscode.postMessage({ kind: 'copyPermissions' });
});

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = parseToWebview(data);
  switch (message?.kind) {
    case 'render':
      render(message.html);
      return;
    case 'reveal':
      document.getElementById(`step-${message.step}`)?.scrollIntoView({ block: 'start' });
      return;
    case undefined:
      return;
  }
});

/** Replaces the content; the focus stays on the button that had it. */
function render(html: string): void {
  const main = document.getElementById('walkthrough');
  if (main === null) return;
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset['command'] : undefined;
  main.innerHTML = html;
  if (focused !== undefined) main.querySelector<HTMLElement>(`button[data-command="${CSS.escape(focused)}"]`)?.focus();
}

vscode.postMessage({ kind: 'ready' });
