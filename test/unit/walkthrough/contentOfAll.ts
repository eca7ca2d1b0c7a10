import { walkthroughContent } from '../../../src/walkthrough/walkthroughHtml';
import { named } from '../../account';
import { viewOf } from './viewOf';

/** The walkthrough where everything that Facebook or a file system says is this text. */
export function contentOfAll(text: string): string {
  return walkthroughContent(
    viewOf({
      accounts: [named(text), { ...named(text), id: '1.3' }],
      checks: [{ kind: 'typePage', state: 'failed', found: text }],
    }),
  );
}

/** The elements of a text, without what stands between them. */
export function tags(html: string): string[] {
  return html.match(/<[a-z/!][^>]*>/gi) ?? [];
}
