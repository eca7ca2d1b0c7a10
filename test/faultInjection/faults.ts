// The list of cuts: every step of a successful run, in every manner that can happen to it.
import type { Cut, Manner, Step } from '../window/steps';

/** Manners that end the process, so that no message is shown. */
export const KILLS: ReadonlySet<Manner> = new Set(['killBefore', 'killAfter']);
/** Manners in which the person leaves. */
export const LEAVES: ReadonlySet<Manner> = new Set(['leave', 'leaveLate']);

/** Shown only if Git takes long: whether a run comes to this step depends on how busy the machine is. */
const ONLY_IF_SLOW = 'Checking with Git…';

export function cutsAt(steps: readonly Step[]): readonly Cut[] {
  const certain = steps.filter(({ name }) => !name.startsWith(ONLY_IF_SLOW));
  return certain.flatMap((step) => mannersOf(step).map((manner) => ({ step: step.name, manner })));
}

function mannersOf({ kind, name, canLeave }: Step): readonly Manner[] {
  switch (kind) {
    case 'question':
      return ['leave', ...KILLS];
    case 'progress':
      return ['leave', 'killBefore'];
    case 'message':
      return ['killAfter'];
    case 'secret':
    case 'state':
      return ['rejected', ...KILLS];
    case 'request':
      return [...(canLeave ? LEAVES : []), 'reset', 'lost', 'resets', 'offline', ...KILLS];
    case 'file':
      return [
        ...(/^(?:sync|close|writeFile) /.test(name) ? ['EIO' as const] : ['EACCES' as const]),
        'ENOSPC',
        ...KILLS,
      ];
  }
}
