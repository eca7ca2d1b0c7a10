import assert from 'node:assert/strict';
import { asConfirmed } from '../../../src/http/confirmedUrl';
import { Secret } from '../../../src/base/secret';
import { createGraphApi, type GraphApi, type GraphOutcome } from '../../../src/graph/graphApi';
import type { GraphFailure } from '../../../src/graph/graphFailures';
import { createSend } from '../../../src/graph/graphTransport';
import { toBusinessId, toInstagramAccountId, toPageId, toUserId } from '../../../src/graph/ids';
import { explainRefusal } from '../../../src/graph/inspection';
import { openForAll } from '../../openForAll';
import { inputs, QUICK } from '../credentials/obtainFlow';
import { always, serve, type ScriptedServer } from './scriptedServer';

const details = { httpStatus: 400, message: '' };
const PUBLISHING = ['instagram_basic', 'instagram_content_publish', 'pages_read_engagement'];
const PAGES = ['pages_show_list', 'pages_read_engagement', 'instagram_basic'];

const missing = (permission: string | undefined, needed: readonly string[] = []): GraphFailure => ({
  kind: 'permissionMissing',
  permission,
  needed,
  details,
});
const held = (...permissions: string[]): GraphFailure => ({ kind: 'permissionHeld', permissions, details });

describe('A refusal for want of a permission', () => {
  const cases: readonly (readonly [string, GraphFailure, readonly string[], GraphFailure])[] = [
    ['names what the token lacks', missing('ads_read'), PAGES, missing('ads_read')],
    ['names what the token has', missing('instagram_basic'), PAGES, held('instagram_basic')],
    ['names nothing, and the token has all', missing(undefined, PUBLISHING), PUBLISHING, held(...PUBLISHING)],
    [
      'names nothing, and one is missing',
      missing(undefined, PUBLISHING),
      ['instagram_basic', 'pages_read_engagement'],
      missing(undefined, ['instagram_content_publish']),
    ],
    ['names nothing, and nobody knows what it needs', missing(undefined), PAGES, missing(undefined)],
    ['comes for a token of which no permission is known', missing('ads_read'), [], missing('ads_read')],
    ['is none', { kind: 'wrongObject', details }, PAGES, { kind: 'wrongObject', details }],
  ];
  for (const [what, failure, scopes, explained] of cases) {
    it(`that ${what} is ${explained.kind}`, () => {
      assert.deepEqual(explainRefusal(failure, scopes), explained);
    });
  }
});

describe('A refusal that names no permission', () => {
  let server: ScriptedServer;
  const body = JSON.stringify({ error: { code: 200, message: '(#200) Permissions error' } });
  openForAll(async () => (server = await serve(always(403, { 'content-type': 'application/json' }, body))));

  const token = new Secret('longLivedUserToken', `EAA${'l'.repeat(40)}`);
  const exchanged = new Secret('exchangedToken', `EAA${'e'.repeat(40)}`);
  const [user, page, business] = [toUserId('11'), toPageId('12'), toBusinessId('13')];
  const account = toInstagramAccountId('17841400000000003');
  const signal = new AbortController().signal;
  const calls: readonly (readonly [string, (api: GraphApi) => GraphOutcome<unknown>, readonly string[]])[] = [
    ['the inspection', (api) => api.inspect(token, signal), []],
    ['the exchange', (api) => api.refresh(token, signal), []],
    ['the owner', (api) => api.owner(token, signal), []],
    ['the permissions', (api) => api.permissions(token, signal), []],
    ['the list of Pages', (api) => api.userAndPages(token, signal), PAGES],
    ['the first Pages', (api) => api.firstPages(exchanged, signal), ['pages_show_list']],
    ['the rest of the list', (api) => api.morePages(token, user, 'x', signal), PAGES],
    ['a Page', (api) => api.page(token, page, signal), PAGES],
    ['an Instagram account', (api) => api.instagramAccount(token, account, signal), ['instagram_basic']],
    ['the portfolios', (api) => api.businesses({ token }, signal), ['business_management']],
    ['their Pages', (api) => api.businessPages(business, 'owned_pages', { token }, signal), ['business_management']],
    ['the publishing limit', (api) => api.publishingLimit(token, account, signal), PUBLISHING],
  ];
  for (const [what, ask, needed] of calls) {
    it(`says of ${what} what it needs: ${needed.join(', ') || 'nothing'}`, async () => {
      const send = createSend({
        baseUrl: asConfirmed(new URL(server.url)),
        version: 'v25.0',
        timeoutMilliseconds: 5000,
      });
      const { app } = inputs({ appId: '874310265938217', appSecret: '0'.repeat(32), token: `EAA${'s'.repeat(40)}` });
      const refused = await ask(createGraphApi(app, send, { retryPolicy: QUICK, onRetry: () => undefined }));
      assert.ok(!refused.ok && refused.error.kind === 'permissionMissing');
      assert.deepEqual([refused.error.permission, refused.error.needed], [undefined, needed]);
    });
  }
});
