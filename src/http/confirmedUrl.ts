declare const isConfirmed: unique symbol;

/**
 * A URL that secrets may be sent to: the service's own, or one that the person has agreed to. The code that sends
 * requests accepts nothing else, so that a URL from a setting can't bypass the question.
 */
export type ConfirmedUrl = URL & { readonly [isConfirmed]: true };

/** The same with a URL that the person has not confirmed yet. */
export type Unconfirmed<T extends { readonly baseUrl: ConfirmedUrl }> = Omit<T, 'baseUrl'> & { readonly baseUrl: URL };

/** Called only where the person is asked; `test/unit/rooms.test.ts` lists every call. */
export function asConfirmed(url: URL): ConfirmedUrl {
  return url as ConfirmedUrl;
}
