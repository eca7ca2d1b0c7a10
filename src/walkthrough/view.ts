// What the walkthrough shows, as a function of the stored account and its last report.
import type { AccountRecord } from '../credentials/account';
import type { Check } from '../credentials/checklist';
import { WALKTHROUGH_STEPS, type WalkthroughStepId } from './protocol';

export interface WalkthroughStep {
  readonly id: WalkthroughStepId;
  readonly isDone: boolean;
}

export interface WalkthroughView {
  readonly steps: readonly WalkthroughStep[];
  /** The account that this workspace uses. */
  readonly account: AccountRecord | undefined;
  /** What was checked of it in this window; empty before the first check. */
  readonly checks: readonly Check[];
}

export function walkthroughView(account: AccountRecord | undefined, checks: readonly Check[]): WalkthroughView {
  return { steps: WALKTHROUGH_STEPS.map((id) => ({ id, isDone: isDone(id, account) })), account, checks };
}

function isDone(step: WalkthroughStepId, account: AccountRecord | undefined): boolean {
  if (account === undefined) return false;
  switch (step) {
    case 'link':
      return account.instagram !== undefined;
    case 'flags':
      return account.written.length > 0;
    case 'app':
    case 'token':
    case 'exchange':
    case 'page':
      return true;
  }
}
