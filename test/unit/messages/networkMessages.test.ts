import assert from 'node:assert/strict';
import { describeFailure } from '../../../src/messages/failures/flowFailures';
import { toNotificationText, type FailureMessage } from '../../../src/messages/failures/failureMessage';
import { withQuote } from '../../../src/messages/networkMessages';

const SHORT: FailureMessage = { headline: 'What.', reason: 'Why.', nextStep: 'Do this.', action: 'tryAgain' };
const LONG: FailureMessage = { ...SHORT, reason: `${'It is so. '.repeat(35)}So.` };

describe('What Facebook itself says', () => {
  it('stands after our own reason', () => {
    assert.equal(withQuote(SHORT, 'Slow down.').reason, 'Why. Facebook says: “Slow down”.');
  });

  it('is left out where it is nothing', () => {
    for (const nothing of ['', ' ', '\n']) assert.deepEqual(withQuote(SHORT, nothing), SHORT);
  });

  it('takes the place of our reason where both have no room, and is cut where it is long itself', () => {
    const said = 'Facebook goes on and on. '.repeat(40);
    for (const message of [SHORT, LONG]) {
      const quoted = withQuote(message, said);
      assert.ok(toNotificationText(quoted).length <= 400);
      assert.match(quoted.reason, /Facebook says: “Facebook goes on .*…”\.$/);
    }
    assert.doesNotMatch(withQuote(LONG, said).reason, /It is so/);
  });

  it('is told of every failure for which it was sent, once', () => {
    const details = { httpStatus: 400, message: '', userTitle: 'Slow down', userMessage: 'You are too fast.' };
    for (const kind of [
      'roleLost',
      'appBlocked',
      'tokenInvalid',
      'wrongObject',
      'temporarilyBlocked',
      'otherError',
    ] as const) {
      const text = toNotificationText(describeFailure({ kind, details }));
      assert.equal(text.split('Facebook says: “Slow down: You are too fast”.').length, 2, kind);
      assert.doesNotMatch(text, /no reason|doesn’t say why/);
    }
  });

  it('stands where trying again does not help, and then nobody is told to try again', () => {
    const details = { httpStatus: 500, code: 2, message: 'x', isTransient: false, userMessage: 'The app is limited.' };
    const { reason, nextStep, action } = describeFailure({ kind: 'serviceTrouble', waitSeconds: undefined, details });
    assert.match(reason, /trying again won’t help.*“The app is limited”/);
    assert.doesNotMatch(nextStep, /again/);
    assert.equal(action, 'openAppDashboard');
  });
});
