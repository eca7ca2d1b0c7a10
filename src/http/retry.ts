import { DelegateBackoff, ExponentialBackoff, handleWhenResult, retry, type IBackoff } from 'cockatiel';
import { cancelled, err, type Cancelled, type Err, type Outcome } from '../base/outcome';

export interface RetryPolicy {
  /** Retries after the first attempt. */
  readonly retries: number;
  /** The first delay; each further one is about twice as long, with jitter. */
  readonly firstPauseMilliseconds: number;
  /** If a longer delay would be needed, the failure is reported right away. */
  readonly patienceMilliseconds: number;
}

/** Three retries, within the time that people watch a progress bar. */
export const RETRY_POLICY: RetryPolicy = { retries: 3, firstPauseMilliseconds: 500, patienceMilliseconds: 15_000 };

/** A call is about to be made again: the number of this attempt and of all attempts, both including the first call. */
export interface RetryNotice {
  readonly attempt: number;
  readonly attempts: number;
}

/** How calls to an API are retried. */
export interface RetryOptions {
  readonly retryPolicy: RetryPolicy;
  /** Called before each retry. */
  readonly onRetry: (notice: RetryNotice) => void;
}

type Tried<T, F> = Outcome<T, F | Cancelled>;

/**
 * Retries a call while its failure may be temporary. `passesAfter`: the minimum number of seconds to wait before a call
 * with this failure may succeed, or undefined if retrying is pointless. An abort ends the delay at once.
 */
export async function withRetries<T, F extends { readonly kind: string }>(
  { retryPolicy, onRetry }: RetryOptions,
  passesAfter: (failure: F) => number | undefined,
  call: () => Promise<Tried<T, F>>,
  signal: AbortSignal,
): Promise<Tried<T, F>> {
  if (signal.aborted) return err(cancelled);
  /** Infinite if retrying is pointless. */
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
  // The library would wait until the delay is over; a person who cancels shouldn't have to.
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

/** The delay that the response asks for, but never less than the policy's own. */
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
