import {
  walkthroughView,
  type WalkthroughSources,
  type WalkthroughView,
} from '../../../src/walkthrough/walkthroughView';
import type { AccountRecord } from '../../../src/credentials/account';
import { NOW } from '../../account';

interface Sole {
  /** The only account. */
  readonly account?: AccountRecord | undefined;
}

/** The view of these sources; those left out are as before the first run. */
export function viewOf({ account, ...sources }: Partial<WalkthroughSources> & Sole): WalkthroughView {
  return walkthroughView({
    accounts: account === undefined ? [] : [account],
    postsOnFacebook: false,
    canImport: false,
    checks: [],
    flow: { kind: 'idle' },
    now: NOW,
    warnDays: 7,
    isAutomatic: false,
    locale: 'en',
    locationName: ({ uri }) => uri.replace('file:///w/', ''),
    ...sources,
  });
}
