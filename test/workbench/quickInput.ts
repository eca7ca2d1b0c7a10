import type { Locator, Page } from 'playwright-core';
import {
  buttonSelector,
  describeExpectation,
  isLabel,
  matches,
  readQuickInput,
  type QuickInputExpectation,
  type QuickInputItem,
  type QuickInputState,
} from './quickInputState';
import { eventually } from './waiting';

/** The quick input: input boxes, pick lists and the command palette. */
export class QuickInput {
  readonly #page: Page;
  readonly #widget: Locator;
  readonly #input: Locator;
  readonly #rows: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#widget = page.locator('.quick-input-widget');
    this.#input = this.#widget.locator('.quick-input-box input');
    this.#rows = this.#widget.locator('.quick-input-list .monaco-list-row');
  }

  /** Waits until an input that matches is open; returns everything it shows. */
  async expect(wanted: QuickInputExpectation = {}): Promise<QuickInputState> {
    return eventually(
      `a quick input with ${describeExpectation(wanted)}`,
      async () => {
        const state = await this.state();
        return state && matches(state, wanted) ? state : undefined;
      },
      { seen: async () => JSON.stringify(await this.state()) },
    );
  }

  /** The current content; undefined if no input is open. */
  async state(): Promise<QuickInputState | undefined> {
    return this.#widget.evaluateAll(readQuickInput, buttonSelector);
  }

  /** The visible rows of the list; a long list shows only some. */
  async items(): Promise<readonly QuickInputItem[]> {
    return (await this.state())?.items ?? [];
  }

  /** Replaces the content of the box, key by key. */
  async type(text: string): Promise<void> {
    await this.#selectAll();
    if (text === '') await this.#page.keyboard.press('Delete');
    else await this.#page.keyboard.type(text);
  }

  /** Pastes over the content of the box, as a person does with a token. */
  async paste(text: string): Promise<void> {
    await this.#selectAll();
    await this.#page.keyboard.insertText(text);
  }

  async accept(): Promise<void> {
    await this.expect();
    await this.#press('Enter');
  }

  /** Moves down the list to the item with this label and presses Enter. */
  async pick(label: string | RegExp): Promise<void> {
    await this.expect({ item: label });
    await this.#walkTo(label);
    await this.#press('Enter');
  }

  /** Moves down the list to the item with this label and stays there. */
  async walkTo(label: string | RegExp): Promise<void> {
    await this.expect();
    await this.#walkTo(label);
  }

  /** The label of the item that Enter would choose. */
  async focused(): Promise<string | undefined> {
    return this.#focusedLabel();
  }

  /** Waits until the list has this many items, visible or not. */
  async grown(count: number): Promise<void> {
    await eventually(`a list of ${String(count)} items`, async () => {
      const size = await this.#rows.first().getAttribute('aria-setsize');
      return Number(size) >= count ? true : undefined;
    });
  }

  /** Presses the Back button of a multi-step input. */
  async back(): Promise<void> {
    await this.pressButton('Back');
  }

  /** Presses a button in the title bar or the box, by its tooltip. */
  async pressButton(name: string | RegExp): Promise<void> {
    const state = await this.expect();
    const index = state.buttons.findIndex((button) => isLabel(button, name));
    if (index < 0) throw new Error(`No button ${String(name)} among ${state.buttons.join(', ')}.`);
    await this.#widget.locator(buttonSelector).nth(index).click();
  }

  /** Presses the button of an item, by the button's tooltip; it appears when the item has the focus. */
  async pressItemButton(label: string | RegExp, button: string): Promise<void> {
    await this.expect({ item: label });
    await this.#walkTo(label);
    await this.#rows.and(this.#page.locator('.focused')).getByRole('button', { name: button }).click();
  }

  /** Presses Escape until nothing is open, and waits for that. */
  async leave(): Promise<void> {
    await this.escape();
    await this.closed();
  }

  /** Presses Escape until nothing is open: newer VS Codes use the first Escape to close a notification. */
  async escape(): Promise<void> {
    await this.expect();
    await eventually('Escape to close the quick input', async () => {
      await this.#page.keyboard.press('Escape');
      return this.#widget.waitFor({ state: 'hidden', timeout: 2_000 }).then(
        () => true,
        () => undefined,
      );
    });
  }

  /** Waits until no quick input is open. */
  async closed(): Promise<void> {
    await eventually('the quick input to close', async () => ((await this.#widget.isVisible()) ? undefined : true), {
      seen: async () => JSON.stringify(await this.state()),
    });
  }

  async #selectAll(): Promise<void> {
    await this.expect();
    await this.#input.focus();
    await this.#page.keyboard.press('ControlOrMeta+A');
  }

  /** A webview that has just been opened may take the focus while it loads; a person then clicks into the box. */
  async #press(key: string): Promise<void> {
    if ((await this.#widget.locator(':focus').count()) === 0) await this.#input.focus();
    await this.#page.keyboard.press(key);
  }

  async #walkTo(label: string | RegExp): Promise<void> {
    const start = await this.#focusedLabel();
    for (let at = start, steps = 0; at === undefined || !isLabel(at, label); steps++) {
      if (steps > 0 && at === start) throw new Error(`The list went round without coming to ${String(label)}.`);
      const before = at;
      at = await eventually(`the focus to leave ${before ?? 'the box'}`, async () => {
        // If pressed while VS Code is still filling the list, the key has no effect.
        await this.#press('ArrowDown');
        return this.#focusedAfter(before);
      });
    }
  }

  /** The focused label once it differs from `before`; undefined if it doesn't change. */
  async #focusedAfter(before: string | undefined): Promise<string | undefined> {
    const moved = eventually(
      'another focus',
      async () => {
        const now = await this.#focusedLabel();
        return now === before ? undefined : now;
      },
      { timeout: 2_000 },
    );
    return moved.catch(() => undefined);
  }

  async #focusedLabel(): Promise<string | undefined> {
    return (await this.items()).find((item) => item.focused)?.label;
  }
}
