/**
 * The parts of the browser's DOM that the page readers use. Each reader runs in the page in one go, so that its result
 * shows a single moment. The tests are compiled for Node.js, which has no such types.
 */
export interface Seen {
  readonly textContent: string | null;
  readonly className: string;
  readonly id: string;
  /** For inputs. */
  readonly value?: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Seen | null;
  querySelectorAll(selector: string): Iterable<Seen>;
  /** Empty if the element isn't shown. */
  getClientRects(): { readonly length: number };
}
