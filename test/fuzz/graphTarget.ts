import assert from 'node:assert/strict';
import { inspect, isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as answers from '../../src/graph/answers';
import { toAppId } from '../../src/graph/ids';
import { verifyUserToken } from '../../src/graph/inspection';
import { parseJson } from '../../src/http/exactJson';
import { inspectRequest } from '../../src/graph/requests';
import type { RawAnswer } from '../../src/http/transport';
import { Secret } from '../../src/base/secret';
import { describeFailure } from '../../src/messages/failures/flowFailures';
import { altered, deepText, mutated, oddText, oddValue, spelled } from './fragments';
import { fuzzTarget } from './target';

const APP_SECRET = '0123456789abcdef'.repeat(2);
const TOKEN = `EAA${'c4n4ry'.repeat(8)}`;
const APP = { id: toAppId('874310265938217'), secret: new Secret('appSecret', APP_SECRET) };
const REQUEST = inspectRequest(APP, new Secret('shortLivedUserToken', TOKEN));

const page = {
  id: '104528901234567',
  name: 'Bakery',
  access_token: TOKEN,
  tasks: ['CREATE_CONTENT'],
  instagram_business_account: { id: '17841400000000003', username: 'bakery' },
};
const paging = { cursors: { after: 'QVFI' }, next: `https://graph.facebook.com/me?access_token=${TOKEN}&after=QVFI` };

/** One answer of each kind, in the form of the Graph API. */
const samples: readonly unknown[] = [
  { access_token: TOKEN, token_type: 'bearer', expires_in: 5183944 },
  { id: '10158901234567890', name: 'Ada', accounts: { data: [page], paging } },
  { data: [page, page], paging },
  page,
  { data: [{ id: '1', permission: 'pages_show_list', status: 'granted' }], paging },
  {
    data: {
      app_id: '874310265938217',
      type: 'USER',
      is_valid: true,
      expires_at: 0,
      data_access_expires_at: 1_800_000_000,
      scopes: ['pages_show_list'],
      granular_scopes: [{ scope: 'pages_show_list', target_ids: ['104528901234567'] }],
      user_id: '10158901234567890',
      error: { code: 190, message: 'Expired', subcode: 463 },
    },
  },
  { data: [{ quota_usage: 2, config: { quota_total: 50, quota_duration: 86400 } }] },
  { error: { message: `(#190) ${TOKEN}`, type: 'OAuthException', code: 190, error_subcode: 463, fbtrace_id: 'A' } },
  { error_code: 190, error_msg: `Malformed ${APP_SECRET}` },
  { error_message: `Malformed ${TOKEN}`, code: 4 },
];

const withSecrets = fc.oneof(oddValue, fc.constantFrom(TOKEN, APP_SECRET, `x${APP_SECRET}x`));
const json = fc.oneof(...samples.map((sample) => spelled(altered(sample, withSecrets))));
const queryString = mutated(fc.constant(`access_token=${TOKEN}&expires=5184000`));
const body = fc.oneof(
  { arbitrary: json, weight: 12 },
  { arbitrary: mutated(json), weight: 6 },
  { arbitrary: fc.oneof(queryString, oddText, spelled(oddValue)), weight: 4 },
  { arbitrary: deepText, weight: 1 },
);

const headers = fc.tuple(
  fc.oneof(oddText, fc.constantFrom('60', '-1', 'Wed, 21 Oct 2099 07:28:00 GMT')),
  mutated(fc.constant('{"1":[{"type":"pages","estimated_time_to_regain_access":19}]}')),
);

const inputs: fc.Arbitrary<RawAnswer> = fc
  .tuple(fc.constantFrom(200, 200, 200, 400, 401, 403, 404, 429, 500, 503), headers, body)
  .map(([httpStatus, [retryAfter, usage], text]) => ({
    httpStatus,
    headers: new Map([
      ['retry-after', retryAfter],
      ['x-business-use-case-usage', usage],
    ]),
    body: text,
  }));

const readers: readonly answers.Read<unknown>[] = [
  answers.readExchange,
  answers.readUserAndPages,
  answers.readPages,
  answers.readPage,
  answers.readBusinesses,
  answers.readPermissions,
  answers.readInspection,
  answers.readPublishingLimit,
];

export const graphTarget = fuzzTarget('answers of the Graph API', inputs, (answer) => {
  for (const read of readers) {
    const outcome = read(answer, REQUEST);
    if (outcome.ok) {
      assert.ok(!inspect(findSecrets(outcome.value), { showHidden: true }).includes(TOKEN));
      continue;
    }
    const message = describeFailure(outcome.error);
    assertMasked([outcome.error, message]);
    assert.ok(message.headline !== '' && message.reason !== '' && message.nextStep !== '');
  }
  const inspected = answers.readInspection(answer, REQUEST);
  if (inspected.ok) {
    const verified = verifyUserToken(inspected.value, APP.id, true);
    if (verified.ok) assert.ok(inspected.value.isValid);
    if (inspected.value.failure !== undefined) assertMasked(inspected.value.failure);
  }
});

function assertMasked(value: unknown): void {
  const printed = inspect(value, { depth: null, showHidden: true, maxStringLength: null });
  assert.ok(!printed.includes(TOKEN) && !printed.includes(APP_SECRET), printed);
}

/** Every secret in a value; whether it is printed is tested separately. */
function findSecrets(value: unknown): Secret[] {
  if (isSecret(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(findSecrets) : [];
}

function isSecret(value: unknown): value is Secret {
  return value instanceof Secret;
}

/** Compared with the standard parser: the same, except for integers that it would round. */
export const jsonTarget = fuzzTarget('JSON with exact integers', body, (text) => {
  const parsed = parseJson(text);
  let expected: unknown;
  try {
    expected = JSON.parse(text);
  } catch {
    assert.equal(parsed, undefined);
    return;
  }
  if (text.split(/[[{]/).length > 1000) return;
  assert.ok(isDeepStrictEqual(rounded(parsed), rounded(expected)), inspect(parsed, { depth: null }));
});

/** The value with every integer as a double, including those in strings. */
function rounded(value: unknown): unknown {
  if (typeof value === 'string') return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rounded(part)]));
}
