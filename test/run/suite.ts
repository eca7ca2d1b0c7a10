export interface Failure {
  readonly title: string;
  /** Everything that helps to find the cause: output and stack. */
  readonly details: string;
}

export interface SuiteResult {
  readonly passed: number;
  readonly failures: readonly Failure[];
}

/** A kind of tests that `npm test` runs. */
export interface Suite {
  readonly name: string;
  readonly run: () => Promise<SuiteResult>;
}

/** Runs a suite. A suite that can't run, or is empty, counts as failed: no result must not look like success. */
export async function runSuite({ name, run }: Suite): Promise<SuiteResult> {
  try {
    const result = await run();
    if (result.passed > 0 || result.failures.length > 0) return result;
    return { passed: 0, failures: [{ title: name, details: 'No test ran.' }] };
  } catch (reason) {
    return { passed: 0, failures: [{ title: `${name} could not run`, details: explain(reason) }] };
  }
}

/** An error with its stack and its causes. */
export function explain(reason: unknown): string {
  if (typeof reason !== 'object' || reason === null) return String(reason);
  // Errors from another process arrive as plain data.
  const { stack, message, cause } = reason as Partial<Error>;
  const own = stack ?? message ?? JSON.stringify(reason);
  return cause === undefined ? own : `${own}\nCaused by: ${explain(cause)}`;
}
