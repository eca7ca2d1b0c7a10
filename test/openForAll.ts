/** Opens something before the first test of a `describe`, and closes it after the last. */
export function openForAll(open: () => Promise<{ close(): Promise<void> }>): void {
  let opened: { close(): Promise<void> } | undefined;
  before(async () => {
    opened = await open();
  });
  after(() => opened?.close());
}
