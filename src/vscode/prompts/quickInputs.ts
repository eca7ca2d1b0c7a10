// One step of the flow as VS Code's quick input: a box or a list, with title, step count, Back and help.
import vscode = require('vscode');
import type { Outcome } from '../../base/outcome';
import { describeInputProblem, type BoxProblem } from '../../messages/inputMessages';
import type { Position, StepEnd } from './wizard';

/** The person left a quick input without an answer. */
interface Left {
  readonly kind: 'back' | 'cancelled';
}

export type Answer<T> = { readonly kind: 'answered'; readonly value: T } | Left;

/**
 * A button of a quick input, and what it does. The input stays open; where a promise is given, it makes room until that
 * has settled. (Not for a list that is still growing.)
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
  /** What the box holds when it opens: the earlier answer after Back. */
  readonly value: string;
  readonly parse: (text: string) => Outcome<T, BoxProblem>;
  /** Told of what stands in the box when the person leaves it by Back. */
  readonly keep: (text: string) => void;
}

/** Problems that every text has while it is being typed: told softly until Enter is pressed. */
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
  /** What is typed or pasted is an answer, too, instead of looking through the choices. */
  readonly typed?: (text: string) => T;
  /** Called once the list is on screen, to fill it while the person already looks at it. */
  readonly fill?: (list: GrowingList<T, E>) => Promise<void>;
}

/** A list whose items arrive while it is open. */
export interface GrowingList<T, E> {
  readonly add: (choices: readonly Choice<T>[]) => void;
  /** Says how it goes, until the next items arrive. */
  readonly reportProgress: (status: string) => void;
  /** Everything has arrived; the placeholder may say what of it. */
  readonly complete: (placeholder?: string) => void;
  /** Closes the list from the program's side, as when there is nothing to choose. */
  readonly end: (by: E) => void;
  readonly isOpen: () => boolean;
}

/** How often a growing list is drawn anew, at the most, and how long after the person has moved in it. */
const REDRAW_MILLISECONDS = 250;

export type PickEnd<T, E = never> = Answer<T> | { readonly kind: 'ended'; readonly by: E };

export function askPick<T, E = never>(prompt: PickPrompt<T, E>): Promise<PickEnd<T, E>> {
  const pick = vscode.window.createQuickPick<Choice<T>>();
  pick.items = prompt.choices;
  pick.placeholder = prompt.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  // A list that was hidden is shown empty unless it is filled anew.
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
    // Each assignment sends the whole list to the window: with a hundred result pages in a row, one in a while will do.
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
    // What the person is on is known a moment later than they are: while they move, the list is left alone.
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
 * VS Code goes to the first item whenever the items are replaced, also while something is typed to look for: the person
 * stays on the item that they are on. What they are on always has the same value, whatever it looks like by now.
 */
function replaceItems<T>(pick: vscode.QuickPick<Choice<T>>, items: readonly Choice<T>[]): void {
  const [active] = pick.activeItems;
  // New items come last, unless something is typed: VS Code sorts what it finds, and has to show where the person is now.
  pick.keepScrollPosition = pick.value === '';
  pick.items = items;
  const same = active === undefined ? undefined : items.find(({ value }) => value === active.value);
  if (same !== undefined) pick.activeItems = [same];
}

/** The end of a list as the end of a step; `take` puts the answer into the state. */
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

/** Shows a quick input until it is answered, left by Back, or closed; settles exactly once and disposes it. */
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
      // The first end counts: disposing hides the input, and hiding says "cancelled".
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
    input.step = position.step;
    input.totalSteps = position.totalSteps;
    // The person goes to the browser for what is asked here; the box must still be there when they come back.
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
