import { cancelled, err, ok, type Cancelled, type Outcome } from '../base/outcome';
import type { GraphPage, GraphUser } from '../graph/answers';
import type { UnixSeconds } from '../base/time';
import type { GraphApi } from '../graph/graphApi';
import type { PageId } from '../graph/ids';
import { listPages, type PageBatch } from '../graph/pages';
import type { AppCredentials } from '../graph/requests';
import type { RetryNotice } from '../http/retry';
import type { CredentialInputs } from './inputs';
import { findUnlistedPages, type UnlistedPages } from './unlistedPages';
import { acquireUserToken, type UserAccess } from './acquireUserToken';
import type { FlowFailure } from './obtain';

/** Makes the API of an app; the listener hears of calls that are tried again. */
export type Connect = (app: AppCredentials, onRetry: (notice: RetryNotice) => void) => GraphApi;

type Pull = Promise<Outcome<readonly GraphPage[], FlowFailure | Cancelled>>;

/**
 * The first half of the flow, loaded one result page at a time, so that the first Pages can be picked while the rest
 * arrive. It remembers what has come: a list that is shown again after Back starts where it was left.
 */
export class PageLoader {
  readonly #controller = new AbortController();
  readonly #api: GraphApi;
  readonly #batches: AsyncGenerator<Outcome<PageBatch, FlowFailure | Cancelled>, void, void>;
  #pending: Pull | undefined;
  #pages: readonly GraphPage[] = [];
  #user: GraphUser | undefined;
  #access: UserAccess | undefined;
  #isComplete = false;

  /** Called when a call is tried again; set by what shows the list. */
  onRetry: (notice: RetryNotice) => void = () => undefined;

  constructor(connect: Connect, inputs: CredentialInputs, now: () => UnixSeconds) {
    this.#api = connect(inputs.app, (notice) => {
      this.onRetry(notice);
    });
    this.#batches = this.#walk(inputs, now);
  }

  get pages(): readonly GraphPage[] {
    return this.#pages;
  }

  /** Known as soon as the first result page has come. */
  get user(): GraphUser | undefined {
    return this.#user;
  }

  get access(): UserAccess | undefined {
    return this.#access;
  }

  isComplete(): boolean {
    return this.#isComplete;
  }

  /** The Pages of the next result page. A pull that is under way is joined, not doubled. */
  next(): Pull {
    this.#pending ??= this.#pull().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** Pages that are in no result page, and what most likely hides one that is not found this way either. */
  async findUnlisted(): Promise<Outcome<UnlistedPages, FlowFailure | Cancelled>> {
    const access = this.#requireAccess();
    const listed = new Set(this.#pages.map(({ id }) => id));
    return findUnlistedPages(this.#api, access, listed, this.#controller.signal);
  }

  /** One Page by its ID, listed or not; asking again may bring a token that the list did not give. */
  async open(page: PageId): Promise<Outcome<GraphPage, FlowFailure | Cancelled>> {
    return this.#api.page(this.#requireAccess().token, page, this.#controller.signal);
  }

  /** Ends it: a request that is under way is aborted. */
  stop(): void {
    this.#controller.abort();
  }

  #requireAccess(): UserAccess {
    if (this.#access === undefined) throw new Error('The Pages are looked for before the token was exchanged.');
    return this.#access;
  }

  async #pull(): Pull {
    const step = await this.#batches.next();
    if (step.done === true) return err(cancelled);
    if (!step.value.ok) return step.value;
    const { user, pages, more } = step.value.value;
    this.#user = user;
    this.#pages = [...this.#pages, ...pages];
    this.#isComplete = !more;
    return ok(pages);
  }

  async *#walk(
    inputs: CredentialInputs,
    now: () => UnixSeconds,
  ): AsyncGenerator<Outcome<PageBatch, FlowFailure | Cancelled>, void, void> {
    const access = await acquireUserToken(this.#api, inputs, now(), this.#controller.signal);
    if (!access.ok) {
      yield access;
      return;
    }
    this.#access = access.value;
    yield* listPages(this.#api, access.value.token, this.#controller.signal);
  }
}
