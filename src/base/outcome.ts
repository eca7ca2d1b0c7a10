/** The result of something that can fail in an expected way. Bugs throw; expected failures are returned. */
export type Outcome<T, E> = Ok<T> | Err<E>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}

/** Ends every switch over a union: a missing case becomes a compile error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

/** The person canceled: neither a success nor a failure, and nothing to report. */
export interface Cancelled {
  readonly kind: 'cancelled';
}

export const cancelled: Cancelled = { kind: 'cancelled' };
