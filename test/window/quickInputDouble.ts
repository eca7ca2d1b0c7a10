// The quick inputs of the double: shown, they are answered.
import { Emitter } from './emitter';
import type { Person } from './userDouble';
import { kill, type Steps } from './steps';

interface Item {
  readonly label: string;
}

/** An input box and a list in one: whoever made it uses one half. */
export class QuickInput {
  title = '';
  prompt = '';
  placeholder = '';
  value = '';
  buttons: readonly unknown[] = [];
  selectedItems: readonly Item[] = [];
  readonly #accepted = new Emitter<void>();
  readonly #hidden = new Emitter<void>();
  readonly #changed = new Emitter<string>();
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidChangeValue = this.#changed.event;
  readonly onDidTriggerButton = new Emitter<unknown>().event;
  readonly onDidTriggerItemButton = new Emitter<unknown>().event;
  #items: readonly Item[] = [];
  #isOpen = false;
  #answer: string | undefined;
  #isKilledAfter = false;

  constructor(
    private readonly kind: 'box' | 'list',
    private readonly person: Person,
    private readonly steps: () => Steps,
  ) {}

  get items(): readonly Item[] {
    return this.#items;
  }

  set items(items: readonly Item[]) {
    this.#items = items;
    this.#choose();
  }

  show(): void {
    this.#isOpen = true;
    this.person.opened(this);
    const question = this.kind === 'box' ? this.prompt : this.placeholder;
    const manner = this.steps().begin('question', question.slice(0, 40));
    this.#isKilledAfter = manner === 'killAfter';
    setImmediate(() => {
      if (manner === 'leave') {
        this.leave();
        return;
      }
      this.#answer = this.person.answerTo(question);
      if (this.kind === 'box') this.#type(this.#answer);
      else this.#choose();
    });
  }

  leave(): void {
    this.hide();
  }

  hide(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.person.closed(this);
    this.#hidden.fire();
  }

  /** Disposing hides. */
  dispose(): void {
    this.hide();
  }

  #type(text: string): void {
    if (!this.#isOpen) return;
    this.value = text;
    this.#changed.fire(text);
    this.#accept();
  }

  /** What the person looks for may arrive later. */
  #choose(): void {
    const answer = this.#answer;
    if (!this.#isOpen || answer === undefined) return;
    const item = this.#items.find(({ label }) => label.startsWith(answer));
    if (item === undefined) return;
    this.selectedItems = [item];
    this.#accept();
  }

  #accept(): void {
    this.#accepted.fire();
    if (this.#isKilledAfter) kill();
  }
}
