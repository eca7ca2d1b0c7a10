import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { redact } from '../../../../src/base/redaction';
import { describeCommandFailure } from '../../../../src/messages/failures/commandFailures';
import { toNotificationText } from '../../../../src/messages/failures/failureMessage';
import { MESSAGES_PAGE, messagesPage } from '../../../docs/messages';
import { allSamples } from '../../../docs/samples';

describe('The messages', () => {
  it(`${MESSAGES_PAGE} lists them as they are (npm run docs writes it anew)`, async () => {
    assert.equal(readFileSync(MESSAGES_PAGE, 'utf8'), await messagesPage());
  });

  for (const failure of allSamples()) {
    it(`${failure.kind} says what, why and what to do, in full sentences and few words`, () => {
      const message = describeCommandFailure(failure);
      for (const sentence of [message.headline, message.reason, message.nextStep]) {
        assert.match(sentence, /^\S.*[.)]$/u, sentence);
        assert.doesNotMatch(sentence, /undefined|\[object|[{}]|":/, 'no gap, and no raw JSON');
      }
      const text = toNotificationText(message);
      assert.ok(text.length <= 400, `${String(text.length)} characters`);
      assert.equal(redact(text), text, 'nothing in it looks like a secret');
      assert.notEqual(message.action, message.otherAction);
    });
  }
});
