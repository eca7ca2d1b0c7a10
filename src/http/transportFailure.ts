/** Why there was no answer at all. */
export type NetworkTrouble = 'offline' | 'dns' | 'refused' | 'proxy' | 'tls' | 'timeout' | 'reset' | 'other';

export interface NetworkFailure {
  readonly kind: 'network';
  readonly trouble: NetworkTrouble;
  readonly host: string;
  readonly code: string;
}

/** There was no answer, or none that can be read. */
export type TransportFailure = NetworkFailure | { readonly kind: 'unexpectedAnswer'; readonly what: string };

/** What a service says about a failure, for the details and the log. All texts are redacted when they are read. */
export interface ErrorDetails {
  readonly httpStatus: number;
  readonly code?: number | undefined;
  readonly subcode?: number | undefined;
  readonly message: string;
  /** `error_user_title` and `error_user_msg`: Meta's text for people, in their language. */
  readonly userTitle?: string | undefined;
  readonly userMessage?: string | undefined;
  /** Meta's `fbtrace_id` or GitHub's `x-github-request-id`: their support asks for it. */
  readonly traceId?: string | undefined;
  /** `is_transient`: whether a retry can help, according to Meta. */
  readonly isTransient?: boolean | undefined;
}
