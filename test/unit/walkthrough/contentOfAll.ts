import { walkthroughContent } from '../../../src/walkthrough/walkthroughHtml';
import { named } from '../../account';
import { viewOf } from './viewOf';

/** The walkthrough with this text in place of everything that comes from Facebook or a file system. */
export function contentOfAll(text: string): string {
  return walkthroughContent(
    viewOf({
      accounts: [named(text), { ...named(text), id: '1.3' }],
      checks: [{ kind: 'typePage', state: 'failed', found: text }],
    }),
  );
}

/** The tags in a text, without what is between them. */
export function tags(html: string): string[] {
  return html.match(/<[a-z/!][^>]*>/gi) ?? [];
}
