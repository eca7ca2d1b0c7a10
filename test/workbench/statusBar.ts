import type { Locator, Page } from 'playwright-core';
import type { Seen } from './dom';
import { eventually, fits } from './waiting';

export interface StatusBarItem {
  readonly id: string;
  readonly text: string;
  /** The text for screen readers: the tooltip or the accessible name. */
  readonly label: string;
  readonly background: 'none' | 'warning' | 'error';
}

/** The status bar; its items are found by their text or by the end of their ID. */
export class StatusBar {
  readonly #page: Page;
  readonly #items: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#items = page.locator('.statusbar-item');
  }

  /** Waits for an item; if `wanted` is given, until it shows that text. */
  async item(idOrText: string | RegExp, wanted: string | RegExp = ''): Promise<StatusBarItem> {
    return eventually(
      `a status bar item ${String(idOrText)} ${String(wanted)}`.trim(),
      async () => (await this.#all()).find((item) => isIt(item, idOrText) && fits(item.text, wanted)),
      { seen: async () => JSON.stringify(await this.#all()) },
    );
  }

  /** Whether an item is shown right now. */
  async has(idOrText: string | RegExp): Promise<boolean> {
    return (await this.#all()).some((item) => isIt(item, idOrText));
  }

  /** Waits for an item and clicks it. */
  async click(idOrText: string | RegExp): Promise<void> {
    const { id } = await this.item(idOrText);
    await this.#items
      .and(this.#page.locator(`[id="${id}"]`))
      .locator('a')
      .first()
      .click();
    // A pointer left there would show a hover over what the test clicks next.
    await this.#page.mouse.move(640, 500);
  }

  async #all(): Promise<readonly StatusBarItem[]> {
    return this.#items.evaluateAll(readItems);
  }
}

function isIt(item: StatusBarItem, idOrText: string | RegExp): boolean {
  return (typeof idOrText === 'string' && item.id.endsWith(idOrText)) || fits(item.text, idOrText);
}

/** Runs in the page. */
function readItems(items: readonly Seen[]): StatusBarItem[] {
  return items
    .filter((item) => item.getClientRects().length > 0)
    .map((item) => {
      const kind = /\b(warning|error)-kind\b/.exec(item.className)?.[1];
      return {
        id: item.id,
        text: (item.textContent ?? '').trim(),
        label: item.getAttribute('aria-label') ?? '',
        background: kind === 'warning' || kind === 'error' ? kind : 'none',
      };
    });
}
