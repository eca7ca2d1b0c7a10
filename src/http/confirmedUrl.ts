declare const isConfirmed: unique symbol;

/**
 * An address that secrets may be sent to: the service's own, or one that the person has agreed to. What sends takes no
 * other, so that a setting cannot reach it past the question.
 */
export type ConfirmedUrl = URL & { readonly [isConfirmed]: true };

/** The same with an address that nobody was asked about yet. */
export type Unconfirmed<T extends { readonly baseUrl: ConfirmedUrl }> = Omit<T, 'baseUrl'> & { readonly baseUrl: URL };

/** Called where the question is asked; `test/unit/rooms.test.ts` knows every call. */
export function asConfirmed(url: URL): ConfirmedUrl {
  return url as ConfirmedUrl;
}
