// Shows a step of the flow as a VS Code input box or quick pick, with title, step count, Back and help.
import vscode = require('vscode');
import type { Outcome } from '../../base/outcome';
import { describeInputProblem, type BoxProblem } from '../../messages/inputMessages';
import type { Position, StepEnd } from './wizard';

/** The person left without an answer. */
interface Left {
  readonly kind: 'back' | 'cancelled';
}

export type Answer<T> = { readonly kind: 'answered'; readonly value: T } | Left;

/**
 * A button of a quick input and its action. The input stays open; if the action returns a promise, the input is hidden
 * until that settles. (Not for lists that are still growing.)
 */
export interface PromptButton extends vscode.QuickInputButton {
  readonly run: () => Promise<unknown> | undefined;
}

interface Prompt {
  readonly title: string;
  readonly position: Position;
  readonly placeholder: string;
  readonly buttons: readonly PromptButton[];
}

export interface TextPrompt<T> extends Prompt {
  readonly prompt: string;
  readonly masked: boolean;
  /** The initial text, such as the earlier answer after Back. */
  readonly value: string;
  readonly parse: (text: string) => Outcome<T, BoxProblem>;
  /** Called with the text whenever the box is hidden, so that it can be restored after Back. */
  readonly keep: (text: string) => void;
}

/** Problems that every unfinished text has: shown as information until Enter is pressed. */
const UNFINISHED: ReadonlySet<BoxProblem> = new Set([
  'appIdLength',
  'appSecretLength',
  'tokenTooShort',
  'repositoryUnfinished',
]);

export function askText<T>(prompt: TextPrompt<T>): Promise<Answer<T>> {
  const box = vscode.window.createInputBox();
  box.prompt = prompt.prompt;
  box.password = prompt.masked;
  box.value = prompt.value;
  box.placeholder = prompt.placeholder;
  const show = (problem: BoxProblem, severity: vscode.InputBoxValidationSeverity) => {
    box.validationMessage = { message: describeInputProblem(problem), severity };
  };
  return settle<Answer<T>>(
    box,
    prompt,
    () => undefined,
    (answer) => {
      box.onDidChangeValue((text) => {
        const parsed = prompt.parse(text);
        box.validationMessage = undefined;
        if (parsed.ok || parsed.error === 'empty') return;
        const { Info, Error } = vscode.InputBoxValidationSeverity;
        show(parsed.error, UNFINISHED.has(parsed.error) ? Info : Error);
      });
      box.onDidAccept(() => {
        const parsed = prompt.parse(box.value);
        if (parsed.ok) answer({ kind: 'answered', value: parsed.value });
        else show(parsed.error, vscode.InputBoxValidationSeverity.Error);
      });
      box.onDidHide(() => {
        prompt.keep(box.value);
      });
    },
  );
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
  /** Shown at the end of the item. */
  readonly buttons?: readonly PromptButton[];
}

export interface PickPrompt<T, E> extends Prompt {
  readonly choices: readonly Choice<T>[];
  /** Typed or pasted text is an answer, instead of filtering the choices. */
  readonly typed?: (text: string) => T;
  /** Called once the list is visible, to fill it while the person already uses it. */
  readonly fill?: (list: GrowingList<T, E>) => Promise<void>;
}

/** A list whose items arrive while it is open. */
export interface GrowingList<T, E> {
  readonly add: (choices: readonly Choice<T>[]) => void;
  /** Shows a status until the next items arrive. */
  readonly reportProgress: (status: string) => void;
  /** Everything has arrived; `placeholder` may comment on it. */
  readonly complete: (placeholder?: string) => void;
  /** Closes the list without an answer by the person, for example if there is nothing to choose. */
  readonly end: (by: E) => void;
  readonly isOpen: () => boolean;
}

/** The minimum time between redraws of a growing list, and the delay after the person has moved in it. */
const REDRAW_MILLISECONDS = 250;

export type PickEnd<T, E = never> = Answer<T> | { readonly kind: 'ended'; readonly by: E };

export function askPick<T, E = never>(prompt: PickPrompt<T, E>): Promise<PickEnd<T, E>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.items = prompt.choices;
  pick.placeholder = prompt.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  // A hidden list is shown empty again unless its items are set again.
  const fillAgain = () => {
    replaceItems(pick, [...pick.items]);
  };
  return settle<PickEnd<T, E>>(pick, prompt, fillAgain, (answer, fail, press) => {
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen !== undefined) answer({ kind: 'answered', value: chosen.value });
    });
    const { typed } = prompt;
    if (typed !== undefined) {
      pick.onDidChangeValue((text) => {
        if (text !== '') answer({ kind: 'answered', value: typed(text) });
      });
    }
    pick.onDidTriggerItemButton(({ item, button }) => {
      press(item.buttons?.find((known) => known === button));
    });
    if (prompt.fill === undefined) return;
    let isOpen = true;
    pick.onDidHide(() => {
      isOpen = false;
    });
    pick.busy = true;
    const arrived = [...prompt.choices];
    // Each assignment sends the whole list to the window, so updates for many result pages are combined.
    let pending: NodeJS.Timeout | undefined;
    let isComplete = false;
    const draw = () => {
      clearTimeout(pending);
      pending = undefined;
      if (!isOpen) return;
      replaceItems(pick, arrived);
      pick.busy = !isComplete;
    };
    const drawSoon = () => {
      clearTimeout(pending);
      pending = setTimeout(draw, REDRAW_MILLISECONDS);
    };
    // We learn about the active item with a delay, so the list isn't redrawn while the person moves in it.
    pick.onDidChangeActive(() => {
      if (pending !== undefined) drawSoon();
    });
    const filled = prompt.fill({
      add: (choices) => {
        pick.placeholder = prompt.placeholder;
        arrived.push(...choices);
        if (pick.items.length === 0) draw();
        else if (pending === undefined) drawSoon();
      },
      reportProgress: (status) => {
        pick.placeholder = status;
      },
      complete: (placeholder = prompt.placeholder) => {
        isComplete = true;
        pick.placeholder = placeholder;
        if (pick.items.length === 0) draw();
        else drawSoon();
      },
      end: (by) => {
        answer({ kind: 'ended', by });
      },
      isOpen: () => isOpen,
    });
    filled.catch(fail);
  });
}

/**
 * VS Code activates the first item whenever the items are replaced, even while the person is filtering. This keeps the
 * active item active; it is recognized by its value, even if it looks different now.
 */
function replaceItems<T>(pick: vscode.QuickPick<Choice<T>>, items: readonly Choice<T>[]): void {
  const [active] = pick.activeItems;
  // New items are at the end, so the scroll position can stay. While filtering, VS Code sorts the items and has to
  // scroll to the active one.
  pick.keepScrollPosition = pick.value === '';
  pick.items = items;
  const same = active === undefined ? undefined : items.find(({ value }) => value === active.value);
  if (same !== undefined) pick.activeItems = [same];
}

/** Turns the end of a list into the end of a step; `take` adds the answer to the state. */
export function toStepEnd<T, D, F>(end: PickEnd<T>, take: (value: T) => D): StepEnd<D, F> {
  switch (end.kind) {
    case 'answered':
      return { kind: 'answered', state: take(end.value) };
    case 'back':
    case 'cancelled':
      return { kind: end.kind };
    case 'ended':
      return { kind: 'cancelled' };
  }
}

/** Shows a quick input until it is answered, left with Back, or closed. Settles exactly once and disposes the input. */
function settle<E>(
  input: vscode.QuickInput & {
    buttons: readonly vscode.QuickInputButton[];
    onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
  },
  { title, position, buttons }: Prompt,
  beforeShownAgain: () => void,
  wire: (
    answer: (end: E | Left) => void,
    fail: (bug: unknown) => void,
    press: (button: PromptButton | undefined) => void,
  ) => void,
): Promise<E | Left> {
  return new Promise((resolve, reject) => {
    const answer = (end: E | Left) => {
      // Only the first end counts: disposing hides the input, and hiding means "cancelled".
      resolve(end);
      input.dispose();
    };
    let aside: Promise<unknown> | undefined;
    const press = (button: PromptButton | undefined) => {
      aside = button?.run();
      if (aside !== undefined) input.hide();
    };
    const fail = (bug: unknown) => {
      reject(bug instanceof Error ? bug : new Error(String(bug)));
      input.dispose();
    };
    input.title = title;
    // “1/1” would tell nobody anything.
    if (position.totalSteps > 1) {
      input.step = position.step;
      input.totalSteps = position.totalSteps;
    }
    // People switch to the browser for what is asked here, and the box must still be open when they return.
    input.ignoreFocusOut = true;
    input.buttons = position.canGoBack ? [vscode.QuickInputButtons.Back, ...buttons] : buttons;
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) answer({ kind: 'back' });
      else press(buttons.find((known) => known === button));
    });
    input.onDidHide(() => {
      const until = aside;
      aside = undefined;
      if (until === undefined) answer({ kind: 'cancelled' });
      else {
        until.then(() => {
          beforeShownAgain();
          input.show();
        }, fail);
      }
    });
    wire(answer, fail, press);
    input.show();
  });
}
