import assert from 'node:assert/strict';
import type { AccountRecord } from '../../../src/credentials/account';
import { announceChange } from '../../../src/walkthrough/announcement';
import { WALKTHROUGH_STEPS, type WalkthroughStepId } from '../../../src/walkthrough/webviewProtocol';
import { PARTS } from '../../../src/walkthrough/walkthroughSteps';
import type { WalkthroughView } from '../../../src/walkthrough/walkthroughView';
import { ACCOUNT, DAY, LOCATION, NOW } from '../../account';
import { viewOf } from './viewOf';

/** The states in order, one letter each: t(odo), r(unning), d(one), a(ttention). */
function letters({ steps }: WalkthroughView): string {
  return steps.map(({ state }) => state.kind.charAt(0)).join('');
}

function current({ steps }: WalkthroughView): WalkthroughStepId | undefined {
  const found = steps.filter(({ isCurrent }) => isCurrent);
  assert.ok(found.length <= 1);
  return found[0]?.id;
}

function reason({ steps }: WalkthroughView, step: WalkthroughStepId): string {
  const state = steps.find(({ id }) => id === step)?.state;
  assert.equal(state?.kind, 'attention');
  assert.match(state.reason, /^\S.*\.$/);
  return state.reason;
}

const without: AccountRecord = { ...ACCOUNT, instagram: undefined, objectId: { kind: 'page', id: ACCOUNT.page.id } };

describe('The walkthrough', () => {
  it('begins with everything to do, at the first step', () => {
    const view = viewOf({});
    assert.equal(letters(view), 'ttttttttt');
    assert.equal(current(view), 'link');
  });

  it('has its steps in two parts, each once and in order', () => {
    assert.deepEqual(
      PARTS.flatMap(({ steps }) => [...steps]),
      [...WALKTHROUGH_STEPS],
    );
  });

  it('is done when the credentials are proven and written; nothing is current then', () => {
    const view = viewOf({ account: ACCOUNT });
    assert.equal(letters(view), 'ddddddddd');
    assert.equal(current(view), undefined);
  });

  it('leaves the writing to do where the credentials are kept in VS Code only', () => {
    const view = viewOf({ account: { ...ACCOUNT, written: [] } });
    assert.equal(letters(view), 'ddddddddt');
    assert.equal(current(view), 'written');
  });

  it('says that Facebook shows no Instagram account, of which Page, and every possible reason', () => {
    const view = viewOf({ account: without });
    assert.equal(letters(view), 'addddddad');
    assert.equal(current(view), 'link');
    assert.match(reason(view, 'link'), /“Bakery”.*portfolio.*ticked.*professional.*connected with this Page/);
    assert.match(reason(view, 'verified'), /^Facebook shows no Instagram account for this Page\./);
  });

  it('says only the reasons that the last check could not exclude', () => {
    const failure = { kind: 'wrongObject' as const, details: { httpStatus: 400, message: '' } };
    const evidence = { kind: 'noInstagramAccount' as const, failure, reasons: ['notLinked' as const] };
    const view = viewOf({ account: without, checks: [{ kind: 'publishing', state: 'warning', evidence }] });
    assert.doesNotMatch(reason(view, 'link'), /ticked|portfolio|professional/);
  });

  it('misses no Instagram account where posts go to Facebook alone', () => {
    const written = [{ ...LOCATION, target: { ...LOCATION.target, networks: ['facebook' as const] } }];
    assert.equal(letters(viewOf({ account: { ...without, written } })), 'ddddddddd');
  });

  it('says that the publishing call refuses the Page ID that was chosen', () => {
    const view = viewOf({ account: { ...ACCOUNT, objectId: without.objectId } });
    assert.equal(letters(view), 'ddddddaad');
    assert.equal(current(view), 'flags');
    assert.match(reason(view, 'flags'), /Page ID/);
  });

  const forAgoras2 = [{ ...LOCATION, target: { ...LOCATION.target, version: '2.x' as const } }];
  const dates: [string, Partial<AccountRecord>, RegExp][] = [
    ['has expired', { expiresAt: NOW - 1 }, /has expired/],
    ['of Agoras 2.x has expired', { userTokenExpiresAt: NOW - 1, written: forAgoras2 }, /has expired/],
    ['has lost its access to data', { dataAccessExpiresAt: NOW - 1 }, /log in to the app again/],
    ['ends soon', { dataAccessExpiresAt: NOW + 3 * DAY }, /expires on Jun 18, 2025/],
    ['was found invalid', { lastCheck: { at: NOW, valid: false } }, /no longer work/],
  ];
  for (const [what, change, words] of dates) {
    it(`says that the token ${what}, and that it should be renewed`, () => {
      const view = viewOf({ account: { ...ACCOUNT, ...change } });
      assert.equal(letters(view), 'dddddddad');
      assert.equal(current(view), 'verified');
      assert.match(reason(view, 'verified'), words);
    });
  }

  it('gives the reason that the last check has found', () => {
    const view = viewOf({
      account: { ...ACCOUNT, lastCheck: { at: NOW, valid: false } },
      checks: [{ kind: 'neverExpires', state: 'failed', expiresAt: NOW }],
    });
    assert.match(reason(view, 'verified'), /it will expire/);
  });
});

describe('The walkthrough while a command runs', () => {
  const expected: [WalkthroughStepId, string][] = [
    ['app', 'trttttttt'],
    ['token', 'tdrtttttt'],
    ['exchange', 'tddrttttt'],
    ['page', 'tddddrttt'],
    ['flags', 'tdddddrtt'],
    ['verified', 'tddddddrt'],
    ['written', 'tdddddddr'],
  ];
  for (const [step, states] of expected) {
    it(`shows ${step} in progress, and what lies behind it as done`, () => {
      const view = viewOf({ flow: { kind: 'running', step } });
      assert.equal(letters(view), states);
      assert.equal(current(view), step);
    });
  }

  it('shows a failure where it can be mended, in the words of the message', () => {
    const view = viewOf({ flow: { kind: 'failed', step: 'app', reason: 'Facebook refused the App Secret.' } });
    assert.equal(letters(view), 'tattttttt');
    assert.equal(reason(view, 'app'), 'Facebook refused the App Secret.');
    assert.equal(current(view), 'app');
  });

  it('keeps what an account has done while another run is under way', () => {
    assert.equal(letters(viewOf({ account: ACCOUNT, flow: { kind: 'running', step: 'token' } })), 'ddrdddddd');
  });
});

describe('What a screen reader says', () => {
  const say = (before: Parameters<typeof viewOf>[0], after: Parameters<typeof viewOf>[0]) =>
    announceChange(viewOf(before), viewOf(after));

  it('is nothing where nothing has changed', () => {
    assert.equal(say({ account: ACCOUNT }, { account: { ...ACCOUNT, lastCheck: { at: NOW + 1, valid: true } } }), '');
  });

  it('is the step that has begun', () => {
    assert.match(say({}, { flow: { kind: 'running', step: 'page' } }), /“Choose the Page” is in progress\./);
  });

  it('is the last step that is done', () => {
    assert.match(
      say({ flow: { kind: 'running', step: 'written' } }, { account: ACCOUNT }),
      /“Put the credentials .*” is done\./,
    );
  });

  it('is first of all what needs attention, with the reason', () => {
    const flow = { kind: 'failed' as const, step: 'token' as const, reason: 'The token has expired.' };
    assert.match(
      say({ flow: { kind: 'running', step: 'page' } }, { flow }),
      /needs attention\. The token has expired\.$/,
    );
  });

  it('is nothing when a command was left', () => {
    assert.equal(say({ flow: { kind: 'running', step: 'app' } }, {}), '');
  });
});
