import assert from 'node:assert/strict';
import type { FlowFailure } from '../../../src/credentials/obtain';
import { describeFailure } from '../../../src/messages/failures/flowFailures';
import type { Fault } from '../../sandbox/faults';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { failureOf, startFeed, take } from '../credentials/obtainFlow';

type Body = Exclude<Fault['body'], undefined>;

const HTML = '<!DOCTYPE html><html lang="en"><title>Facebook | Error</title></html>';

/** A name for the odd answer, its body, the HTTP status, the failure it is classified as, and the text for the user. */
const ODD_ANSWERS: readonly (readonly [string, Body, number, FlowFailure['kind'], RegExp])[] = [
  ['no code but in the message', { error: { message: '(#341) Limit' } }, 400, 'rateLimited', /rate limit was reached/],
  ['a code as a string', { error: { message: '', code: '190', error_subcode: '467' } }, 400, 'loggedOut', /logged out/],
  ['an error without a message', { error: { code: 190, error_subcode: 463 } }, 400, 'tokenExpired', /has expired/],
  ['a message of null', { error: { message: null, code: 368 } }, 400, 'temporarilyBlocked', /blocked this action/],
  ['a message that is a number', { error: { message: 7, code: 101 } }, 400, 'unknownApp', /can’t find this App ID/],
  ['an empty error', { error: {} }, 400, 'otherError', /refused the request/],
  [
    'an error with nonsense in it',
    { error: { message: 'x', code: {}, error_subcode: [], is_transient: 'no', fbtrace_id: 7 } },
    400,
    'otherError',
    /refused the request/,
  ],
  ['a string that says nothing', { error: 'nope' }, 400, 'otherError', /refused the request/],
  [
    'an expiry as a string',
    { error: 'Error validating access token: Session has expired' },
    400,
    'tokenExpired',
    /has expired/,
  ],
  ['an error as a string', { error: 'Error validating client secret.' }, 400, 'wrongAppSecret', /the App Secret/],
  ['a block as a string', { error: 'API access blocked.' }, 403, 'appBlocked', /blocked this app/],
  ['a proof as a string', { error: 'Invalid appsecret_proof provided' }, 400, 'proofRejected', /refused the proof/],
  ['a top-level error_code', { error_code: 4, error_msg: 'Limit' }, 403, 'rateLimited', /rate limit was reached/],
  [
    'error_type, error_message and code',
    { error_type: 'OAuthException', error_message: 'Invalid token', code: 190 },
    400,
    'tokenInvalid',
    /doesn’t accept this token/,
  ],
  [
    'an error with HTTP 200',
    { error: { message: '', code: 190, error_subcode: 490 } },
    200,
    'checkpoint',
    /check your/,
  ],
  ['a bare false', 'false', 200, 'wrongObject', /can’t find an object with this ID/],
  ['null', 'null', 200, 'unexpectedAnswer', /couldn’t be understood/],
  ['a list', [], 200, 'unexpectedAnswer', /couldn’t be understood/],
  ['an empty body', '', 200, 'unexpectedAnswer', /sent an empty response/],
  ['an empty body with HTTP 400', '', 400, 'unexpectedAnswer', /couldn’t be understood/],
  ['an empty body with HTTP 500', '', 500, 'serviceTrouble', /trouble responding/],
  ['the right answer with HTTP 401', (right) => right, 401, 'unexpectedAnswer', /couldn’t be understood/],
  ['HTML with HTTP 200', HTML, 200, 'unexpectedAnswer', /couldn’t be understood/],
  ['HTML with HTTP 400', HTML, 400, 'serviceTrouble', /trouble responding/],
  ['HTML with HTTP 500', HTML, 500, 'serviceTrouble', /trouble responding/],
  ['HTML with HTTP 502', HTML, 502, 'serviceTrouble', /trouble responding/],
];

describe('Odd answers in the flow', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  for (const on of ['/debug_token', '/oauth/access_token', '/me']) {
    for (const [what, body, status, kind, says] of ODD_ANSWERS) {
      it(`${on}: ${what} is ${kind}`, async () => {
        const failure = await failureOf(sandbox, { on, body, status });
        assert.equal(failure.kind, kind);
        assert.match(describeFailure(failure).headline, says);
      });
    }
  }

  describe('debug_token', () => {
    const death = { code: 190, message: 'Error validating access token', subcode: 460 };
    for (const [what, data, kind, says] of [
      ['an inner subcode', { error: death, is_valid: false, scopes: [] }, 'passwordChanged', /password/],
      ['no reason', { is_valid: false, scopes: [] }, 'tokenInvalid', /doesn’t accept/],
      ['expires_at 0', { is_valid: false, expires_at: 0, scopes: [] }, 'tokenInvalid', /doesn’t accept/],
      ['an app token', { is_valid: true, app_id: '874310265938217', type: 'APP' }, 'notAUserToken', /an app token/],
      [
        'a type nobody knows',
        { is_valid: true, app_id: '874310265938217', type: 'SOMETHING_NEW' },
        'notAUserToken',
        /calls it SOMETHING_NEW/,
      ],
      ['another app', { is_valid: true, app_id: '145634995501895', type: 'USER' }, 'tokenOfOtherApp', /another app/],
    ] as const) {
      it(`${what} is ${kind}`, async () => {
        const own = JSON.stringify({ data }).replace('874310265938217', sandbox.apps.demo.id);
        const failure = await failureOf(sandbox, { on: '/debug_token', body: own });
        assert.equal(failure.kind, kind);
        assert.match(describeFailure(failure).headline, says);
      });
    }

    it('of a user token that never expires lets it pass', async () => {
      const body = (right: string) => right.replace(/"expires_at":\d+/, '"expires_at":0');
      sandbox.fault({ on: '/debug_token', kind: 'custom', body });
      assert.ok(take(await startFeed(sandbox).next()).length > 0);
    });
  });

  it('a list whose cursor stands in “next” alone is read to its end', async () => {
    const body = (right: string) => right.replace(/"cursors":\{[^}]*\},?/, '');
    sandbox.fault({ on: /^\/me$|\/accounts$/, kind: 'custom', body });
    const loader = startFeed(sandbox, sandbox.shortLivedToken('many'));
    while (!loader.isComplete()) take(await loader.next());
    assert.equal(loader.pages.length, 230);
  });
});
