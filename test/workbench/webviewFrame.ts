import type { Frame, Page } from 'playwright-core';
import { eventually } from './waiting';

/** Waits for the document inside the webview with this title (an editor's, or a view's). */
export async function webviewFrame(page: Page, title: string): Promise<Frame> {
  return eventually(
    `a webview ${title}`,
    async () => {
      for (const frame of page.frames()) {
        if (frame.name() === title || (await frameTitle(frame)) === title) return frame;
      }
      return undefined;
    },
    { seen: async () => JSON.stringify(await Promise.all(page.frames().map(frameTitle))) },
  );
}

/** The document of a webview is in a nested frame; the inner one has the title. */
async function frameTitle(frame: Frame): Promise<string | undefined> {
  if (!frame.parentFrame()) return undefined;
  try {
    const element = await frame.frameElement();
    return (await element.getAttribute('id')) === 'active-frame'
      ? ((await element.getAttribute('title')) ?? undefined)
      : undefined;
  } catch {
    // The document was replaced while we were reading it.
    return undefined;
  }
}
