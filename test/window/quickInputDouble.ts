// Test doubles for quick inputs: as soon as one is shown, it is answered.
import { Emitter } from './emitter';
import { kill, type Steps } from './steps';
import { BACK, ESCAPE, readStay, type Stay, type UserDouble } from './userDouble';

interface Item {
  readonly label: string;
}

export const BACK_BUTTON = { iconPath: 'arrow-left' };

/** An input box and a list in one; each use needs only half of it. */
export class QuickInput {
  title = '';
  step: number | undefined;
  totalSteps: number | undefined;
  prompt = '';
  placeholder = '';
  value = '';
  buttons: readonly unknown[] = [];
  selectedItems: readonly Item[] = [];
  validationMessage: { readonly message: string } | undefined;
  readonly #accepted = new Emitter<void>();
  readonly #hidden = new Emitter<void>();
  readonly #changed = new Emitter<string>();
  readonly #pressed = new Emitter<unknown>();
  readonly #moved = new Emitter<readonly Item[]>();
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidChangeValue = this.#changed.event;
  readonly onDidTriggerButton = this.#pressed.event;
  readonly onDidChangeActive = this.#moved.event;
  readonly onDidTriggerItemButton = new Emitter<unknown>().event;
  #items: readonly Item[] = [];
  #activeItems: readonly Item[] = [];
  #stay: Stay | undefined;
  readonly #state = { isOpen: false };
  #answer: string | undefined;
  #isKilledAfter = false;
  #isShown = false;

  constructor(
    private readonly kind: 'box' | 'list',
    private readonly user: UserDouble,
    private readonly steps: () => Steps,
  ) {}

  get items(): readonly Item[] {
    return this.#items;
  }

  /** As in VS Code, setting the items makes the first one active. */
  set items(items: readonly Item[]) {
    this.#items = [...items];
    this.activeItems = this.#items.slice(0, 1);
    // Whatever the program does right afterwards is part of the same message.
    queueMicrotask(() => {
      this.#choose();
    });
  }

  get activeItems(): readonly Item[] {
    return this.#activeItems;
  }

  /** As in VS Code, items that aren't in the list are ignored. */
  set activeItems(items: readonly Item[]) {
    this.#activeItems = items.filter((item) => this.#items.includes(item));
    this.#moved.fire(this.#activeItems);
  }

  show(): void {
    this.#state.isOpen = true;
    this.user.opened(this);
    const question = this.kind === 'box' ? this.prompt : this.placeholder;
    const manner = this.steps().begin('question', question.slice(0, 40));
    this.#isKilledAfter = manner === 'killAfter';
    setImmediate(() => {
      this.#isShown = true;
      if (manner === 'leave') {
        this.leave();
        return;
      }
      if (this.kind === 'box') this.#ask();
      else this.#choose();
    });
  }

  /** Evaluated again each time: event listeners may close the input. */
  #isOpen(): boolean {
    return this.#state.isOpen;
  }

  /** As VS Code shows it. */
  get #heading(): string {
    return this.step === undefined ? this.title : `${this.title} (${String(this.step)}/${String(this.totalSteps)})`;
  }

  #ask(): void {
    this.user.titles.push(this.#heading);
    this.user.seen.push(this.kind === 'box' ? [this.value] : this.#items.map(({ label }) => label));
    this.#answer = this.user.answerTo(this.kind === 'box' ? this.prompt : this.placeholder);
    if (this.#answer === ESCAPE) this.leave();
    else if (this.#answer === BACK) this.#pressed.fire(BACK_BUTTON);
    else if (this.kind === 'box') this.#type(this.#answer);
  }

  leave(): void {
    this.hide();
  }

  hide(): void {
    if (!this.#isOpen()) return;
    this.#state.isOpen = false;
    this.user.closed(this);
    this.#hidden.fire();
  }

  dispose(): void {
    this.hide();
  }

  /** If the input is refused it stays open, so it is closed with Escape. */
  #type(text: string): void {
    if (!this.#isOpen()) return;
    this.value = text;
    this.#changed.fire(text);
    this.#accept();
    if (!this.#isOpen()) return;
    this.user.asked.push(this.validationMessage?.message ?? 'Nothing was wrong, and nothing happened.');
    this.leave();
  }

  /** The item to choose may arrive later; an empty list asks nothing. */
  #choose(): void {
    if (!this.#isShown || !this.#isOpen() || this.#items.length === 0) return;
    if (this.#answer === undefined) this.#ask();
    const answer = this.#answer;
    if (!this.#isOpen() || answer === undefined) return;
    const stay = readStay(answer);
    if (stay !== undefined) {
      this.#walk(stay);
      return;
    }
    const item = this.#items.find(({ label }) => label.startsWith(answer));
    if (item === undefined) return;
    this.selectedItems = [item];
    this.#accept();
  }

  /** Moves down some items at once, and presses Enter when the list has grown, on whatever item is active by then. */
  #walk({ down, until }: Stay): void {
    if (this.#stay === undefined) this.activeItems = this.#items.slice(down, down + 1);
    this.#stay = { down, until };
    if (this.#items.length < until) return;
    this.selectedItems = this.#activeItems;
    this.#accept();
  }

  #accept(): void {
    this.#accepted.fire();
    if (this.#isKilledAfter) kill();
  }
}
