import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import * as answers from '../../../src/graph/answers';
import { parseJson } from '../../../src/http/exactJson';
import { exchangeRequest, userAndPagesRequest } from '../../../src/graph/requests';
import type { RawAnswer } from '../../../src/http/transport';
import { Secret } from '../../../src/base/secret';
import { describeFailure } from '../../../src/messages/flowFailures';
import { inputs } from '../credentials/obtainFlow';

const { app, shortLivedToken } = inputs({
  appId: '874310265938217',
  appSecret: 'ab'.repeat(16),
  token: `EAA${'s'.repeat(40)}`,
});
const request = exchangeRequest(app, shortLivedToken);

const READERS: Readonly<Record<string, answers.Read<unknown>>> = {
  readExchange: answers.readExchange,
  readUserAndPages: answers.readUserAndPages,
  readPages: answers.readPages,
  readPage: answers.readPage,
  readBusinesses: answers.readBusinesses,
  readPermissions: answers.readPermissions,
  readInspection: answers.readInspection,
  readPublishingLimit: answers.readPublishingLimit,
};

/** Names that the readers look for, so that random JSON comes near what they expect. */
const key = fc.constantFrom(
  'id',
  'name',
  'access_token',
  'expires_in',
  'expires',
  'data',
  'paging',
  'cursors',
  'after',
  'next',
  'accounts',
  'tasks',
  'instagram_business_account',
  'username',
  'error',
  'message',
  'code',
  'error_subcode',
  'subcode',
  'is_valid',
  'scopes',
  'granular_scopes',
  'target_ids',
  'app_id',
  'expires_at',
  'profile_id',
  'config',
  'quota_usage',
  'error_code',
  'error_message',
  'permission',
  'status',
  'is_transient',
  '__proto__',
  'constructor',
  'toString',
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'large', withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, '', '0', 'EAAx', '17841400000000003', '(#4) x'),
    fc.string(),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 6, noNullPrototype: true }),
  ),
}));
const body = fc.oneof(
  tree.map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc
    .tuple(fc.constantFrom('<html>', 'access_token=', '{"data":', '[', 'false', '\u0000'), fc.string())
    .map((parts) => parts.join('')),
  fc.integer({ min: 1, max: 20_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc
    .integer({ min: 1, max: 20_000 })
    .map((depth) => '{"data":'.repeat(depth) + '12345678901234567890' + '}'.repeat(depth)),
);
const rawAnswer: fc.Arbitrary<RawAnswer> = fc.record({
  httpStatus: fc.integer({ min: 100, max: 599 }),
  headers: fc
    .dictionary(
      fc.constantFrom('retry-after', 'x-business-use-case-usage', 'content-type'),
      fc.oneof(fc.string(), fc.json()),
    )
    .map((headers) => new Map(Object.entries(headers))),
  body,
});

describe('Whatever comes back', () => {
  for (const [name, read] of Object.entries(READERS)) {
    it(`${name} gives a value or a typed failure with words, and never throws`, () => {
      fc.assert(
        fc.property(rawAnswer, (answer) => {
          const outcome = read(answer, request);
          if (outcome.ok) return;
          const { headline, reason, nextStep } = describeFailure(outcome.error);
          assert.ok(headline !== '' && reason !== '' && nextStep !== '');
        }),
        { numRuns: 600 },
      );
    });
  }

  it('no answer changes the prototype of anything', () => {
    const hostile =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"data":[{"id":"1","__proto__":{"polluted":1}}],"n":12345678901234567890}';
    for (const read of Object.values(READERS)) {
      read({ httpStatus: 200, headers: new Map(), body: hostile }, request);
      assert.equal((Object.prototype as Record<string, unknown>)['polluted'], undefined);
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    }
  });

  it('integers of any length keep their last digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (id) => {
        const { ids } = parseJson(`{"ids":[${String(id)}]}`) as { ids: unknown[] };
        assert.equal(String(ids[0]), String(id));
      }),
    );
  });
});

describe('A secret that Meta sends back in an error', () => {
  const secretText = fc.string({
    unit: fc.constantFrom(...Array.from('ABCdef0189_-.~%+/=')),
    minLength: 12,
    maxLength: 60,
  });
  const forms = (text: string): unknown[] => [
    { error: { message: text, code: 190, error_user_title: text, error_user_msg: text, fbtrace_id: text } },
    { error: text },
    { error_code: 190, error_msg: text },
    { error_type: 'x', error_message: text, code: 4 },
    { data: { is_valid: false, scopes: [], error: { message: text, code: 190, subcode: 463 } } },
  ];

  it('is masked wherever it stands, as it is and in a URL, in the failure and in its words', () => {
    fc.assert(
      fc.property(secretText, fc.string(), fc.string(), fc.boolean(), (secret, before, after, inUrl) => {
        const long = new Secret('longLivedUserToken', secret);
        const asked = userAndPagesRequest(app, long);
        const shown = inUrl ? encodeURIComponent(secret) : secret;
        fc.pre(!`${before}${after}`.includes(shown) && !'[redacted]'.includes(shown));
        for (const form of forms(`${before} ${shown} ${after}`)) {
          const answer = { httpStatus: 400, headers: new Map<string, string>(), body: JSON.stringify(form) };
          for (const read of [answers.readUserAndPages, answers.readInspection]) {
            const outcome = read(answer, asked);
            const words = outcome.ok ? undefined : describeFailure(outcome.error);
            const printed = inspect([outcome, words], { depth: null, showHidden: true });
            assert.ok(!printed.includes(shown), printed);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
