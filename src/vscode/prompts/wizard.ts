// Asks questions step by step: Back keeps what was typed, Escape ends it, "step n of m" is computed and m stays the
// same from the first question to the last. Doesn't use VS Code.

/** How one step ended. */
export type StepEnd<D, F> =
  | { readonly kind: 'answered'; readonly state: D }
  /** Nothing had to be asked; Back skips it too. */
  | { readonly kind: 'skipped'; readonly state: D }
  /** `state`: if going back changed it; `to`: the question to go to, instead of the previous one. */
  | { readonly kind: 'back'; readonly state?: D; readonly to?: string }
  | { readonly kind: 'cancelled' }
  /** `state`: what is known anyway, for continuing after the failure. */
  | { readonly kind: 'failed'; readonly failure: F; readonly state: D };

export interface Position {
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

export interface Step<Id extends string, D, F> {
  readonly id: Id;
  readonly isAsked: (state: D) => boolean;
  /**
   * The steps whose answers decide whether this one is asked. If one of them is asked, this is a part of it: it has the
   * same number, and the total doesn't count it, because nobody knows yet how many such questions will come.
   */
  readonly follows?: readonly string[];
  /**
   * Whether it has an answer that is still valid: then it isn't asked again on the way forward, but Back leads to it.
   */
  readonly isAnswered?: (state: D) => boolean;
  readonly ask: (state: D, position: Position) => Promise<StepEnd<D, F>>;
}

export type WizardEnd<Id extends string, D, F> =
  /** `isAnswered`: whether the person answered anything. */
  | { readonly kind: 'finished'; readonly state: D; readonly isAnswered: boolean }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: F; readonly at: Id; readonly state: D };

/**
 * Runs the steps in order, skipping those that aren't asked, in both directions. `startAt` starts at a later step with
 * the state of an earlier run; Back leads from there to the steps before it. After a correction there or after Back,
 * the next question without an answer follows. `begin` is called for each question, with the current state.
 */
export async function runWizard<Id extends string, D, F>(
  steps: readonly Step<Id, D, F>[],
  initial: D,
  startAt?: Id,
  begin: (id: Id, state: D) => void = () => undefined,
): Promise<WizardEnd<Id, D, F>> {
  let state = initial;
  let index = startAt === undefined ? 0 : steps.findIndex(({ id }) => id === startAt);
  const counted = countedSteps(steps, initial);
  const history = steps.slice(0, index).flatMap((step, at) => (step.isAsked(state) ? [at] : []));
  /** The person goes to this particular question. */
  let isWanted = startAt !== undefined;
  let isAnswered = false;
  for (;;) {
    const step = steps[index];
    if (step === undefined) return { kind: 'finished', state, isAnswered };
    const isAsked = step.isAsked(state);
    const isPassed = isAsked && !isWanted && step.isAnswered?.(state) === true;
    isWanted = false;
    if (isPassed) history.push(index);
    if (isPassed || !isAsked) {
      index += 1;
      continue;
    }
    begin(step.id, state);
    const end = await step.ask(state, positionOf(counted, index, history.length > 0));
    switch (end.kind) {
      case 'answered':
        isAnswered = true;
        history.push(index);
        state = end.state;
        index += 1;
        break;
      case 'skipped':
        state = end.state;
        index += 1;
        break;
      case 'back':
        state = end.state ?? state;
        index = backTo(steps, history, end.to) ?? index;
        isWanted = true;
        break;
      case 'cancelled':
        return { kind: 'cancelled' };
      case 'failed':
        return { kind: 'failed', failure: end.failure, at: step.id, state: end.state };
    }
  }
}

/**
 * Returns the step that Back leads to, the previous one or the one with this ID, and removes it and those after it from
 * the history.
 */
function backTo(
  steps: readonly { readonly id: string }[],
  history: number[],
  to: string | undefined,
): number | undefined {
  for (let at = history.pop(); at !== undefined; at = history.pop()) {
    if (to === undefined || steps[at]?.id === to) return at;
  }
  return undefined;
}

/** The indexes of the steps that are certain to be asked, or to find their answer themselves. */
function countedSteps<Id extends string, D, F>(steps: readonly Step<Id, D, F>[], initial: D): readonly number[] {
  const asked = new Set<string>(steps.filter((step) => step.isAsked(initial)).map(({ id }) => id));
  return steps.flatMap(({ id, follows = [] }, index) =>
    asked.has(id) && !follows.some((other) => asked.has(other)) ? [index] : [],
  );
}

/** A question that comes up although it isn't counted has the number of the counted one before it. */
function positionOf(counted: readonly number[], index: number, canGoBack: boolean): Position {
  const step = counted.filter((at) => at <= index).length;
  return { step: Math.max(step, 1), totalSteps: Math.max(counted.length, 1), canGoBack };
}
