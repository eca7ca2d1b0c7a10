import type { Locator, Page } from 'playwright-core';
import { eventually, fits } from './waiting';

/** What a person sees of the quick input. */
export interface QuickInputState {
  /** Without the step count. */
  readonly title: string;
  /** `2/5`, or nothing when the input shows no steps. */
  readonly step: string;
  readonly placeholder: string;
  readonly value: string;
  readonly isPassword: boolean;
  /** The prompt under the box, or what validation says. */
  readonly message: string;
  readonly severity: 'none' | 'info' | 'warning' | 'error';
  readonly items: readonly QuickInputItem[];
  /** Names of the buttons beside the title and in the box, `Back` among them, without their keys. */
  readonly buttons: readonly string[];
}

export interface QuickInputItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly focused: boolean;
  readonly checked: boolean;
}

/** What an expectation may say of a quick input; a string has to be part of what is shown. */
export interface QuickInputExpectation {
  readonly title?: string | RegExp;
  readonly step?: string | RegExp;
  readonly placeholder?: string | RegExp;
  readonly value?: string | RegExp;
  readonly message?: string | RegExp;
  readonly severity?: QuickInputState['severity'];
  readonly isPassword?: boolean;
  /** A label that has to be among the items. */
  readonly item?: string | RegExp;
}

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

  /** Waits until an input is open that shows all this; returns everything that it shows. */
  async expect(wanted: QuickInputExpectation = {}): Promise<QuickInputState> {
    return eventually(
      `a quick input with ${describe(wanted)}`,
      async () => {
        const state = await this.state();
        return state && matches(state, wanted) ? state : undefined;
      },
      { seen: async () => JSON.stringify(await this.state()) },
    );
  }

  /** What is shown right now; undefined when no input is open. */
  async state(): Promise<QuickInputState | undefined> {
    if (!(await this.#widget.isVisible()) || !(await this.#input.isVisible())) return undefined;
    const [heading, placeholder, value, type, message, boxClass, items, buttons] = await Promise.all([
      shownText(this.#widget.locator('.quick-input-title')),
      this.#input.getAttribute('placeholder'),
      this.#input.inputValue(),
      this.#input.getAttribute('type'),
      shownText(this.#widget.locator('.quick-input-message')),
      this.#widget.locator('.quick-input-box .monaco-inputbox').getAttribute('class'),
      this.items(),
      this.#buttonNames(),
    ]);
    const step = /\((\d+\/\d+)\)$/.exec(heading);
    return {
      title: step ? heading.slice(0, step.index).trim() : heading,
      step: step?.[1] ?? '',
      placeholder: placeholder ?? '',
      value,
      isPassword: type === 'password',
      message: message.replace(/ *\(Press '.*\)$/, ''),
      severity: severityOf(boxClass ?? ''),
      items,
      buttons,
    };
  }

  /** The rows that the list shows; a long list shows only some. */
  async items(): Promise<readonly QuickInputItem[]> {
    const rows = await this.#rows.all();
    const items = await Promise.all(rows.map((row) => readRow(row)));
    return items.filter((item) => item !== undefined);
  }

  /** Types over what the box holds, key by key. */
  async type(text: string): Promise<void> {
    await this.#selectAll();
    if (text === '') await this.#page.keyboard.press('Delete');
    else await this.#page.keyboard.type(text);
  }

  /** Pastes over what the box holds, as a person does with a token. */
  async paste(text: string): Promise<void> {
    await this.#selectAll();
    await this.#page.keyboard.insertText(text);
  }

  /** Enter. */
  async accept(): Promise<void> {
    await this.expect();
    await this.#page.keyboard.press('Enter');
  }

  /** Walks down the list to the item with this label and presses Enter. */
  async pick(label: string | RegExp): Promise<void> {
    await this.expect({ item: label });
    await this.#walkTo(label);
    await this.#page.keyboard.press('Enter');
  }

  /** Presses the Back button of a multi-step input. */
  async back(): Promise<void> {
    await this.pressButton('Back');
  }

  /** Presses a button of the title bar or of the box, by its tooltip. */
  async pressButton(name: string | RegExp): Promise<void> {
    const state = await this.expect();
    const index = state.buttons.findIndex((button) => isLabel(button, name));
    if (index < 0) throw new Error(`No button ${String(name)} among ${state.buttons.join(', ')}.`);
    await this.#buttons().nth(index).click();
  }

  /** Presses the button of an item, by the button's tooltip; it shows when the item has the focus. */
  async pressItemButton(label: string | RegExp, button: string): Promise<void> {
    await this.expect({ item: label });
    await this.#walkTo(label);
    await this.#rows.and(this.#page.locator('.focused')).getByRole('button', { name: button }).click();
  }

  /** Escape, until nothing is open. */
  async escape(): Promise<void> {
    await this.expect();
    await this.#page.keyboard.press('Escape');
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

  async #walkTo(label: string | RegExp): Promise<void> {
    const start = await this.#focusedLabel();
    for (let at = start, steps = 0; at === undefined || !isLabel(at, label); steps++) {
      if (steps > 0 && at === start) throw new Error(`The list went round without coming to ${String(label)}.`);
      const before = at;
      await this.#page.keyboard.press('ArrowDown');
      at = await eventually(`the focus to leave ${before ?? 'the box'}`, async () => {
        const now = await this.#focusedLabel();
        return now === before ? undefined : now;
      });
    }
  }

  async #focusedLabel(): Promise<string | undefined> {
    return (await this.items()).find((item) => item.focused)?.label;
  }

  async #buttonNames(): Promise<readonly string[]> {
    const buttons = await this.#buttons().all();
    const names = await Promise.all(buttons.map((button) => button.getAttribute('aria-label')));
    return names.map((name) => (name ?? '').replace(/ \([^)]*\+[^)]*\)$/, ''));
  }

  #buttons(): Locator {
    const bars = ['left', 'right', 'inline'].map((place) => `.quick-input-${place}-action-bar a.action-label`);
    return this.#widget.locator(bars.join(', '));
  }
}

/** A list row may go while it is read (the list is filtered meanwhile): then it is no row. */
async function readRow(row: Locator): Promise<QuickInputItem | undefined> {
  const quick = { timeout: 500 };
  try {
    const [label, description, detail, rowClass, checked] = await Promise.all([
      row.locator('.label-name').first().innerText(quick),
      shownText(row.locator('.label-description').first()),
      shownText(row.locator('.quick-input-list-label-meta')),
      row.getAttribute('class', quick),
      row.locator('[role=checkbox][aria-checked=true], input:checked').count(),
    ]);
    const focused = / focused\b/.test(rowClass ?? '');
    return { label: tidy(label), description, detail, focused, checked: checked > 0 };
  } catch {
    return undefined;
  }
}

async function shownText(place: Locator): Promise<string> {
  if ((await place.count()) === 0 || !(await place.isVisible())) return '';
  return tidy((await place.textContent()) ?? '');
}

/** VS Code writes spaces as no-break spaces in places. */
function tidy(text: string): string {
  return text.replace(/\u00a0/g, ' ').trim();
}

function severityOf(boxClass: string): QuickInputState['severity'] {
  const found = /\b(info|warning|error)\b/.exec(boxClass)?.[1];
  return found === 'info' || found === 'warning' || found === 'error' ? found : 'none';
}

/** A label counts as found with or without its leading icon. */
function isLabel(shown: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? shown === wanted : wanted.test(shown);
}

function matches(state: QuickInputState, wanted: QuickInputExpectation): boolean {
  const texts = ['title', 'step', 'placeholder', 'value', 'message'] as const;
  return (
    texts.every((name) => wanted[name] === undefined || fits(state[name], wanted[name])) &&
    (wanted.severity === undefined || state.severity === wanted.severity) &&
    (wanted.isPassword === undefined || state.isPassword === wanted.isPassword) &&
    (wanted.item === undefined || state.items.some((item) => isLabel(item.label, wanted.item ?? '')))
  );
}

function describe(wanted: QuickInputExpectation): string {
  const parts = Object.entries(wanted).map(([name, value]) => `${name} ${String(value)}`);
  return parts.length === 0 ? 'anything' : parts.join(', ');
}
