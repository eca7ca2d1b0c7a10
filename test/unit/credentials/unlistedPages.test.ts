import assert from 'node:assert/strict';
import type { PageLoader } from '../../../src/credentials/pageLoader';
import { toPageId } from '../../../src/graph/ids';
import { describeFailure } from '../../../src/messages/failures/flowFailures';
import { openForAll } from '../../openForAll';
import { guidePermissions, startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { pages as known } from '../../sandbox/world';
import { startFeed, take } from './obtainFlow';

/** Rewrites the list so that it contains only its first Pages. */
function withFirst(count: number): (body: string) => string {
  return (body) => {
    const answer = JSON.parse(body) as { readonly accounts: { readonly data: readonly unknown[] } };
    return JSON.stringify({ ...answer, accounts: { data: answer.accounts.data.slice(0, count) } });
  };
}

/** The complete list of a person. */
async function listed(sandbox: Sandbox, token: string): Promise<PageLoader> {
  const loader = startFeed(sandbox, token);
  while (!loader.isComplete()) take(await loader.next());
  return loader;
}

describe('A Page', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  const withBusinesses = [...guidePermissions, 'business_management'];
  afterEach(() => {
    sandbox.clear();
  });

  /** A list without Pages, as if portfolios weren't listed. */
  async function listedWithout(token: string): Promise<PageLoader> {
    const { id, name } = sandbox.people.clara;
    const fault = sandbox.fault({ on: '/me', kind: 'custom', body: { id, name } });
    const loader = await listed(sandbox, token);
    fault.remove();
    assert.equal(loader.pages.length, 0);
    return loader;
  }

  describe('that Facebook does not list', () => {
    it('and belongs to a business portfolio, but was ticked: is opened by its ID, without business_management', async () => {
      const loader = await listed(sandbox, sandbox.shortLivedToken('vera'));
      assert.deepEqual(
        loader.pages.map(({ id, foundBy, token }) => [id, foundBy, sandbox.describe(token?.reveal() ?? '')?.expiresAt]),
        [[sandbox.pages.vera.id, 'ticked', 0]],
      );
      assert.ok(!sandbox.requests.some(({ path }) => path.includes('businesses')));
    });

    it('and cannot be opened at first: is tried once more with the search', async () => {
      const fault = sandbox.fault({ on: `/${sandbox.pages.vera.id}`, kind: 'custom', code: 10, message: '(#10) No' });
      const loader = await listed(sandbox, sandbox.shortLivedToken('vera'));
      fault.remove();
      assert.deepEqual(loader.pages, []);
      const { pages } = take(await loader.findUnlisted());
      assert.deepEqual(
        pages.map(({ name, foundBy }) => [name, foundBy]),
        [[sandbox.pages.vera.name, 'ticked']],
      );
    });

    it('stands behind those of the list, each once', async () => {
      const { many } = sandbox.people;
      const ids = many.pages.slice(0, 30).map(({ id }) => id);
      sandbox.fault({ on: '/me', kind: 'custom', body: withFirst(20) });
      const loader = await listed(sandbox, sandbox.shortLivedToken('many', { pages: ids }));
      assert.deepEqual(
        loader.pages.map(({ id }) => id),
        ids,
      );
      assert.deepEqual(
        loader.pages.map(({ foundBy }) => foundBy),
        ids.map((_, index) => (index < 20 ? undefined : 'ticked')),
      );
    });

    it('is opened with 49 others at most', async () => {
      const ids = sandbox.people.many.pages.slice(0, 80).map(({ id }) => id);
      sandbox.fault({ on: '/me', kind: 'custom', body: withFirst(10) });
      const loader = await listed(sandbox, sandbox.shortLivedToken('many', { pages: ids }));
      assert.equal(loader.pages.length, 60);
      assert.equal(sandbox.requests.filter(({ path }) => ids.some((id) => path === `/${id}`)).length, 50);
    });

    it('and belongs to a client’s portfolio: is found in the portfolio', async () => {
      const token = sandbox.shortLivedToken('clara', { permissions: withBusinesses, pages: 'all' });
      const { pages } = take(await (await listedWithout(token)).findUnlisted());
      assert.deepEqual(
        pages.map(({ id, foundBy }) => [id, foundBy]),
        [[sandbox.pages.clara.id, 'portfolio']],
      );
    });

    it('because Facebook refuses the portfolios, with business_management: is told as a matter of the role', async () => {
      const token = sandbox.shortLivedToken('clara', { permissions: withBusinesses, pages: 'all' });
      const loader = await listedWithout(token);
      const fault = sandbox.refuse('/me/businesses', 'missingPermission');
      const found = await loader.findUnlisted();
      fault.remove();
      assert.ok(!found.ok && found.error.kind === 'permissionHeld');
      assert.deepEqual(found.error.permissions, ['business_management']);
    });

    it('because only its Instagram account was ticked: that is what is told', async () => {
      const instagram = [sandbox.pages.adaInstagram.instagram.id];
      const loader = await listed(sandbox, sandbox.shortLivedToken('ada', { pages: [], instagram }));
      const { pages, cause } = take(await loader.findUnlisted());
      assert.deepEqual([pages, cause], [[], 'instagramOnly']);
      assert.ok(loader.user);
      const message = describeFailure({ kind: 'noPages', user: loader.user, listed: 0, cause });
      assert.match(message.reason, /Instagram account was ticked, but no Page/);
    });

    it('because business_management is missing: that is what is told', async () => {
      const loader = await listed(sandbox, sandbox.shortLivedToken('clara', { pages: 'all' }));
      const { pages, cause } = take(await loader.findUnlisted());
      assert.deepEqual(pages, []);
      assert.equal(cause, 'businessPermission');
      assert.ok(loader.user);
      const message = describeFailure({ kind: 'noPages', user: loader.user, listed: 0, cause });
      assert.match(message.nextStep, /business_management/);
      assert.equal(message.otherAction, 'typePageId');
    });

    it('because it was not ticked in the dialog: that is what is told', async () => {
      const loader = await listed(sandbox, sandbox.shortLivedToken('iris'));
      const { pages, cause } = take(await loader.findUnlisted());
      assert.deepEqual(pages, []);
      assert.equal(cause, 'notTicked');
      assert.ok(loader.user);
      const message = describeFailure({ kind: 'noPages', user: loader.user, listed: 1, cause });
      assert.match(message.nextStep, /tick your Page/);
    });

    it('opens by its ID when the person types it', async () => {
      const loader = await listed(sandbox, sandbox.shortLivedToken('ada'));
      const page = take(await loader.open(toPageId(sandbox.pages.adaPlain.id)));
      assert.equal(page.name, sandbox.pages.adaPlain.name);
      assert.ok(page.token);
    });

    it('does not open for somebody without rights on it', async () => {
      const loader = await listed(sandbox, sandbox.shortLivedToken('ada'));
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

  describe('that nobody could look for', () => {
    const trouble = { kind: 'custom', status: 503, body: '' } as const;

    it('is not said to be none: a portfolio that could not be asked is told', async () => {
      const token = sandbox.shortLivedToken('clara', { permissions: withBusinesses, pages: 'all' });
      const loader = await listedWithout(token);
      sandbox.fault({ ...trouble, on: /(?:owned|client)_pages/ });
      const found = await loader.findUnlisted();
      assert.ok(!found.ok && found.error.kind === 'serviceTrouble');
    });

    it('is not said to be none: a ticked one that could not be opened is told, in the list and in the search', async () => {
      sandbox.fault({ ...trouble, on: `/${sandbox.pages.vera.id}` });
      const loader = startFeed(sandbox, sandbox.shortLivedToken('vera'));
      take(await loader.next());
      const rest = await loader.next();
      assert.ok(!rest.ok && rest.error.kind === 'serviceTrouble');
      assert.equal(loader.isComplete(), false);
      const found = await loader.findUnlisted();
      assert.ok(!found.ok && found.error.kind === 'serviceTrouble');
    });

    it('hides none of those that are found', async () => {
      const { adaInstagram, adaPlain } = known;
      sandbox.fault({ ...trouble, on: `/${adaPlain.id}` });
      sandbox.fault({ on: '/me', kind: 'custom', body: withFirst(0) });
      const loader = await listed(sandbox, sandbox.shortLivedToken('ada', { pages: [adaInstagram.id, adaPlain.id] }));
      assert.deepEqual(
        loader.pages.map(({ id }) => id),
        [adaInstagram.id],
      );
    });
  });

  describe('that is taken without asking', () => {
    const { adaInstagram, adaAnalyst } = known;
    const cases: readonly (readonly [what: string, token: () => string, taken: string | undefined])[] = [
      ['is the only one that was granted', () => sandbox.shortLivedToken('grace'), known.grace.name],
      ['is one of several', () => sandbox.shortLivedToken('ada', { pages: [adaInstagram.id] }), adaInstagram.name],
      ['belongs to a portfolio', () => sandbox.shortLivedToken('vera'), known.vera.name],
      ['is the only one of a grant for all', () => sandbox.shortLivedToken('paul'), undefined],
      ['is granted with another', () => sandbox.shortLivedToken('ada', { pages: twoOfAda }), undefined],
      ['gives no token', () => sandbox.shortLivedToken('ada', { pages: [adaAnalyst.id] }), undefined],
      ['is the first of many', () => sandbox.shortLivedToken('many'), undefined],
    ];
    const twoOfAda = [adaInstagram.id, known.adaPlain.id];
    for (const [what, token, taken] of cases) {
      it(`${what}: ${taken ?? 'no, the list is shown'}`, async () => {
        const loader = await listed(sandbox, token());
        assert.equal(loader.onlyPage?.name, taken);
      });
    }

    it('is not the one of two that Facebook shows', async () => {
      const token = sandbox.shortLivedToken('ada', { pages: twoOfAda });
      sandbox.fault({ on: `/${known.adaPlain.id}`, kind: 'custom', code: 10, message: '(#10) No' });
      sandbox.fault({ on: '/me', kind: 'custom', body: withFirst(1) });
      const loader = await listed(sandbox, token);
      assert.equal(loader.pages.length, 1);
      assert.equal(loader.onlyPage, undefined);
    });
  });
});
