import { setTimeout as sleep } from 'node:timers/promises';
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

/**
 * Makes a call again while its failure may pass by itself. `passesAfter`: how many seconds to wait at least before a
 * call that failed so may succeed; undefined where it will not. An abort ends a pause at once.
 */
export async function withRetries<T, F extends { readonly kind: string }>(
  { retryPolicy, onRetry }: RetryOptions,
  passesAfter: (failure: F) => number | undefined,
  call: () => Promise<Outcome<T, F | Cancelled>>,
  signal: AbortSignal,
): Promise<Outcome<T, F | Cancelled>> {
  const attempts = retryPolicy.retries + 1;
  for (let attempt = 1; ; attempt++) {
    const result = await call();
    if (result.ok || isCancelled(result.error) || attempt === attempts) return result;
    const askedMilliseconds = (passesAfter(result.error) ?? Infinity) * 1000;
    if (askedMilliseconds > retryPolicy.patienceMilliseconds) return result;
    onRetry({ attempt: attempt + 1, attempts });
    const jitter = 0.75 + Math.random() / 2;
    const ownPause = retryPolicy.firstPauseMilliseconds * 2 ** (attempt - 1) * jitter;
    try {
      await sleep(Math.max(ownPause, askedMilliseconds), undefined, { signal });
    } catch {
      return err(cancelled);
    }
  }
}

function isCancelled(error: { readonly kind: string }): error is Cancelled {
  return error.kind === 'cancelled';
}
