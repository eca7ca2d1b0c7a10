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

/** Creates the API of an app; `onRetry` is called when a call is retried. */
export type Connect = (app: AppCredentials, onRetry: (notice: RetryNotice) => void) => GraphApi;

type Pull = Promise<Outcome<readonly FoundPage[], FlowFailure | Cancelled>>;

/**
 * The first half of the flow, loaded one result page at a time, so that people can choose among the first Pages while
 * the rest are loading. Keeps what has been loaded: if the list is shown again after Back, it continues from there.
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

  /** Called before a call is retried; set by the code that shows the list. */
  onRetry: (notice: RetryNotice) => void = () => undefined;

  constructor(connect: Connect, inputs: CredentialInputs, now: () => UnixSeconds) {
    this.#api = connect(inputs.app, (notice) => {
      this.onRetry(notice);
    });
    this.#batches = this.#walk(inputs, now);
  }

  /** The Pages from the list, followed by the selected ones that the list omits. */
  get pages(): readonly FoundPage[] {
    return this.#pages;
  }

  /**
   * The only Page that the token was granted for and that was found, so there is nothing to choose; undefined
   * otherwise.
   */
  get onlyPage(): FoundPage | undefined {
    const [page, ...others] = this.#pages;
    const ticked = this.#access?.tickedPages;
    if (!this.#isComplete || page?.token === undefined || others.length > 0 || ticked === 'all') return undefined;
    return ticked?.length === 1 && ticked[0] === page.id ? page : undefined;
  }

  /** The Instagram accounts that the token lists but no Page shows. */
  get hiddenAccounts(): readonly InstagramAccountId[] {
    const ticked = this.#access?.tickedInstagram ?? 'all';
    if (ticked === 'all') return [];
    const shown = new Set(this.#pages.map(({ instagram }) => instagram?.id));
    return ticked.filter((id) => !shown.has(id));
  }

  /** Available after the first result page. */
  get user(): GraphUser | undefined {
    return this.#user;
  }

  get access(): UserAccess | undefined {
    return this.#access;
  }

  isComplete(): boolean {
    return this.#isComplete;
  }

  /** Loads the next result page. If it is already loading, returns the same promise. */
  next(): Pull {
    this.#pending ??= this.#pull().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** The Pages that the list omits, and why one that isn't found this way either is most likely hidden. */
  async findUnlisted(): Promise<Outcome<UnlistedPages, FlowFailure | Cancelled>> {
    return findUnlistedPages(this.#api, this.#requireAccess(), this.#pages, this.#controller.signal);
  }

  /**
   * Opens a Page by ID, listed or not; this may return a token that the list didn't include. If no result page has been
   * loaded yet, the first one is loaded before, because the token is exchanged there.
   */
  async open(id: PageId): Promise<Outcome<FoundPage, FlowFailure | Cancelled>> {
    const isExchanged = () => this.#access !== undefined;
    const first = isExchanged() ? undefined : await this.next();
    if (first?.ok === false && !isExchanged()) return first;
    const page = await this.#api.page(this.#requireAccess().token, id, this.#controller.signal);
    if (!page.ok) return page;
    const known = this.#pages.find((other) => other.id === id);
    return ok({ ...page.value, foundBy: known === undefined ? 'id' : known.foundBy });
  }

  /** Opens an Instagram account by ID, to get its name. */
  async openAccount(id: InstagramAccountId): Promise<Outcome<InstagramAccount, FlowFailure | Cancelled>> {
    return this.#api.instagramAccount(this.#requireAccess().token, id, this.#controller.signal);
  }

  /** Stops loading and aborts a pending request. */
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
      // Without this, the result would be "no Pages" although Facebook couldn't be asked about some.
      yield isEmpty && unasked !== undefined ? err(unasked) : ok({ user, pages: found, more: false });
    }
  }
}
