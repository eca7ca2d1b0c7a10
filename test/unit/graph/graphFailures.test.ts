import assert from 'node:assert/strict';
import type { GraphFailure } from '../../../src/graph/graphFailures';
import { describeFailure } from '../../../src/messages/failures/flowFailures';
import { openForAll } from '../../openForAll';
import type { Fault } from '../../sandbox/faults';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { QUICK, connectTo, inputs } from '../credentials/obtainFlow';
import { PERMISSIONS, ERROR_CODES, MESSAGES, type ErrorCode } from './errorCodes';

describe('What the Graph API says is wrong', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  /** The failure of the token exchange while the sandbox has this fault. */
  async function failureOf(fault: Omit<Fault, 'on'>): Promise<GraphFailure> {
    sandbox.fault({ ...fault, on: '/oauth/access_token' });
    const token = sandbox.shortLivedToken('ada');
    const given = inputs({ appId: sandbox.apps.demo.id, appSecret: sandbox.apps.demo.secret, token });
    const api = connectTo(sandbox.url)(given.app, () => undefined);
    const outcome = await api.exchange(given.shortLivedToken, new AbortController().signal);
    assert.ok(!outcome.ok && outcome.error.kind !== 'cancelled');
    return outcome.error;
  }

  async function expectFailure([number, kind, message, status = 400]: ErrorCode): Promise<GraphFailure> {
    const [code, subcode] = String(number).split('/').map(Number);
    assert.ok(code !== undefined);
    const failure = await failureOf({
      kind: 'custom',
      code,
      message,
      status,
      ...(subcode === undefined ? {} : { subcode }),
    });
    assert.equal(failure.kind, kind);
    const [says, next, action] = MESSAGES[kind];
    const shown = describeFailure(failure);
    assert.match(shown.headline, says);
    assert.match(shown.reason, /^\S.*[.)]$/u);
    assert.match(shown.nextStep, next);
    assert.equal(shown.action, action);
    const tries = kind === 'serviceTrouble' ? QUICK.retries + 1 : 1;
    assert.equal(sandbox.requests.length, tries, 'only what may pass by itself is tried again');
    return failure;
  }

  for (const errorCode of ERROR_CODES) {
    const [number, kind, message] = errorCode;
    it(`${number} “${message.slice(0, 60)}” is ${kind}, and says what to do`, async () => {
      await expectFailure(errorCode);
    });
  }

  for (const [permission, ...errorCode] of PERMISSIONS) {
    it(`${errorCode[0]} “${errorCode[2]}” names ${permission ?? 'no permission'}`, async () => {
      const failure = await expectFailure(errorCode);
      assert.ok(failure.kind === 'permissionMissing');
      assert.equal(failure.permission, permission);
      const { headline } = describeFailure(failure);
      assert.ok(headline.endsWith(permission === undefined ? ' a permission.' : ` the permission ${permission}.`));
    });
  }

  it('Meta’s own text for the person is passed on, and its trace ID is kept', async () => {
    const error = {
      message: '(#368) Blocked',
      code: 368,
      error_user_title: 'Slow down',
      error_user_msg: 'You are going too fast.',
      fbtrace_id: 'AbCdEf',
    };
    const failure = await failureOf({ kind: 'custom', status: 400, body: { error } });
    assert.ok('details' in failure);
    assert.equal(failure.details.traceId, 'AbCdEf');
    assert.match(describeFailure(failure).reason, /Facebook says: “Slow down: You are going too fast”\./);
  });

  describe('How long to wait', () => {
    const cases = (...waits: unknown[]) =>
      JSON.stringify(waits.map((wait) => ({ type: 'pages', estimated_time_to_regain_access: wait })));
    const usage = (minutes: unknown) => `{"1":${cases(minutes)}}`;
    // Between two whole hours, so that the speed of this computer doesn't matter.
    const inHours = new Date(Date.now() + 9.5 * 3_600_000).toUTCString();
    const waits: [string, Record<string, string>, RegExp][] = [
      ['minutes of the business use case', { 'x-business-use-case-usage': usage(19) }, /Wait 19 minutes/],
      ['minutes as text', { 'x-business-use-case-usage': usage('7') }, /Wait 7 minutes/],
      [
        'minutes beside what is broken',
        {
          'x-business-use-case-usage':
            '{"1":"no limit","2":[null,{"estimated_time_to_regain_access":"soon"},{"estimated_time_to_regain_access":11}]}',
        },
        /Wait 11 minutes/,
      ],
      [
        'the longest of several',
        { 'x-business-use-case-usage': `{"1":${cases(3, 45)},"2":${cases(7)}}` },
        /Wait 45 min/,
      ],
      ['a wait of hours', { 'x-business-use-case-usage': usage(400) }, /Wait 7 hours/],
      ['seconds of Retry-After with spaces', { 'retry-after': '  90 ' }, /Wait 2 minutes/],
      ['a minute at most', { 'retry-after': '7' }, /Wait a minute/],
      ['seconds of Retry-After', { 'retry-after': '90' }, /Wait 2 minutes/],
      ['a date in Retry-After', { 'retry-after': inHours }, /Wait 10 hours/],
      ['the longer of two', { 'retry-after': '60', 'x-business-use-case-usage': usage(5) }, /Wait 5 minutes/],
      ['nothing', {}, /about an hour/],
      ['percentages alone', { 'x-app-usage': '{"call_count":100}' }, /about an hour/],
      ['an odd Retry-After', { 'retry-after': 'soon' }, /about an hour/],
      ['a Retry-After in the past', { 'retry-after': 'Mon, 01 Jan 2001 00:00:00 GMT' }, /about an hour/],
      ['a negative wait', { 'x-business-use-case-usage': usage(-3) }, /about an hour/],
      ['a broken header', { 'x-business-use-case-usage': '{"1":[{' }, /about an hour/],
      ['a header of another form', { 'x-business-use-case-usage': '["pages",{"x":null}]' }, /about an hour/],
      ['a negative Retry-After', { 'retry-after': '-60' }, /about an hour/],
      ['an empty header', { 'retry-after': '', 'x-business-use-case-usage': '' }, /about an hour/],
      ['null', { 'x-business-use-case-usage': 'null' }, /about an hour/],
      ['an object in place of minutes', { 'x-business-use-case-usage': usage({ minutes: 5 }) }, /about an hour/],
      ['a wait of years', { 'retry-after': '999999999' }, /about an hour/],
    ];
    for (const [what, headers, says] of waits) {
      it(`is told from ${what}`, async () => {
        const failure = await failureOf({ kind: 'custom', code: 80001, message: '(#80001) Too many calls', headers });
        assert.equal(failure.kind, 'rateLimited');
        assert.match(describeFailure(failure).nextStep, says);
      });
    }

    it('a 429 without an error object is a rate limit all the same', async () => {
      const failure = await failureOf({ kind: 'custom', status: 429, body: '', headers: { 'retry-after': '120' } });
      assert.ok(failure.kind === 'rateLimited');
      assert.equal(failure.waitSeconds, 120);
    });
  });
});
