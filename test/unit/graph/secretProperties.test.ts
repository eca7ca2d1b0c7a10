import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { readInspection } from '../../../src/graph/answers';
import { toAppId } from '../../../src/graph/ids';
import { parseJson } from '../../../src/http/exactJson';
import { inspectRequest } from '../../../src/graph/requests';
import { redact } from '../../../src/base/redaction';
import { REDACTED, Secret } from '../../../src/base/secret';
import { describeFailure } from '../../../src/messages/flowFailures';

const hex = fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: 32, maxLength: 32 });
const rude = fc.string({ unit: fc.constantFrom(...Array.from('ab %&"\\/|+=~!éß\ud800')), minLength: 6, maxLength: 20 });

function encodings(text: string): string[] {
  const inForm = new URLSearchParams([['', text]]).toString().slice(1);
  return [inForm, inForm.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())];
}

describe('A secret in a text', () => {
  it('is masked as a form writes it, in either case, whatever characters it has', () => {
    fc.assert(
      fc.property(rude, (text) => {
        for (const form of encodings(text)) {
          fc.pre(!REDACTED.includes(form));
          assert.ok(!redact(`x ${form} y`, [new Secret('pageToken', text)]).includes(form));
        }
      }),
    );
  });

  it('is masked whole, even where another secret is its beginning', () => {
    const start = new Secret('pageToken', 'kept-private');
    const whole = new Secret('longLivedUserToken', 'kept-private-too');
    assert.equal(redact('say kept-private-too', [start, whole]), `say ${REDACTED}`);
  });

  it('is masked as the half of an app token, in the failure and its words, whatever stands beside it', () => {
    const beside = fc.constantFrom('', '_', 'x', '0', '%257C', '"');
    fc.assert(
      fc.property(hex, beside, beside, (text, before, after) => {
        const app = { id: toAppId('874310265938217'), secret: new Secret('appSecret', text) };
        const request = inspectRequest(app, new Secret('shortLivedUserToken', `EAA${'s'.repeat(40)}`));
        const shown = `${before}${text}${after}`;
        const error = { code: 1, message: shown, error_user_title: shown, error_user_msg: shown, fbtrace_id: shown };
        const answer = { httpStatus: 400, headers: new Map<string, string>(), body: JSON.stringify({ error }) };
        const outcome = readInspection(answer, request);
        assert.ok(!outcome.ok);
        const printed = inspect([outcome, describeFailure(outcome.error)], { depth: null, showHidden: true });
        assert.ok(!printed.includes(text), printed);
      }),
    );
  });
});

describe('What looks like a secret, where nobody expected one', () => {
  const token = `EAA${'x7Q9'.repeat(10)}`;
  const appSecret = '0123456789abcdef'.repeat(2);
  const texts: readonly (readonly [string, string, string])[] = [
    ['a token in an address inside of an address', `next=https%3A%2F%2Fhost%2F%3Ft%3D${token}`, token],
    ['a token after a line break in JSON', `{"stack":"failed\\n${token}"}`, token],
    ['an App Secret in an address inside of an address', `u=%3Fs%3D${appSecret}%26x%3D1`, appSecret],
    ['an App Secret between letters', `secret_${appSecret}_end`, appSecret],
    ['a secret of any form in JSON inside of a text', '"{\\"access_token\\":\\"short-one\\"}"', 'short-one'],
    ['a secret of any form in an address inside of an address', 'u=%3Fclient_secret%3Dshort-one', 'short-one'],
  ];
  for (const [what, text, secret] of texts) {
    it(`is masked: ${what}`, () => {
      assert.ok(!redact(text).includes(secret), redact(text));
    });
  }

  it('leaves the names and numbers around it', () => {
    const text = `Page 17841400000000003, trace AxYz09, {\\"access_token\\":\\"${token}\\",\\"id\\":\\"7\\"}`;
    assert.equal(redact(text), text.replace(token, REDACTED));
  });
});

describe('JSON with an integer that a double cannot hold', () => {
  it('keeps it where nothing else stands', () => {
    assert.equal(parseJson('12345678901234567890'), '12345678901234567890');
  });

  it('is read like any other JSON where a name comes twice: the last one counts', () => {
    assert.deepEqual(parseJson('{"id":17841400000000003,"n":1,"n":2}'), { id: '17841400000000003', n: 2 });
  });
});
