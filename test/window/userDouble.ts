// Who answers, and what they were told.
import { kill, type Steps } from './steps';

/** A question by how it begins, and its answer: what is typed, or how the chosen item or button begins. */
export type Answers = readonly (readonly [question: string, answer: string])[];

export interface Told {
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
}

interface Leavable {
  readonly leave: () => void;
}

/** Sits before one window. */
export class Person {
  told: Told[] = [];
  /** Called when “Try Again” is to be pressed, before it is; undefined: every message is put away. */
  beforeTryingAgain: (() => void) | undefined;
  hasTriedAgain = false;
  readonly #open = new Set<Leavable>();

  constructor(
    private readonly answers: Answers,
    private readonly steps: () => Steps,
  ) {}

  /** Whether something stands open that can be left. */
  get canLeave(): boolean {
    return this.#open.size > 0;
  }

  /** Escape, or Cancel. */
  leave(): void {
    for (const open of [...this.#open]) open.leave();
  }

  opened(what: Leavable): void {
    this.#open.add(what);
  }

  closed(what: Leavable): void {
    this.#open.delete(what);
  }

  answerTo(question: string): string {
    const answer = this.answers.find(([beginning]) => question.startsWith(beginning))?.[1];
    if (answer === undefined) throw new Error(`Nobody knows what to answer to “${question}”.`);
    return answer;
  }

  /** A modal dialog; gives the pressed button. */
  async decide(question: string, buttons: readonly string[]): Promise<string | undefined> {
    const answer = this.answerTo(question);
    const manner = this.steps().begin('question', question);
    await Promise.resolve();
    if (manner === 'leave') return undefined;
    const pressed = buttons.find((button) => button === answer) ?? buttons[0];
    if (manner === 'killAfter') kill();
    return pressed;
  }

  /** A notification; gives the pressed button, which is the one to try again or none. */
  async hear(severity: Told['severity'], message: string, buttons: readonly string[]): Promise<string | undefined> {
    this.told.push({ severity, message });
    const manner = this.steps().begin('message', message.slice(0, 40));
    await Promise.resolve();
    if (manner === 'killAfter') kill();
    const tryAgain = buttons.find((button) => button === 'Try Again');
    const { beforeTryingAgain } = this;
    if (tryAgain === undefined || beforeTryingAgain === undefined) return undefined;
    // Once: what fails again is put away.
    this.beforeTryingAgain = undefined;
    this.hasTriedAgain = true;
    beforeTryingAgain();
    return tryAgain;
  }
}
