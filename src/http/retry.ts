import { DelegateBackoff, ExponentialBackoff, handleWhenResult, retry, type IBackoff } from 'cockatiel';
import { cancelled, err, type Cancelled, type Err, type Outcome } from '../base/outcome';

export interface RetryPolicy {
  /** Tries after the first one. */
  readonly retries: number;
  /** The first pause; each further one is about twice as long, with jitter. */
  readonly firstPauseMilliseconds: number;
  /** Where a longer pause would be needed, the failure is reported at once. */
  readonly patienceMilliseconds: number;
}

/** Three tries more, within the time that somebody looks at a progress bar. */
export const RETRY_POLICY: RetryPolicy = { retries: 3, firstPauseMilliseconds: 500, patienceMilliseconds: 15_000 };

/** A call is tried again: the number of the coming try, and of how many. */
export interface RetryNotice {
  readonly attempt: number;
  readonly attempts: number;
}

/** How the calls of an API are tried again. */
export interface RetryOptions {
  readonly retryPolicy: RetryPolicy;
  /** Called before a call is tried again. */
  readonly onRetry: (notice: RetryNotice) => void;
}

type Tried<T, F> = Outcome<T, F | Cancelled>;

/**
 * Makes a call again while its failure may pass by itself. `passesAfter`: how many seconds to wait at least before a
 * call that failed so may succeed; undefined where it will not. An abort ends a pause at once.
 */
export async function withRetries<T, F extends { readonly kind: string }>(
  { retryPolicy, onRetry }: RetryOptions,
  passesAfter: (failure: F) => number | undefined,
  call: () => Promise<Tried<T, F>>,
  signal: AbortSignal,
): Promise<Tried<T, F>> {
  if (signal.aborted) return err(cancelled);
  /** Infinite where trying again does not help. */
  const waitMilliseconds = (tried: unknown): number => {
    const result = tried as Tried<T, F>;
    return result.ok || isCancelled(result.error) ? Infinity : (passesAfter(result.error) ?? Infinity) * 1000;
  };
  const again = retry(
    handleWhenResult((tried) => waitMilliseconds(tried) <= retryPolicy.patienceMilliseconds),
    { maxAttempts: retryPolicy.retries, backoff: backoffOf(retryPolicy, waitMilliseconds) },
  );
  again.onRetry(({ attempt }) => {
    onRetry({ attempt: attempt + 1, attempts: retryPolicy.retries + 1 });
  });
  // The library waits a pause out; a person who cancels does not.
  const over = new AbortController();
  const aborted = new Promise<Err<Cancelled>>((resolve) => {
    const cancel = () => {
      resolve(err(cancelled));
    };
    signal.addEventListener('abort', cancel, { signal: over.signal });
  });
  try {
    return await Promise.race([again.execute(call, signal), aborted]);
  } finally {
    over.abort();
  }
}

function isCancelled(error: { readonly kind: string }): error is Cancelled {
  return error.kind === 'cancelled';
}

/** What the answer asks for, but never less than the policy's own pause. */
function backoffOf(
  { firstPauseMilliseconds }: RetryPolicy,
  askedMilliseconds: (failed: unknown) => number,
): DelegateBackoff<{ readonly result: unknown }, IBackoff<unknown>> {
  const exponential = new ExponentialBackoff({ initialDelay: firstPauseMilliseconds });
  return new DelegateBackoff(({ result }, state) => {
    const next = state?.next(undefined) ?? exponential.next();
    const asked = askedMilliseconds((result as { readonly value: unknown }).value);
    return { delay: Math.max(next.duration, asked), state: next };
  });
}
