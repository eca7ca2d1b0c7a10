import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import * as answers from '../../../src/graph/answers';
import { inspectRequest, userAndPagesRequest } from '../../../src/graph/requests';
import { Secret } from '../../../src/base/secret';
import { describeFailure } from '../../../src/messages/failures/flowFailures';
import { inputs } from '../credentials/obtainFlow';

const TYPED = { appId: '874310265938217', appSecret: 'ab'.repeat(16), token: `EAA${'s'.repeat(40)}` };
const { app } = inputs(TYPED);

describe('A secret that Meta sends back in an error', () => {
  const secretText = fc.string({
    unit: fc.constantFrom(...Array.from('ABCdef0189_-.~%+/=')),
    minLength: 12,
    maxLength: 60,
  });
  const shapes = (text: string): unknown[] => [
    { error: { message: text, code: 190, error_user_title: text, error_user_msg: text, fbtrace_id: text } },
    { error: text },
    { error_code: 190, error_msg: text },
    { error_type: 'x', error_message: text, code: 4 },
    { data: { is_valid: false, scopes: [], error: { message: text, code: 190, subcode: 463 } } },
  ];

  it('is masked wherever it stands, as it is and in a URL, in the failure and in its message', () => {
    fc.assert(
      fc.property(secretText, fc.string(), fc.string(), fc.boolean(), (secret, before, after, inUrl) => {
        const long = new Secret('longLivedUserToken', secret);
        const asked = userAndPagesRequest(app, long);
        const shown = inUrl ? encodeURIComponent(secret) : secret;
        fc.pre(!`${before}${after}`.includes(shown) && !'[redacted]'.includes(shown));
        for (const shape of shapes(`${before} ${shown} ${after}`)) {
          const answer = { httpStatus: 400, headers: new Map<string, string>(), body: JSON.stringify(shape) };
          for (const read of [answers.readUserAndPages, answers.readInspection]) {
            const outcome = read(answer, asked);
            const message = outcome.ok ? undefined : describeFailure(outcome.error);
            const printed = inspect([outcome, message], { depth: null, showHidden: true });
            assert.ok(!printed.includes(shown), printed);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is masked as the half of an app token, in the failure and its message, whatever stands beside it', () => {
    const hex = fc.stringMatching(/^[0-9a-f]{32}$/);
    const beside = fc.constantFrom('', '_', 'x', '0', '%257C', '"');
    fc.assert(
      fc.property(hex, beside, beside, (text, before, after) => {
        const given = inputs({ ...TYPED, appSecret: text });
        const request = inspectRequest(given.app, given.shortLivedToken);
        const shown = `${before}${text}${after}`;
        const error = { code: 1, message: shown, error_user_title: shown, error_user_msg: shown, fbtrace_id: shown };
        const answer = { httpStatus: 400, headers: new Map<string, string>(), body: JSON.stringify({ error }) };
        const outcome = answers.readInspection(answer, request);
        assert.ok(!outcome.ok);
        const printed = inspect([outcome, describeFailure(outcome.error)], { depth: null, showHidden: true });
        assert.ok(!printed.includes(text), printed);
      }),
    );
  });
});
