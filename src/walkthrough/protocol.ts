// The messages between the walkthrough's webview and the extension. No message carries a secret, in either direction.

/** What the webview may ask for. */
export const WALKTHROUGH_COMMANDS = ['getCredentials', 'checkToken', 'forgetCredentials', 'showLog'] as const;
export type WalkthroughCommand = (typeof WALKTHROUGH_COMMANDS)[number];

export const WALKTHROUGH_STEPS = ['link', 'app', 'token', 'exchange', 'page', 'flags'] as const;
export type WalkthroughStepId = (typeof WALKTHROUGH_STEPS)[number];

export type FromWebview =
  /** The script runs and listens. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'run'; readonly command: WalkthroughCommand }
  | { readonly kind: 'copyPermissions' };

export type ToWebview =
  /** New content for the page, as escaped HTML. */
  { readonly kind: 'render'; readonly html: string } | { readonly kind: 'reveal'; readonly step: WalkthroughStepId };

/** A message as it arrives is unknown: another page could have sent it. */
export function parseFromWebview(message: unknown): FromWebview | undefined {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return undefined;
  switch (message.kind) {
    case 'ready':
    case 'copyPermissions':
      return { kind: message.kind };
    case 'run': {
      const command =
        'command' in message ? WALKTHROUGH_COMMANDS.find((known) => known === message.command) : undefined;
      return command === undefined ? undefined : { kind: 'run', command };
    }
    default:
      return undefined;
  }
}

export function parseToWebview(message: unknown): ToWebview | undefined {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return undefined;
  if (message.kind === 'render' && 'html' in message && typeof message.html === 'string') {
    return { kind: 'render', html: message.html };
  }
  if (message.kind === 'reveal' && 'step' in message) {
    const step = WALKTHROUGH_STEPS.find((known) => known === message.step);
    return step === undefined ? undefined : { kind: 'reveal', step };
  }
  return undefined;
}
