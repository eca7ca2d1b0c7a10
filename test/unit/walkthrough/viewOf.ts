import {
  walkthroughView,
  type WalkthroughSources,
  type WalkthroughView,
} from '../../../src/walkthrough/walkthroughView';
import { NOW } from '../../account';

/** The view of these; what is left out is as before the first run. */
export function viewOf(sources: Partial<WalkthroughSources>): WalkthroughView {
  return walkthroughView({
    account: undefined,
    postsOnFacebook: false,
    checks: [],
    flow: { kind: 'idle' },
    now: NOW,
    warnDays: 7,
    locale: 'en',
    locationName: ({ uri }) => uri.replace('file:///w/', ''),
    ...sources,
  });
}
