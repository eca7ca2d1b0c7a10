import { DelegateBackoff, ExponentialBackoff, handleWhenResult, retry, type IBackoff } from 'cockatiel';
import { err, type Outcome } from '../outcome';
import { cancelled, mayPass, type Cancelled, type GraphFailure } from './failures';

export interface RetryPolicy {
  /** Tries after the first one. */
  readonly retries: number;
  /** The first pause; each further one is about twice as long, with jitter. */
  readonly firstPauseMilliseconds: number;
  /** A pause that would be longer is not made: the person is told instead. */
  readonly patienceMilliseconds: number;
}

/** Three tries more, within the time that somebody looks at a progress bar. */
export const RETRY_POLICY: RetryPolicy = { retries: 3, firstPauseMilliseconds: 500, patienceMilliseconds: 15_000 };

/** A call is tried again: the number of the coming try, and of how many. */
export interface RetryNotice {
  readonly attempt: number;
  readonly attempts: number;
}

type Tried<T> = Outcome<T, GraphFailure | Cancelled>;

/** Runs a call again while its failure may pass by itself. An abort ends a pause at once. */
export async function withRetries<T>(
  policy: RetryPolicy,
  call: () => Promise<Tried<T>>,
  notify: (notice: RetryNotice) => void,
  signal: AbortSignal,
): Promise<Tried<T>> {
  const again = retry(
    handleWhenResult((result) => isRetried(result as Tried<T>, policy)),
    { maxAttempts: policy.retries, backoff: backoffOf(policy) },
  );
  again.onRetry(({ attempt }) => {
    notify({ attempt: attempt + 1, attempts: policy.retries + 1 });
  });
  // The library waits a pause out; a person who cancels does not.
  const abort = whenAborted<T>(signal);
  try {
    return await Promise.race([again.execute(call, signal), abort.happens]);
  } finally {
    abort.stopListening();
  }
}

function isRetried(result: Tried<unknown>, { patienceMilliseconds }: RetryPolicy): boolean {
  if (result.ok || result.error.kind === 'cancelled' || !mayPass(result.error)) return false;
  return waitMilliseconds(result.error) <= patienceMilliseconds;
}

/** What the answer asks for, but never less than the policy's own pause. */
function backoffOf({
  firstPauseMilliseconds,
}: RetryPolicy): DelegateBackoff<{ readonly result: unknown }, IBackoff<unknown>> {
  const exponential = new ExponentialBackoff({ initialDelay: firstPauseMilliseconds });
  return new DelegateBackoff(({ result }, state) => {
    const next = state?.next(undefined) ?? exponential.next();
    const failure = (result as { readonly value: Tried<unknown> }).value;
    const asked = failure.ok || failure.error.kind === 'cancelled' ? 0 : waitMilliseconds(failure.error);
    return { delay: Math.max(next.duration, asked), state: next };
  });
}

function waitMilliseconds(failure: GraphFailure): number {
  return failure.kind === 'serviceTrouble' ? (failure.waitSeconds ?? 0) * 1000 : 0;
}

function whenAborted<T>(signal: AbortSignal): { happens: Promise<Tried<T>>; stopListening: () => void } {
  let listener: (() => void) | undefined;
  const happens = new Promise<Tried<T>>((resolve) => {
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
