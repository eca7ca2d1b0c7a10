import type { Seen } from './dom';
import { fits } from './waiting';

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
  /** The rows that the list shows; a long list shows only some. */
  readonly items: readonly QuickInputItem[];
  /** Names of the buttons beside the title and in the box, `Back` among them, without their keys. */
  readonly buttons: readonly string[];
}

export interface QuickInputItem {
  readonly label: string;
  readonly description: string;
  readonly focused: boolean;
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

export const buttonSelector = ['left', 'right', 'inline']
  .map((place) => `.quick-input-${place}-action-bar a.action-label`)
  .join(', ');

/** Runs in the page; undefined when no input is open. */
export function readQuickInput(widgets: readonly Seen[], buttons: string): QuickInputState | undefined {
  const isShown = (element: Seen | null): element is Seen => element !== null && element.getClientRects().length > 0;
  // VS Code writes spaces as no-break spaces in places.
  const tidy = (text: string | null): string => (text ?? '').replace(/\u00a0/g, ' ').trim();
  const shownText = (element: Seen | null): string => (isShown(element) ? tidy(element.textContent) : '');

  const widget = widgets.find((candidate) => isShown(candidate));
  const input = widget?.querySelector('.quick-input-box input') ?? null;
  if (!widget || !isShown(input)) return undefined;

  const heading = shownText(widget.querySelector('.quick-input-title'));
  const step = /\((\d+\/\d+)\)$/.exec(heading);
  const severity = /\b(info|warning|error)\b/.exec(
    widget.querySelector('.quick-input-box .monaco-inputbox')?.className ?? '',
  )?.[1];
  const items = [...widget.querySelectorAll('.quick-input-list .monaco-list-row')].map((row) => ({
    label: tidy(row.querySelector('.label-name')?.textContent ?? ''),
    description: shownText(row.querySelector('.label-description')),
    focused: row.className.split(' ').includes('focused'),
  }));
  return {
    title: step ? heading.slice(0, step.index).trim() : heading,
    step: step?.[1] ?? '',
    placeholder: input.getAttribute('placeholder') ?? '',
    value: input.value ?? '',
    isPassword: input.getAttribute('type') === 'password',
    message: shownText(widget.querySelector('.quick-input-message')).replace(/ *\(Press '.*\)$/, ''),
    severity: severity === 'info' || severity === 'warning' || severity === 'error' ? severity : 'none',
    items,
    buttons: [...widget.querySelectorAll(buttons)].map((button) =>
      (button.getAttribute('aria-label') ?? '').replace(/ \([^)]*\+[^)]*\)$/, ''),
    ),
  };
}

/** A string has to be the whole label, a pattern to match it. */
export function isLabel(shown: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? shown === wanted : wanted.test(shown);
}

export function matches(state: QuickInputState, wanted: QuickInputExpectation): boolean {
  const texts = ['title', 'step', 'placeholder', 'value', 'message'] as const;
  return (
    texts.every((name) => wanted[name] === undefined || fits(state[name], wanted[name])) &&
    (wanted.severity === undefined || state.severity === wanted.severity) &&
    (wanted.isPassword === undefined || state.isPassword === wanted.isPassword) &&
    (wanted.item === undefined || state.items.some((item) => isLabel(item.label, wanted.item ?? '')))
  );
}

/** An expectation in words, for the message when it is not met. */
export function describeExpectation(wanted: QuickInputExpectation): string {
  const parts = Object.entries(wanted).map(([name, value]) => `${name} ${String(value)}`);
  return parts.length === 0 ? 'anything' : parts.join(', ');
}
