import { err, ok, type Outcome } from '../outcome';
import type { GraphPage, GraphUser, UnixSeconds } from '../graph/answers';
import type { GraphApi } from '../graph/api';
import { cancelled, type Cancelled } from '../graph/failures';
import { listPages, type PageBatch } from '../graph/pages';
import type { AppCredentials } from '../graph/requests';
import type { RetryNotice } from '../graph/retry';
import type { CredentialInputs } from './inputs';
import { enter, type RoadFailure, type UserAccess } from './obtain';

/** Makes the API of an app; the listener hears of calls that are tried again. */
export type Connect = (app: AppCredentials, onRetry: (notice: RetryNotice) => void) => GraphApi;

type Pull = Promise<Outcome<readonly GraphPage[], RoadFailure | Cancelled>>;

/**
 * The first half of the road, pulled one result page at a time, so that the first Pages can be picked while the rest
 * arrive. It remembers what has come: a list that is shown again after Back starts where it was left.
 */
export class PageFeed {
  readonly #controller = new AbortController();
  readonly #batches: AsyncGenerator<Outcome<PageBatch, RoadFailure | Cancelled>, void, void>;
  #pending: Pull | undefined;
  #pages: readonly GraphPage[] = [];
  #user: GraphUser | undefined;
  #access: UserAccess | undefined;
  #isComplete = false;

  /** Told while a call is tried again; whoever shows the list sets it. */
  onRetry: (notice: RetryNotice) => void = () => undefined;

  constructor(connect: Connect, inputs: CredentialInputs, now: () => UnixSeconds) {
    const api = connect(inputs.app, (notice) => {
      this.onRetry(notice);
    });
    this.#batches = this.#walk(api, inputs, now);
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

  /** Ends it: a request that is under way is aborted. */
  stop(): void {
    this.#controller.abort();
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
    api: GraphApi,
    inputs: CredentialInputs,
    now: () => UnixSeconds,
  ): AsyncGenerator<Outcome<PageBatch, RoadFailure | Cancelled>, void, void> {
    const access = await enter(api, inputs, now(), this.#controller.signal);
    if (!access.ok) {
      yield access;
      return;
    }
    this.#access = access.value;
    yield* listPages(api, access.value.token, this.#controller.signal);
  }
}
