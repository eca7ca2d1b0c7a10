import type { GraphFailure } from '../../../src/graph/graphFailures';
import type { Action } from '../../../src/messages/failureMessage';

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

// What a person reads of errors that come in several forms.
export const UNKNOWN_APP = {
  kind: 'unknownApp',
  says: /no app with this App ID/,
  next: /Copy the App ID again/,
  action: 'enterAppId',
} as const;
export const WRONG_OBJECT = {
  kind: 'wrongObject',
  says: /does not show this object/,
  next: /Choose the Page again/,
  action: 'choosePage',
} as const;
