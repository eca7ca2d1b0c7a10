/** Milliseconds that a person would wait before a test says that something didn't happen. */
export const patience = 20_000;

/** Calls `probe` again and again until it returns something; otherwise fails and says what was expected. */
export async function eventually<T>(
  expectation: string,
  probe: () => Promise<T | undefined> | T | undefined,
  {
    timeout = patience,
    interval = 40,
    seen,
  }: { timeout?: number; interval?: number; seen?: () => Promise<string> } = {},
): Promise<T> {
  const deadline = performance.now() + timeout;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (performance.now() > deadline) {
      const instead = seen ? ` Seen instead: ${await seen()}` : '';
      throw new Error(`Waited ${timeout / 1000} s for ${expectation}.${instead}`);
    }
    await pause(interval);
  }
}

/** Whether the shown text matches: it must contain a string, or match a pattern. */
export function fits(shown: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? shown.includes(wanted) : wanted.test(shown);
}

/** The pause between two attempts. Tests never call it: they wait for conditions. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
