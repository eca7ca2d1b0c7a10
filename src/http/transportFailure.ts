/** Why no answer came at all. */
export type NetworkTrouble = 'offline' | 'dns' | 'refused' | 'proxy' | 'tls' | 'timeout' | 'reset' | 'other';

export interface NetworkFailure {
  readonly kind: 'network';
  readonly trouble: NetworkTrouble;
  readonly host: string;
  readonly code: string;
}

/** No answer came, or none that can be read. */
export type TransportFailure = NetworkFailure | { readonly kind: 'unexpectedAnswer'; readonly what: string };

/** What a service itself says about a failure: for the details and the log. Every text is redacted when it is read. */
export interface ErrorDetails {
  readonly httpStatus: number;
  readonly code?: number | undefined;
  readonly subcode?: number | undefined;
  readonly message: string;
  /** `error_user_title` and `error_user_msg`: Meta's own text for the person, in the person's language. */
  readonly userTitle?: string | undefined;
  readonly userMessage?: string | undefined;
  /** `fbtrace_id` of Meta, `x-github-request-id` of GitHub: what their support asks for. */
  readonly traceId?: string | undefined;
  /** `is_transient`: whether trying again can help, according to Meta. */
  readonly isTransient?: boolean | undefined;
}
