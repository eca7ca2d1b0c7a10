// What Facebook shows instead of its login dialog: on a page of its own or, if `code` is given, also by a redirect.

export interface DialogFailure {
  readonly title: string;
  readonly text: string;
  /** The `error_code` of the redirect. */
  readonly code?: string;
}

export const invalidScopes = (names: readonly string[]): DialogFailure => ({
  title: `Invalid Scopes: ${names.join(', ')}`,
  text: 'This message is only shown to developers. Users of your app will ignore these permissions if present. Please read the documentation for valid permissions at: https://developers.facebook.com/docs/facebook-login/permissions',
  code: '100',
});

export const invalidParameter = (name: string): DialogFailure => ({ title: 'Invalid parameter', text: name });

export const dialogFailures = {
  invalidAppId: {
    title: 'Invalid App ID',
    text: 'The provided app ID does not look like a valid app ID. (PLATFORM__INVALID_APP_ID)',
  },
  /** The redirect URI doesn't exactly match one in the list. */
  urlBlocked: {
    title: 'URL Blocked',
    text: 'This redirect failed because the redirect URI is not whitelisted in the app’s Client OAuth Settings. Make sure Client and Web OAuth Login are on and add all your app domains as Valid OAuth Redirect URIs.',
    code: '1349168',
  },
  /** The redirect URI is in the list, but its domain isn't among the app's domains. */
  domainNotListed: {
    title: "Can't Load URL",
    text: "The domain of this URL isn't included in the app's domains. To be able to load this URL, add all domains and subdomains of your app to the App Domains field in your app settings.",
    code: '1349048',
  },
  appNotActive: {
    title: 'App not active',
    text: 'This app is not accessible right now and the app developer is aware of the issue. You will be able to log in when the app is reactivated.',
  },
  appNotSetUp: {
    title: 'App Not Setup',
    text: "This app is still in development mode, and you don't have access to it. Switch to a registered test user or ask an app admin for permissions.",
    code: '1349126',
  },
  featureUnavailable: {
    title: 'Feature Unavailable',
    text: 'Facebook Login is currently unavailable for this app, since we are updating additional details for this app. Please try again later.',
    code: '1349220',
  },
  featureTemporarilyUnavailable: {
    title: 'Feature Unavailable',
    text: 'This feature is temporarily unavailable.',
    code: '1349186',
  },
  appUnavailable: {
    title: "It looks like this app isn't available",
    text: 'This app needs at least one supported permission.',
  },
  contentUnavailable: {
    title: "This content isn't available right now",
    text: "When this happens, it's usually because the owner only shared it with a small group of people, changed who can see it or it's been deleted.",
  },
  somethingWrong: {
    title: 'Sorry, something went wrong',
    text: "We're working on it and we'll get it fixed as soon as we can.",
  },
} as const satisfies Record<string, DialogFailure>;

/**
 * `blankPage`: no error page; the dialog's button leads to an empty page, as happens when an earlier grant is too old.
 */
export type DialogTrouble = keyof typeof dialogFailures | 'blankPage';

/** The text of `error_message`. */
export function messageOf({ title, text }: DialogFailure): string {
  return `${title}${title.startsWith('Invalid Scopes') ? '.' : ':'} ${text}`;
}
