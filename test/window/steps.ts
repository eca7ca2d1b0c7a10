// The steps of a command: whenever it asks a person, or changes something outside the process. A run can be interrupted
// at one of them.

/** What a step affects. */
export type StepKind = 'question' | 'progress' | 'message' | 'secret' | 'state' | 'request' | 'file';

export interface Step {
  readonly kind: StepKind;
  /** Unique within a run, and the same in every run: the third one is `rename .env (3)`. */
  readonly name: string;
  /** Whether something is open that a person can leave: a question with Escape, or a progress with Cancel. */
  readonly canLeave: boolean;
}

export type Manner =
  /** Escape at a question, or Cancel of a progress. */
  | 'leave'
  /** The same, just after the answer to a request has arrived. */
  | 'leaveLate'
  /** The process ends: the extension host was killed, or the window reloaded. */
  | 'killBefore'
  | 'killAfter'
  /** The call fails with this code. A full disk stays full for the rest of the run. */
  | 'EACCES'
  | 'EIO'
  | 'ENOSPC'
  /** VS Code fails to store or return a value. */
  | 'rejected'
  /** The connection breaks once: before the answer (`reset`), or in the middle of it (`lost`). */
  | 'reset'
  | 'lost'
  /** The connection breaks at every further attempt, too. */
  | 'resets'
  /** From now on there is no network. */
  | 'offline';

export interface Cut {
  readonly step: string;
  readonly manner: Manner;
}

/** Called at each moment at which the process could end: before a step, and after a step that stores something. */
export type WatchMoment = (step: Step, manner: 'killBefore' | 'killAfter') => void;

/** Counts the steps of one run and interrupts it at one of them. */
export class Steps {
  readonly taken: Step[] = [];
  readonly #counts = new Map<string, number>();
  #lasting: Manner | undefined;
  #hasStruck = false;

  constructor(
    private readonly cut: Cut | undefined,
    private readonly canLeave: () => boolean,
    private readonly watchMoment: WatchMoment = () => undefined,
  ) {}

  get hasStruck(): boolean {
    return this.#hasStruck;
  }

  /** What goes wrong from now on until the run ends. */
  get lasting(): Manner | undefined {
    return this.#lasting;
  }

  /** Ends a lasting failure: there is space on the disk again, and a network. */
  heal(): void {
    this.#lasting = undefined;
  }

  /** Counts a step; returns how the run is interrupted at it. For `killBefore`, the process has ended by then. */
  begin(kind: StepKind, what: string): Manner | undefined {
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    const name = count === 1 ? what : `${what} (${String(count)})`;
    const step = { kind, name, canLeave: this.canLeave() };
    this.taken.push(step);
    this.watchMoment(step, 'killBefore');
    if (this.cut?.step !== name) return undefined;
    const { manner } = this.cut;
    this.#hasStruck = true;
    if (manner === 'killBefore') kill();
    if (manner === 'ENOSPC' || manner === 'resets' || manner === 'offline') this.#lasting = manner;
    return manner;
  }

  /** A step that is one call. `fail`: the error for a kind of failure; undefined if it doesn't make this call fail. */
  async take<T>(
    kind: StepKind,
    what: string,
    call: () => Promise<T>,
    fail: (manner: Manner) => Promise<Error | undefined>,
  ): Promise<T> {
    const manner = this.begin(kind, what);
    const step = this.taken.at(-1);
    const failing = manner ?? this.#lasting;
    const error = failing === undefined ? undefined : await fail(failing);
    if (error !== undefined) throw error;
    try {
      return await call();
    } finally {
      // Also if the call has failed: that a file doesn't exist yet is a result, too.
      if (step !== undefined) this.watchMoment(step, 'killAfter');
      if (manner === 'killAfter') kill();
    }
  }
}

/** Ends this process without letting anything in it notice. */
export function kill(): void {
  process.kill(process.pid, 'SIGKILL');
}
