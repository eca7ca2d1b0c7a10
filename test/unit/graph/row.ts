import type { GraphFailure } from '../../../src/graph/failures';
import type { Action } from '../../../src/words/actions';

/** An error as the Graph API answers it, and what a person should read. */
export interface Row {
  readonly code: number;
  readonly subcode?: number;
  readonly message: string;
  readonly status?: number;
  readonly kind: GraphFailure['kind'];
  /** A part of the headline, and of the next step. */
  readonly says: RegExp;
  readonly next: RegExp;
  readonly action: Action;
  /** Further fields of the failure. */
  readonly having?: Readonly<Record<string, unknown>>;
}
