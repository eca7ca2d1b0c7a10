// What a browser's developer tools would show of a workbench: the console, and every message to and from a webview.
import type { Page } from 'playwright-core';

export interface Overheard {
  /** Messages of webviews in both directions, as JSON. */
  readonly messages: string[];
  /** The browser's console, and errors that nobody caught. */
  readonly console: string[];
}

const RECORDER = 'overhearMessage';

/**
 * Runs in each frame before anything else. A webview's document is written into its frame later, which takes listeners
 * away but not what is changed in the prototypes; so what is sent is heard there, and what is received when it is read.
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

/** Listens from the next document on. */
export async function overhear(page: Page): Promise<Overheard> {
  const overheard: Overheard = { messages: [], console: [] };
  await page.exposeFunction(RECORDER, (message: string) => overheard.messages.push(message));
  await page.addInitScript(listen);
  page.on('console', (message) => overheard.console.push(message.text()));
  page.on('pageerror', (error) => overheard.console.push(error.stack ?? error.message));
  return overheard;
}
