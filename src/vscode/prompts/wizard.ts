// Asking, step by step: Back keeps what was typed, Escape ends it, "step n of m" is computed. Knows no VS Code.

/** How one step ended. */
export type StepEnd<D, F> =
  | { readonly kind: 'answered'; readonly draft: D }
  /** Nothing had to be asked; Back passes over it. */
  | { readonly kind: 'skipped'; readonly draft: D }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancelled' }
  /** `draft`: what is known all the same, for going on after the failure. */
  | { readonly kind: 'failed'; readonly failure: F; readonly draft: D };

export interface Position {
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

export interface Step<Id extends string, D, F> {
  readonly id: Id;
  readonly isAsked: (draft: D) => boolean;
  readonly ask: (draft: D, position: Position) => Promise<StepEnd<D, F>>;
}

export type WizardEnd<Id extends string, D, F> =
  | { readonly kind: 'finished'; readonly draft: D }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: F; readonly at: Id; readonly draft: D };

/**
 * Runs the steps in order. A step that is not asked is passed over in both directions. `startAt` begins in the middle,
 * with the draft of an earlier run; Back leads from there to the steps before it. `begin` is told of each question.
 */
export async function runWizard<Id extends string, D, F>(
  steps: readonly Step<Id, D, F>[],
  initial: D,
  startAt?: Id,
  begin: (id: Id) => void = () => undefined,
): Promise<WizardEnd<Id, D, F>> {
  let draft = initial;
  let index = startAt === undefined ? 0 : steps.findIndex(({ id }) => id === startAt);
  const history = steps.slice(0, index).flatMap((step, at) => (step.isAsked(draft) ? [at] : []));
  for (;;) {
    const step = steps[index];
    if (step === undefined) return { kind: 'finished', draft };
    if (!step.isAsked(draft)) {
      index += 1;
      continue;
    }
    begin(step.id);
    const end = await step.ask(draft, positionOf(steps, index, draft, history.length > 0));
    switch (end.kind) {
      case 'answered':
        history.push(index);
        draft = end.draft;
        index += 1;
        break;
      case 'skipped':
        draft = end.draft;
        index += 1;
        break;
      case 'back':
        index = history.pop() ?? index;
        break;
      case 'cancelled':
        return { kind: 'cancelled' };
      case 'failed':
        return { kind: 'failed', failure: end.failure, at: step.id, draft: end.draft };
    }
  }
}

function positionOf<Id extends string, D, F>(
  steps: readonly Step<Id, D, F>[],
  index: number,
  draft: D,
  canGoBack: boolean,
): Position {
  const isAsked = (step: Step<Id, D, F>) => step.isAsked(draft);
  return {
    step: steps.slice(0, index + 1).filter(isAsked).length,
    totalSteps: steps.filter(isAsked).length,
    canGoBack,
  };
}
