/**
 * What the readers below the vocabulary use of the browser's DOM. They run in the page, in one go each, so that what
 * they tell was on the screen at one moment; the tests compile for Node.js, which has no such types.
 */
export interface Seen {
  readonly textContent: string | null;
  readonly className: string;
  readonly id: string;
  /** Of an input. */
  readonly value?: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Seen | null;
  querySelectorAll(selector: string): Iterable<Seen>;
  /** Empty for what is not shown. */
  getClientRects(): { readonly length: number };
}
