import type { WalkthroughStepId } from './webviewProtocol';

/** Where a running command stands. Lives as long as the window: what outlasts it is in the stored account. */
export type FlowState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly step: WalkthroughStepId }
  | { readonly kind: 'failed'; readonly step: WalkthroughStepId; readonly reason: string };
