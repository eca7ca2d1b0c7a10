// Asking, step by step: Back keeps what was typed, Escape ends it, "step n of m" is computed. Knows no VS Code.

/** How one step ended. */
export type StepEnd<D, F> =
  | { readonly kind: 'answered'; readonly state: D }
  /** Nothing had to be asked; Back passes over it. */
  | { readonly kind: 'skipped'; readonly state: D }
  /** `state`: where leaving it has changed something; `to`: the question that is wanted, not the one before. */
  | { readonly kind: 'back'; readonly state?: D; readonly to?: string }
  | { readonly kind: 'cancelled' }
  /** `state`: what is known all the same, for going on after the failure. */
  | { readonly kind: 'failed'; readonly failure: F; readonly state: D };

export interface Position {
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

export interface Step<Id extends string, D, F> {
  readonly id: Id;
  readonly isAsked: (state: D) => boolean;
  /** Whether it has an answer that still holds: on the way forward it is not asked again, and Back leads to it. */
  readonly isAnswered?: (state: D) => boolean;
  readonly ask: (state: D, position: Position) => Promise<StepEnd<D, F>>;
}

export type WizardEnd<Id extends string, D, F> =
  /** `isAnswered`: whether the person has answered anything. */
  | { readonly kind: 'finished'; readonly state: D; readonly isAnswered: boolean }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: F; readonly at: Id; readonly state: D };

/**
 * Runs the steps in order. A step that is not asked is passed over in both directions. `startAt` begins in the middle,
 * with the state of an earlier run; Back leads from there to the steps before it. A correction there or after Back is
 * followed by the next question that has no answer yet. `begin` is told of each question, and
 * of what is known then.
 */
export async function runWizard<Id extends string, D, F>(
  steps: readonly Step<Id, D, F>[],
  initial: D,
  startAt?: Id,
  begin: (id: Id, state: D) => void = () => undefined,
): Promise<WizardEnd<Id, D, F>> {
  let state = initial;
  let index = startAt === undefined ? 0 : steps.findIndex(({ id }) => id === startAt);
  const history = steps.slice(0, index).flatMap((step, at) => (step.isAsked(state) ? [at] : []));
  /** The person goes to this very question. */
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
    const end = await step.ask(state, positionOf(steps, index, state, history.length > 0));
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

/** Where Back leads: to the question before, or to one by its ID; takes it and all after it out of the history. */
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

function positionOf<Id extends string, D, F>(
  steps: readonly Step<Id, D, F>[],
  index: number,
  state: D,
  canGoBack: boolean,
): Position {
  const isAsked = (step: Step<Id, D, F>) => step.isAsked(state);
  return {
    step: steps.slice(0, index + 1).filter(isAsked).length,
    totalSteps: steps.filter(isAsked).length,
    canGoBack,
  };
}
