import { DelegateBackoff, ExponentialBackoff, handleWhenResult, retry, type IBackoff } from 'cockatiel';
import { cancelled, err, type Cancelled, type Outcome } from '../base/outcome';

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
  const waitMilliseconds = (result: Tried<T, F>): number | undefined => {
    if (result.ok || isCancelled(result.error)) return undefined;
    const seconds = passesAfter(result.error);
    return seconds === undefined ? undefined : seconds * 1000;
  };
  const isRetried = (result: Tried<T, F>) => (waitMilliseconds(result) ?? Infinity) <= retryPolicy.patienceMilliseconds;
  const again = retry(
    handleWhenResult((result) => isRetried(result as Tried<T, F>)),
    {
      maxAttempts: retryPolicy.retries,
      backoff: backoffOf(retryPolicy, (result) => waitMilliseconds(result as Tried<T, F>) ?? 0),
    },
  );
  again.onRetry(({ attempt }) => {
    onRetry({ attempt: attempt + 1, attempts: retryPolicy.retries + 1 });
  });
  // The library waits a pause out; a person who cancels does not.
  const abort = whenAborted<T>(signal);
  try {
    return await Promise.race([again.execute(call, signal), abort.happens]);
  } finally {
    abort.stopListening();
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

function whenAborted<T>(signal: AbortSignal): { happens: Promise<Tried<T, never>>; stopListening: () => void } {
  let listener: (() => void) | undefined;
  const happens = new Promise<Tried<T, never>>((resolve) => {
    listener = () => {
      resolve(err(cancelled));
    };
    if (signal.aborted) listener();
    else signal.addEventListener('abort', listener);
  });
  return {
    happens,
    stopListening: () => {
      if (listener !== undefined) signal.removeEventListener('abort', listener);
    },
  };
}
