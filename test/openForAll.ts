interface Shared {
  close(): Promise<void>;
  /** Resets everything that could affect the next test. */
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
