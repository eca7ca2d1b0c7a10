interface Shared {
  close(): Promise<void>;
  /** Leaves nothing for the next test to meet. */
  clear?(): void;
}

/** Opens what the tests of a `describe` share before the first, clears it after each, and closes it after the last. */
export function openForAll(open: () => Promise<Shared>): void {
  let opened: Shared | undefined;
  before(async () => {
    opened = await open();
  });
  afterEach(() => {
    opened?.clear?.();
  });
  after(() => opened?.close());
}
