import assert from 'node:assert/strict';
import { describeFailure } from '../../../src/messages/failures/flowFailures';
import { openForAll } from '../../openForAll';
import { guidePermissions, startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { failureOf, startFeed, take } from '../credentials/obtainFlow';

type Headers = Readonly<Record<string, string>>;

describe('On the way to the first Pages', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  describe('a token that cannot show Pages is told before anything else', () => {
    const without = guidePermissions.filter((name) => name !== 'pages_show_list');

    it('pages_show_list was declined', async () => {
      const token = sandbox.shortLivedToken('ada', { permissions: without, declined: ['pages_show_list'] });
      const failure = await failureOf(sandbox, undefined, token);
      assert.ok(failure.kind === 'permissionsMissing');
      assert.deepEqual([failure.forPublishing, failure.declined], [['pages_show_list'], ['pages_show_list']]);
      const { headline, reason, nextStep, action } = describeFailure(failure);
      assert.equal(headline, 'The token lacks the permission pages_show_list.');
      assert.match(reason, /Declined in Facebook’s dialog: pages_show_list\./);
      assert.match(nextStep, /add what is missing/);
      assert.equal(action, 'enterToken');
    });

    for (const [what, options] of [
      ['was never asked for', {}],
      ['has expired', { expiredPermissions: ['pages_show_list'] }],
    ] as const) {
      it(`pages_show_list ${what}: nobody is told to have declined it`, async () => {
        const failure = await failureOf(
          sandbox,
          undefined,
          sandbox.shortLivedToken('ada', { permissions: without, ...options }),
        );
        assert.ok(failure.kind === 'permissionsMissing');
        assert.deepEqual(failure.declined, []);
        assert.doesNotMatch(describeFailure(failure).reason, /declined/i);
      });
    }

    it('where Facebook does not say what was declined, the missing permission is told all the same', async () => {
      const token = sandbox.shortLivedToken('ada', { permissions: without });
      const failure = await failureOf(
        sandbox,
        { on: '/me/permissions', code: 1, message: 'An unknown error occurred' },
        token,
      );
      assert.equal(failure.kind, 'permissionsMissing');
    });

    it('the token is another app’s', async () => {
      const failure = await failureOf(sandbox, undefined, sandbox.shortLivedToken('ada', { app: 'other' }));
      assert.equal(failure.kind, 'tokenOfOtherApp');
      const { headline, nextStep } = describeFailure(failure);
      assert.match(headline, /another app/);
      assert.match(nextStep, /choose your app under “Meta App”/);
    });

    it('nobody has a role on any Page', async () => {
      const permissions = [...guidePermissions, 'business_management'];
      const loader = startFeed(sandbox, sandbox.shortLivedToken('nobody', { permissions }));
      take(await loader.next());
      const { pages, cause } = take(await loader.findUnlisted());
      assert.deepEqual(pages, []);
      assert.ok(loader.user);
      const message = describeFailure({ kind: 'noPages', user: loader.user, listed: 0, cause });
      assert.match(message.reason, /no Page you have a role on/);
      assert.match(message.nextStep, /Create a Page or ask its administrator for access/);
      assert.equal(message.otherAction, 'typePageId');
    });
  });

  describe('an answer that is right is never refused for its headers', () => {
    const usage = 'x-business-use-case-usage';
    const odd: readonly (readonly [string, Headers])[] = [
      ['X-App-Usage', { 'x-app-usage': '{"call_count":100,"total_time":41,"total_cputime":28}' }],
      ['X-App-Usage cut', { 'x-app-usage': '{"call_count":' }],
      ['a wait', { [usage]: '{"1":[{"type":"pages","estimated_time_to_regain_access":19}]}' }],
      ['null', { [usage]: 'null' }],
      ['a list', { [usage]: '[]' }],
      ['a number', { [usage]: '19' }],
      ['cut JSON', { [usage]: '{"617204488130275":[{"type":"pages","estim' }],
      ['nothing in them', { [usage]: '', 'retry-after': '' }],
      ['Retry-After in words', { 'retry-after': 'later' }],
    ];
    for (const [what, headers] of odd) {
      it(what, async () => {
        sandbox.fault({ on: /.*/, kind: 'custom', headers });
        assert.ok(take(await startFeed(sandbox).next()).length > 0);
      });
    }
  });

  it('trouble that asks for more patience than anybody has is told at once, with its wait', async () => {
    const fault = { on: '/me', status: 503, body: '', headers: { 'retry-after': '3600' } };
    const failure = await failureOf(sandbox, fault);
    assert.equal(failure.kind, 'serviceTrouble');
    assert.equal(sandbox.requests.filter(({ path }) => path === '/me').length, 1);
    assert.equal(describeFailure(failure).nextStep, 'Wait 60 minutes and try again.');
  });
});
