// The steps of a command: everything at which it asks a person, or touches something that outlives it. A run can be cut
// at one of them.

/** What a step touches. */
export type StepKind = 'question' | 'progress' | 'message' | 'secret' | 'state' | 'request' | 'file';

export interface Step {
  readonly kind: StepKind;
  /** Unique within a run, and the same in every run: the third `rename .env` is called that. */
  readonly name: string;
  /** Whether something stands open that a person can leave: a question by Escape, a progress by Cancel. */
  readonly canLeave: boolean;
}

export type Manner =
  /** Escape at a question, Cancel of a progress. */
  | 'leave'
  /** The same, when the answer to a request has just come. */
  | 'leaveLate'
  /** The process is gone: the extension host was killed, or the window reloaded. */
  | 'killBefore'
  | 'killAfter'
  /** The call fails with this code. A disk that is full stays so for the rest of the run. */
  | 'EACCES'
  | 'EIO'
  | 'ENOSPC'
  /** VS Code does not take or give what is to be stored. */
  | 'rejected'
  /** The connection breaks, once: before the answer, or in the middle of it. */
  | 'reset'
  | 'lost'
  /** It breaks again at each further try. */
  | 'resets'
  /** From here on there is no network. */
  | 'offline';

export interface Cut {
  readonly step: string;
  readonly manner: Manner;
}

/** Counts the steps of one run, and cuts it at one of them. */
export class Steps {
  readonly taken: Step[] = [];
  readonly #counts = new Map<string, number>();
  #lasting: Manner | undefined;
  #hasStruck = false;

  constructor(
    private readonly cut: Cut | undefined,
    private readonly canLeave: () => boolean,
  ) {}

  get hasStruck(): boolean {
    return this.#hasStruck;
  }

  /** What goes wrong from now on, until the run ends. */
  get lasting(): Manner | undefined {
    return this.#lasting;
  }

  /** Whatever lasted is over: there is room on the disk again, and a network. */
  heal(): void {
    this.#lasting = undefined;
  }

  /** Counts a step; gives the manner in which the run is cut at it. A cut before it has happened already. */
  begin(kind: StepKind, what: string): Manner | undefined {
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    const name = count === 1 ? what : `${what} (${String(count)})`;
    this.taken.push({ kind, name, canLeave: this.canLeave() });
    if (this.cut?.step !== name) return undefined;
    const { manner } = this.cut;
    this.#hasStruck = true;
    if (manner === 'killBefore') kill();
    if (manner === 'ENOSPC' || manner === 'resets' || manner === 'offline') this.#lasting = manner;
    return manner;
  }

  /** A step that is one call. `fail`: how it fails in a manner; undefined where that does not make it fail. */
  async take<T>(
    kind: StepKind,
    what: string,
    call: () => Promise<T>,
    fail: (manner: Manner) => Promise<Error | undefined>,
  ): Promise<T> {
    const manner = this.begin(kind, what);
    const failing = manner ?? this.#lasting;
    const error = failing === undefined ? undefined : await fail(failing);
    if (error !== undefined) throw error;
    try {
      return await call();
    } finally {
      // Also when the call failed: that there is no file yet is an answer, too.
      if (manner === 'killAfter') kill();
    }
  }
}

/** Ends this process as nothing in it can notice. */
export function kill(): void {
  process.kill(process.pid, 'SIGKILL');
}
