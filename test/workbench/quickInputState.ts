import type { Seen } from './dom';
import { fits } from './waiting';

/** What a person sees in the quick input. */
export interface QuickInputState {
  /** Without the step count. */
  readonly title: string;
  /** For example `2/5`; empty if the input shows no steps. */
  readonly step: string;
  readonly placeholder: string;
  readonly value: string;
  readonly isPassword: boolean;
  /** The prompt below the box, or the validation message. */
  readonly message: string;
  readonly severity: 'none' | 'info' | 'warning' | 'error';
  /** The visible rows of the list; a long list shows only some. */
  readonly items: readonly QuickInputItem[];
  /** Names of the buttons beside the title and in the box, including `Back`, without their keyboard shortcuts. */
  readonly buttons: readonly string[];
}

export interface QuickInputItem {
  readonly label: string;
  readonly description: string;
  readonly focused: boolean;
}

/** What to expect of a quick input; a string must be part of what is shown. */
export interface QuickInputExpectation {
  readonly title?: string | RegExp;
  readonly step?: string | RegExp;
  readonly placeholder?: string | RegExp;
  readonly value?: string | RegExp;
  readonly message?: string | RegExp;
  readonly severity?: QuickInputState['severity'];
  readonly isPassword?: boolean;
  /** A label that must be among the items. */
  readonly item?: string | RegExp;
}

export const buttonSelector = ['left', 'right', 'inline']
  .map((place) => `.quick-input-${place}-action-bar a.action-label`)
  .join(', ');

/** Runs in the page; undefined if no input is open. */
export function readQuickInput(widgets: readonly Seen[], buttons: string): QuickInputState | undefined {
  const isShown = (element: Seen | null): element is Seen => element !== null && element.getClientRects().length > 0;
  // In some places, VS Code writes spaces as no-break spaces.
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

/** A string must equal the label; a pattern must match it. */
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

/** Describes an expectation, for the message if it isn't met. */
export function describeExpectation(wanted: QuickInputExpectation): string {
  const parts = Object.entries(wanted).map(([name, value]) => `${name} ${String(value)}`);
  return parts.length === 0 ? 'anything' : parts.join(', ');
}
