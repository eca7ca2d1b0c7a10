// The list of cuts: every step of a successful run, in every manner that can happen to it.
import { NEEDS_ROOM } from '../window/moduleHooks';
import type { Cut, Manner, Step, WatchMoment } from '../window/steps';

/** Manners that end the process, so that no message is shown. */
export const KILLS: ReadonlySet<Manner> = new Set(['killBefore', 'killAfter']);
/** Manners in which the person leaves. */
export const LEAVES: ReadonlySet<Manner> = new Set(['leave', 'leaveLate']);

/** Shown only if Git takes long: whether a run comes to this step depends on how busy the machine is. */
const ONLY_IF_SLOW = 'Checking with Git…';

/** `kills`: where ending the process leaves something that no earlier end leaves. */
export function cutsAt(steps: readonly Step[], kills: Kills): readonly Cut[] {
  const certain = steps.filter(({ name }) => !name.startsWith(ONLY_IF_SLOW));
  return certain.flatMap((step) => {
    const manners = mannersOf(step).filter((manner) => !KILLS.has(manner) || kills.has(step.name, manner));
    return manners.map((manner) => ({ step: step.name, manner }));
  });
}

/**
 * The moments at which the process must end. A killed process leaves only what it has stored and sent, so of all
 * moments that leave the same, one is enough.
 */
export class Kills {
  readonly #found = new Set<string>();
  readonly #known = new Set<string>();
  #requests = 0;

  /** `stored`: everything on disk. */
  constructor(private readonly stored: () => string) {}

  readonly watchMoment: WatchMoment = ({ kind, name }, manner) => {
    const left = `${String(this.#requests)} ${this.stored()}`;
    if (!this.#known.has(left)) this.#found.add(`${manner} ${name}`);
    this.#known.add(left);
    if (kind !== 'request') return;
    // The answer to a request isn't watched: whoever sent it may have changed something at Facebook.
    this.#requests += 1;
    this.#found.add(`killAfter ${name}`);
  };

  has(step: string, manner: Manner): boolean {
    return this.#found.has(`${manner} ${step}`);
  }
}

function mannersOf({ kind, name, canLeave }: Step): readonly Manner[] {
  switch (kind) {
    case 'question':
    case 'progress':
      return ['leave', 'killBefore'];
    case 'message':
      return ['killBefore'];
    case 'secret':
    case 'state':
      return ['rejected', ...KILLS];
    case 'request':
      return [...(canLeave ? LEAVES : []), 'reset', 'lost', 'resets', 'offline', ...KILLS];
    case 'file':
      return [
        ...(/^(?:sync|close|writeFile) /.test(name) ? ['EIO' as const] : ['EACCES' as const]),
        // A full disk is noticed by the next step that needs room.
        ...(needsRoom(name) ? ['ENOSPC' as const] : []),
        ...KILLS,
      ];
  }
}

function needsRoom(step: string): boolean {
  return NEEDS_ROOM.has(step.split(' ', 1).join());
}
