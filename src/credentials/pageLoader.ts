import { cancelled, err, ok, type Cancelled, type Outcome } from '../base/outcome';
import type { GraphUser, InstagramAccount } from '../graph/answers';
import type { UnixSeconds } from '../base/time';
import type { GraphApi } from '../graph/graphApi';
import type { InstagramAccountId, PageId } from '../graph/ids';
import { listPages, type PageBatch } from '../graph/pages';
import type { AppCredentials } from '../graph/requests';
import type { RetryNotice } from '../http/retry';
import type { CredentialInputs } from './inputs';
import { findUnlistedPages, openTicked, tickedButUnlisted, type FoundPage, type UnlistedPages } from './unlistedPages';
import { acquireUserToken, type UserAccess } from './acquireUserToken';
import type { FlowFailure } from './obtain';

/** Makes the API of an app; the listener hears of calls that are tried again. */
export type Connect = (app: AppCredentials, onRetry: (notice: RetryNotice) => void) => GraphApi;

type Pull = Promise<Outcome<readonly FoundPage[], FlowFailure | Cancelled>>;

/**
 * The first half of the flow, loaded one result page at a time, so that the first Pages can be picked while the rest
 * arrive. It remembers what has come: a list that is shown again after Back starts where it was left.
 */
export class PageLoader {
  readonly #controller = new AbortController();
  readonly #api: GraphApi;
  readonly #batches: AsyncGenerator<Outcome<PageBatch, FlowFailure | Cancelled>, void, void>;
  #pending: Pull | undefined;
  #pages: readonly FoundPage[] = [];
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

  /** Those of the list, then those that were ticked and are not in it. */
  get pages(): readonly FoundPage[] {
    return this.#pages;
  }

  /** The Page that the token was granted for, where it is one and no other: there is nothing to choose. */
  get onlyPage(): FoundPage | undefined {
    const [page, ...others] = this.#pages;
    const ticked = this.#access?.tickedPages;
    if (!this.#isComplete || page?.token === undefined || others.length > 0 || ticked === 'all') return undefined;
    return ticked?.length === 1 && ticked[0] === page.id ? page : undefined;
  }

  /** The Instagram accounts that the token names and no Page shows. */
  get hiddenAccounts(): readonly InstagramAccountId[] {
    const ticked = this.#access?.tickedInstagram ?? 'all';
    if (ticked === 'all') return [];
    const shown = new Set(this.#pages.map(({ instagram }) => instagram?.id));
    return ticked.filter((id) => !shown.has(id));
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
    return findUnlistedPages(this.#api, this.#requireAccess(), this.#pages, this.#controller.signal);
  }

  /** One Page by its ID, listed or not; asking again may bring a token that the list did not give. */
  async open(id: PageId): Promise<Outcome<FoundPage, FlowFailure | Cancelled>> {
    const page = await this.#api.page(this.#requireAccess().token, id, this.#controller.signal);
    if (!page.ok) return page;
    const known = this.#pages.find((other) => other.id === id);
    return ok({ ...page.value, foundBy: known === undefined ? 'id' : known.foundBy });
  }

  /** An Instagram account by its ID, for its name. */
  async openAccount(id: InstagramAccountId): Promise<Outcome<InstagramAccount, FlowFailure | Cancelled>> {
    return this.#api.instagramAccount(this.#requireAccess().token, id, this.#controller.signal);
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
    const { user, more } = step.value.value;
    const pages: readonly FoundPage[] = step.value.value.pages;
    this.#user = user;
    this.#pages = [...this.#pages, ...pages];
    this.#isComplete = !more;
    return ok(pages);
  }

  async *#walk(
    inputs: CredentialInputs,
    now: () => UnixSeconds,
  ): AsyncGenerator<Outcome<PageBatch, FlowFailure | Cancelled>, void, void> {
    const { signal } = this.#controller;
    const access = await acquireUserToken(this.#api, inputs, now(), signal);
    if (!access.ok) {
      yield access;
      return;
    }
    this.#access = access.value;
    for await (const batch of listPages(this.#api, access.value.token, signal)) {
      if (!batch.ok || batch.value.more) {
        yield batch;
        continue;
      }
      const { user, pages } = batch.value;
      const unlisted = tickedButUnlisted(access.value, [...this.#pages, ...pages]);
      yield ok({ user, pages, more: unlisted.length > 0 });
      if (unlisted.length === 0) return;
      const { found, unasked } = await openTicked(this.#api, access.value, unlisted, signal);
      const isEmpty = this.#pages.length === 0 && found.length === 0;
      // That the person has no Page would be said of what nobody could look at.
      yield isEmpty && unasked !== undefined ? err(unasked) : ok({ user, pages: found, more: false });
    }
  }
}
