// The browser side of the report: forwards button presses and shows new content.
import morphdom from 'morphdom';
import { parseToReport, type FromReport } from '../diagnosis/reportProtocol';

interface VsCodeApi {
  postMessage(message: FromReport): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const vscode = acquireVsCodeApi();

document.addEventListener('click', ({ target }) => {
  const pressed = target instanceof Element ? target.closest('button') : null;
  const { button, report } = pressed?.dataset ?? {};
  if (button !== undefined) vscode.postMessage({ kind: 'press', report: Number(report), button });
});

window.addEventListener('message', ({ data, origin }: MessageEvent<unknown>) => {
  // VS Code forwards messages from a frame of the same origin; any other page that finds this one could send messages
  // too.
  const message = origin === window.origin ? parseToReport(data) : undefined;
  if (message !== undefined) render(message.html, message.announcement);
});

vscode.postMessage({ kind: 'ready' });

/** Changes only what is different. If the focused element is gone, the heading gets the focus. */
function render(html: string, announcement: string): void {
  const main = document.getElementById('report');
  const status = document.getElementById('announcement');
  if (main === null || status === null) return;
  const focused = document.activeElement?.id ?? '';
  const template = document.createElement('template');
  template.innerHTML = `<main id="report">${html}</main>`;
  const fresh = template.content.firstElementChild;
  if (fresh === null) return;
  morphdom(main, fresh, { childrenOnly: true });
  if (focused !== '' && document.getElementById(focused) === null) {
    document.getElementById('report-title')?.focus({ preventScroll: true });
  }
  status.textContent = announcement;
}
