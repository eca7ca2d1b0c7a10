// The simulated user: answers questions and remembers the messages.
import { kill, type Steps } from './steps';

/**
 * The start of a question, and its answer: the text to type, or the start of the label of the item or button to choose.
 */
export type Answers = readonly (readonly [question: string, answer: string])[];

/** Can be used instead of an answer. */
export const BACK = '<Back>';
export const ESCAPE = '<Escape>';

/** Moves down some items in a list, waits until the list has grown to a length, and presses Enter. */
export interface Stay {
  readonly down: number;
  readonly until: number;
}

/** Can be used instead of an answer. */
export function stay({ down, until }: Stay): string {
  return `<Down ${String(down)}, Enter at ${String(until)} items>`;
}

export function readStay(answer: string): Stay | undefined {
  const [, down, until] = /^<Down (\d+), Enter at (\d+) items>$/.exec(answer) ?? [];
  return down === undefined ? undefined : { down: Number(down), until: Number(until) };
}

export interface Told {
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly buttons: readonly string[];
}

/** A notification that is still open. */
interface OpenMessage extends Told {
  readonly close: (pressed: string | undefined) => void;
}

interface Leavable {
  readonly leave: () => void;
}

/** How a user reacts to questions, and to error messages that a command waits for. */
export interface Manners {
  readonly answerTo: (question: string) => string;
  /** The button to press; undefined closes the message. */
  readonly pressUnder: (error: Told) => string | undefined;
}

/** Has an answer to every possible question, however often it comes. */
export function answersAlways(answers: Answers): Manners['answerTo'] {
  return (question) => {
    const answer = answers.find(([beginning]) => question.startsWith(beginning))?.[1];
    if (answer === undefined) throw new Error(`Nobody knows what to answer to “${question}”.`);
    return answer;
  };
}

/** Gives these answers in exactly this order, each once. */
export class Script {
  readonly #left: (readonly [string, string])[];

  constructor(answers: Answers) {
    this.#left = [...answers];
  }

  readonly answerTo = (question: string): string => {
    const [next] = this.#left;
    if (next === undefined || !question.startsWith(next[0])) {
      throw new Error(`“${question}” was asked, and ${next === undefined ? 'nothing' : `“${next[0]}”`} was expected.`);
    }
    this.#left.shift();
    return next[1];
  };

  /** As for a button of an error message: an entry for the message says what to press. */
  readonly pressUnder = ({ message }: Told): string | undefined => {
    const [next] = this.#left;
    return next !== undefined && message.startsWith(next[0]) ? this.answerTo(message) : undefined;
  };

  /** Throws if an expected question wasn't asked. */
  finish(): void {
    const [next] = this.#left;
    if (next !== undefined) throw new Error(`Nobody asked “${next[0]}”.`);
  }
}

/**
 * Whether it asks if secrets may go to a non-standard address such as the sandbox's: no other question has this button.
 */
function isAddressQuestion([first]: readonly string[]): boolean {
  return first === 'Use This Address';
}

/** The user of one window. */
export class UserDouble {
  told: Told[] = [];
  /** The text of every question. */
  asked: string[] = [];
  /** The initial content of each input box, and the items of each list. */
  seen: string[][] = [];
  /** The title of each input box and list, with the number of its step. */
  titles: string[] = [];
  readonly #open = new Set<Leavable>();
  #messages: OpenMessage[] = [];

  constructor(
    public manners: Manners,
    private readonly steps: () => Steps,
    private readonly agreesToAddresses: boolean,
  ) {}

  /** Whether something is open that can be left. */
  get canLeave(): boolean {
    return this.#open.size > 0;
  }

  /** Presses Escape or Cancel. */
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
    this.asked.push(question);
    return this.manners.answerTo(question);
  }

  /** Answers a modal dialog; returns the pressed button. */
  async decide(question: string, detail: string, buttons: readonly string[]): Promise<string | undefined> {
    if (this.agreesToAddresses && isAddressQuestion(buttons)) return buttons[0];
    const answer = this.answerTo(question);
    this.asked.push(detail);
    const manner = this.steps().begin('question', question);
    await Promise.resolve();
    if (manner === 'leave' || answer === ESCAPE) return undefined;
    const pressed = buttons.find((button) => button === answer) ?? buttons[0];
    if (manner === 'killAfter') kill();
    return pressed;
  }

  /** Answers a notification; returns the pressed button. Errors are answered at once, because the command waits. */
  async hear(told: Told): Promise<string | undefined> {
    this.told.push(told);
    const manner = this.steps().begin('message', told.message.slice(0, 40));
    await Promise.resolve();
    if (manner === 'killAfter') kill();
    if (told.severity === 'error') return this.manners.pressUnder(told);
    return new Promise((close) => this.#messages.push({ ...told, close }));
  }

  /** Presses a button of the newest notification that has it. */
  press(button: string, under = ''): void {
    const message = this.#messages.findLast(
      ({ buttons, message: text }) => buttons.includes(button) && text.includes(under),
    );
    if (message === undefined) throw new Error(`No open message has the button “${button}”.`);
    this.#messages = this.#messages.filter((other) => other !== message);
    message.close(button);
  }
}
