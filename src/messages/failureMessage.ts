import type { Action } from './actions';

/** A failure as a person reads it. */
export interface FailureMessage {
  /** What happened. */
  readonly headline: string;
  /** Why. */
  readonly reason: string;
  /** What to do now. */
  readonly nextStep: string;
  /** The button that does it. */
  readonly action: Action;
  /** Another way out, where there is one. */
  readonly otherAction?: Action;
}

/** One text for one notification. */
export function toNotificationText({ headline, reason, nextStep }: FailureMessage): string {
  return `${headline} ${reason} ${nextStep}`;
}
