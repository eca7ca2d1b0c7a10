// What a browser's developer tools would show of a workbench: the console, and all messages to and from webviews.
import type { Page } from 'playwright-core';

export interface Overheard {
  /** Messages of webviews in both directions, as JSON. */
  readonly messages: string[];
  /** The browser's console, and uncaught errors. */
  readonly console: string[];
}

const RECORDER = 'overhearMessage';

/**
 * Runs first in each frame. A webview's document is later written into its frame, which removes listeners but keeps
 * changed prototypes. So sent messages are recorded in the prototype, and received ones when they are read.
 */
const listen = `
if (window !== window.top) {
  const record = (data) => {
    const text = (_, value) =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder('latin1').decode(value) : value;
    void window.${RECORDER}(JSON.stringify(data, text) ?? '');
  };
  const windowPost = window.postMessage;
  window.postMessage = function (data, ...rest) { record(data); return windowPost.call(window, data, ...rest); };
  const portPost = MessagePort.prototype.postMessage;
  MessagePort.prototype.postMessage = function (data, ...rest) { record(data); return portPost.call(this, data, ...rest); };
  const read = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data').get;
  const heard = new WeakSet();
  Object.defineProperty(MessageEvent.prototype, 'data', {
    configurable: true,
    get() {
      const data = read.call(this);
      if (!heard.has(this)) record(data);
      heard.add(this);
      return data;
    },
  });
}`;

/** Records from the next document on. */
export async function overhear(page: Page): Promise<Overheard> {
  const overheard: Overheard = { messages: [], console: [] };
  await page.exposeFunction(RECORDER, (message: string) => overheard.messages.push(message));
  await page.addInitScript(listen);
  page.on('console', (message) => overheard.console.push(message.text()));
  page.on('pageerror', (error) => overheard.console.push(error.stack ?? error.message));
  return overheard;
}
