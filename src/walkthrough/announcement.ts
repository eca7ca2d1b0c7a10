import * as l10n from '@vscode/l10n';
import { stepText } from './walkthroughSteps';
import type { StepState, WalkthroughStep, WalkthroughView } from './walkthroughView';

/** Only the most urgent change is announced: the others would drown it out. */
const BY_URGENCY: readonly StepState['kind'][] = ['attention', 'running', 'done'];

/** What a screen reader announces after a change of the view; empty if no step has changed. */
export function announceChange(before: WalkthroughView, after: WalkthroughView): string {
  const changed = after.steps.filter(({ state }, index) => !isSame(state, before.steps[index]?.state));
  for (const kind of BY_URGENCY) {
    const ofThisKind = changed.filter(({ state }) => state.kind === kind);
    // Of several steps that are done or running, the last is the most advanced.
    const announced = ofThisKind.find(({ isCurrent }) => isCurrent) ?? ofThisKind.at(-1);
    if (announced !== undefined) return sentence(announced);
  }
  return '';
}

function isSame(one: StepState, other: StepState | undefined): boolean {
  if (one.kind === 'attention' && other?.kind === 'attention') return one.reason === other.reason;
  return one.kind === other?.kind;
}

function sentence({ id, state }: WalkthroughStep): string {
  const { title } = stepText(id);
  switch (state.kind) {
    case 'attention':
      return l10n.t('“{0}” needs attention. {1}', title, state.reason);
    case 'running':
      return l10n.t('“{0}” is in progress.', title);
    case 'done':
      return l10n.t('“{0}” is done.', title);
    case 'todo':
      return '';
  }
}
