/** How long a person's patience lasts before a test says that something did not happen. */
export const patience = 20_000;

/** Asks again and again until `probe` returns something; fails with a sentence that says what was waited for. */
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

/** Whether shown text fits: a string has to be part of it, a pattern has to match it. */
export function fits(shown: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? shown.includes(wanted) : wanted.test(shown);
}

/** The breath between two looks. Tests never call it: they wait for conditions. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
