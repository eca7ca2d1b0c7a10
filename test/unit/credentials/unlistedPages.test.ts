import assert from 'node:assert/strict';
import type { PageLoader } from '../../../src/credentials/pageLoader';
import { toPageId } from '../../../src/graph/ids';
import { describeFailure } from '../../../src/messages/flowFailures';
import { openForAll } from '../../openForAll';
import { guidePermissions, startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { startFeed, take } from './obtainFlow';

describe('A Page that Facebook does not list', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  const withBusinesses = [...guidePermissions, 'business_management'];

  /** The whole list of a person. */
  async function listed(token: string): Promise<PageLoader> {
    const loader = startFeed(sandbox, token);
    while (!loader.isComplete()) take(await loader.next());
    return loader;
  }

  it('and belongs to a business portfolio, but was ticked: is found by its ID', async () => {
    const loader = await listed(sandbox.shortLivedToken('vera'));
    assert.equal(loader.pages.length, 0);
    const { pages } = take(await loader.findUnlisted());
    assert.deepEqual(
      pages.map(({ id, token }) => [id, sandbox.describe(token?.reveal() ?? '')?.expiresAt]),
      [[sandbox.pages.vera.id, 0]],
    );
  });

  /** A list without any Page, as if portfolios were not listed at all. */
  async function listedWithout(token: string): Promise<PageLoader> {
    const { id, name } = sandbox.people.clara;
    const fault = sandbox.fault({ on: '/me', kind: 'custom', body: { id, name } });
    const loader = await listed(token);
    fault.remove();
    assert.equal(loader.pages.length, 0);
    return loader;
  }

  it('and belongs to a client’s portfolio: is found in the portfolio', async () => {
    const token = sandbox.shortLivedToken('clara', { permissions: withBusinesses, pages: 'all' });
    const { pages } = take(await (await listedWithout(token)).findUnlisted());
    assert.deepEqual(
      pages.map(({ id }) => id),
      [sandbox.pages.clara.id],
    );
  });

  it('because business_management is missing: that is what is told', async () => {
    const loader = await listed(sandbox.shortLivedToken('clara', { pages: 'all' }));
    const { pages, cause } = take(await loader.findUnlisted());
    assert.deepEqual(pages, []);
    assert.equal(cause, 'businessPermission');
    assert.ok(loader.user);
    const message = describeFailure({ kind: 'noPages', user: loader.user, listed: 0, cause });
    assert.match(message.nextStep, /business_management/);
    assert.equal(message.otherAction, 'typePageId');
  });

  it('because it was not ticked in the dialog: that is what is told', async () => {
    const loader = await listed(sandbox.shortLivedToken('iris'));
    const { pages, cause } = take(await loader.findUnlisted());
    assert.deepEqual(pages, []);
    assert.equal(cause, 'notTicked');
    assert.ok(loader.user);
    const message = describeFailure({ kind: 'noPages', user: loader.user, listed: 1, cause });
    assert.match(message.nextStep, /tick your Page/);
  });

  it('opens by its ID when the person types it', async () => {
    const loader = await listed(sandbox.shortLivedToken('ada'));
    const page = take(await loader.open(toPageId(sandbox.pages.adaPlain.id)));
    assert.equal(page.name, sandbox.pages.adaPlain.name);
    assert.ok(page.token);
  });

  it('does not open for somebody without rights on it', async () => {
    const loader = await listed(sandbox.shortLivedToken('ada'));
    const opened = await loader.open(toPageId(sandbox.pages.grace.id));
    assert.ok(!opened.ok || opened.value.token === undefined);
  });

  it('a part of a portfolio that does not answer does not hide the others', async () => {
    const fault = sandbox.fault({ on: /owned_pages/, kind: 'custom', code: 10, message: '(#10) No permission' });
    const token = sandbox.shortLivedToken('clara', { permissions: withBusinesses, pages: 'all' });
    const { pages } = take(await (await listedWithout(token)).findUnlisted());
    fault.remove();
    assert.deepEqual(
      pages.map(({ id }) => id),
      [sandbox.pages.clara.id],
    );
  });
});
