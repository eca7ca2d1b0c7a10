import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact } from '../../../src/base/redaction';
import { REDACTED, Secret } from '../../../src/base/secret';

const TOKEN = `EAA${'x7Q9'.repeat(20)}`;
const APP_SECRET = '0123456789abcdef0123456789ABCDEF';

describe('Redaction', () => {
  const leaks: [string, string, string][] = [
    ['a token in a sentence', `Malformed access token ${TOKEN}.`, TOKEN],
    ['an App Secret in a sentence', `client secret ${APP_SECRET} is wrong`, APP_SECRET],
    ['an app token', `caller 1234567890123456|${APP_SECRET}`, APP_SECRET],
    ['an app token in a URL', `access_token=1234567890123456%7C${APP_SECRET}&x=1`, APP_SECRET],
    ['a secret of any form in a URL', 'https://host/x?client_secret=short-one&id=1', 'short-one'],
    ['a secret in JSON', '{"access_token":"short-one","id":"1"}', 'short-one'],
    ['a token of GitHub’s', `token gho_${'A1b2'.repeat(9)} was refused`, `gho_${'A1b2'.repeat(9)}`],
    ['a personal token of GitHub’s', `x ghp_${'A1b2'.repeat(9)}`, 'A1b2A1b2'],
    ['a fine-grained token of GitHub’s', `x%3Dgithub_pat_${'A1b2_'.repeat(16)}`, 'A1b2_A1b2'],
    ['a sealed value in a request', '{"encrypted_value":"c2hvcnQ=","key_id":"1"}', 'c2hvcnQ='],
    ['the code of a sign-in', 'GET /callback?code=AQBx-1&state=xyz', 'AQBx-1'],
    ['the state of a sign-in', 'http://localhost:8713/callback?code=AQBx-1&state=xyz-7#_=_', 'xyz-7'],
    ['a code in an address that another one carries', 'next=http%3A%2F%2Fx%2F%3Fcode%3DAQBx-1', 'AQBx-1'],
    ['a code in a form', 'code=AQBx-1&client_id=1', 'AQBx-1'],
    ['a token in an address inside of an address', `next=https%3A%2F%2Fhost%2F%3Ft%3D${TOKEN}`, TOKEN],
    ['a token after a line break in JSON', `{"stack":"failed\\n${TOKEN}"}`, TOKEN],
    ['an App Secret in an address inside of an address', `u=%3Fs%3D${APP_SECRET}%26x%3D1`, APP_SECRET],
    ['an App Secret between letters', `secret_${APP_SECRET}_end`, APP_SECRET],
    ['a secret of any form in JSON inside of a text', '"{\\"access_token\\":\\"short-one\\"}"', 'short-one'],
    ['a secret of any form in an address inside of an address', 'u=%3Fclient_secret%3Dshort-one', 'short-one'],
    ['a proof', `appsecret_proof ${'ab'.repeat(32)}`, 'ab'.repeat(32)],
  ];
  for (const [what, text, secret] of leaks) {
    it(`masks ${what}`, () => {
      const masked = redact(text);
      assert.ok(!masked.includes(secret), masked);
      assert.ok(masked.includes(REDACTED));
    });
  }

  it('leaves IDs, dates and words as they are', () => {
    const text =
      'Page 1234567890123456, 17841400000000001, code 190, trace AbCdEfG1234, EAAB, 1|step-by-step-guide, 2027-02-21';
    assert.equal(redact(text), text);
  });

  it('leaves the names and numbers around a token', () => {
    const text = `Page 17841400000000003, trace AxYz09, {\\"access_token\\":\\"${TOKEN}\\",\\"id\\":\\"7\\"}`;
    assert.equal(redact(text), text.replace(TOKEN, REDACTED));
  });

  it('masks an app token with the App ID in it', () => {
    assert.equal(redact(`caller 1234567890123456|${APP_SECRET}.`), `caller ${REDACTED}.`);
  });

  it('masks the App Secret half of a known app token on its own, and leaves the App ID', () => {
    const secret = new Secret('appAccessToken', '8743|kept private');
    assert.equal(redact('app 8743 says kept private', [secret]), `app 8743 says ${REDACTED}`);
  });

  it('masks any other secret only as a whole', () => {
    const secret = new Secret('commandLine', 'agoras publish | tee');
    assert.equal(redact('agoras publish | tee says tee', [secret]), `${REDACTED} says tee`);
  });

  it('masks a secret whole, even where another is its beginning', () => {
    const start = new Secret('pageToken', 'kept-private');
    const whole = new Secret('longLivedUserToken', 'kept-private-too');
    assert.equal(redact('say kept-private-too', [start, whole]), `say ${REDACTED}`);
  });

  it('takes nothing for an empty secret', () => {
    assert.equal(redact('as it is', [new Secret('pageToken', '')]), 'as it is');
  });

  it('masks half a surrogate pair as an address writes it', () => {
    const secret = new Secret('pageToken', 'kept \uD800 private');
    assert.equal(redact('?t=kept%20%EF%BF%BD%20private', [secret]), `?t=${REDACTED}`);
  });

  it('takes a row of 200,000 digits at once, and the App Secret behind a long one', () => {
    const digits = '1'.repeat(200_000);
    const start = performance.now();
    assert.equal(redact(`${digits}|kept`), REDACTED + '|kept');
    assert.ok(performance.now() - start < 5000);
    assert.ok(!redact(`${'7'.repeat(100)}|kept-private-app-secret`).includes('kept-private'));
  });

  it('masks a known secret wherever it stands, plain, in a URL and in JSON', () => {
    const secretText = fc.string({ unit: fc.constantFrom(...Array.from('abc %&"\\/|+=éß')), minLength: 6 });
    fc.assert(
      fc.property(fc.string(), secretText, fc.string(), (before, text, after) => {
        const secret = new Secret('appSecret', text);
        const inForm = new URLSearchParams([['', text]]).toString().slice(1);
        const written = [
          text,
          encodeURIComponent(text),
          inForm,
          inForm.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
          JSON.stringify(text).slice(1, -1),
        ];
        for (const form of written) {
          fc.pre(!before.includes(form) && !after.includes(form) && !REDACTED.includes(form));
          assert.ok(!redact(`${before} ${form} ${after}`, [secret]).includes(form));
        }
      }),
    );
  });
});
