// The recorded refusals: each can be requested by name if no token or Page of the sandbox leads to it.
import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { recordedAnswers, withNumericIds, type RecordedAnswerName } from '../../sandbox/recordedAnswers';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { callsTo, refuses } from './calls';

type Facts = Readonly<Record<string, unknown>>;

describe('A recorded refusal', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));
  const { ask } = callsTo(() => sandbox);
  const me = (): Promise<Response> => ask(sandbox.shortLivedToken('ada'), '/me');

  const known: [RecordedAnswerName, code: number, subcode: number | undefined, message: RegExp][] = [
    ['appUnknown', 190, undefined, /^Error validating application\./],
    ['apiBlocked', 200, undefined, /^API access blocked\.$/],
    ['tokenOfOtherApp', 1, undefined, /does not belong to application \d+$/],
    ['requiresAppReview', 10, undefined, /must be reviewed and approved/],
    ['redirectUriDiffers', 100, 36008, /redirect_uri is identical/],
    ['codeUsed', 100, 36009, /code has been used/],
    ['codeExpired', 100, 36007, /code has expired/],
    ['impersonationNotGranted', 190, undefined, /before impersonating a user's page/],
    ['mustBeAdministrator', 190, undefined, /Two Factor Authentication/],
    ['pageNotAccessible', 190, undefined, /a Page that is not accessible\.$/],
    ['missingPermission', 100, undefined, /^\(#100\) Missing Permission$/],
    ['needsInstagramPermission', 10, undefined, /does not have permission for this action/],
    ['needsPagePermission', 10, undefined, /'pages_read_engagement' permission/],
    ['objectUnsupported', 100, 33, /Object with ID '61\d+' does not exist/],
    ['methodTypeUnsupported', 100, undefined, /^Unsupported request - method type: get$/],
    ['twoFactorRequired', 415, undefined, /Two factor authentication required/],
    ['pageAuthorizationRequired', 200, 1404078, /Permissions error/],
    ['mediaNotFetchable', 9004, 2207052, /photo or video/],
    ['mediaNotReady', 9007, 2207027, /not ready for publishing/],
    ['containerUnknown', 24, 2207006, /does not exist/],
    ['containerExpired', 24, 2207008, /has been expired/],
    ['imageTooLarge', 36000, 2207004, /^The image size is too large\.$/],
    ['imageFormatUnsupported', 36001, 2207005, /format WEBP is not supported/],
    ['videoFormatUnsupported', 352, 2207026, /video format is not supported/],
    ['aspectRatioInvalid', 36003, 2207009, /aspect ratio/],
    ['captionTooLong', 36004, 2207010, /shorter caption/],
    ['dayLimitReached', 9, 2207042, /posting limit/],
    ['spamSuspected', 4, 2207051, /protect our community/],
    ['accountRestricted', 25, 2207050, /is restricted/],
  ];
  for (const [name, code, subcode, message] of known) {
    it(`is met by name: ${name}`, async () => {
      sandbox.refuse('/me', name, { times: 1 });
      const expected = { code, message, ...(subcode === undefined ? {} : { subcode }) };
      const type = /^(?:objectUnsupported|methodTypeUnsupported)$/.test(name)
        ? { type: name.startsWith('object') ? 'GraphMethodException' : 'IGApiException' }
        : {};
      await refuses(me(), { ...expected, ...type });
      assert.equal((await me()).status, 200);
    });
  }

  it('has Instagram’s own form where Instagram gives it', async () => {
    sandbox.refuse(/./, 'invalidPlatformApp');
    const reply = await me();
    const body = { error_type: 'OAuthException', code: 400, error_message: 'Invalid platform app' };
    assert.deepEqual([reply.status, await reply.json()], [400, body]);
  });

  it('is tested here by each of its names', () => {
    const names = [...known.map(([name]) => name), 'invalidPlatformApp'];
    assert.deepEqual(names.sort(), Object.keys(recordedAnswers).sort());
  });

  it('has what Facebook wants the person to read', async () => {
    sandbox.refuse('/me', 'imageTooLarge');
    const { error } = (await (await me()).json()) as { error: Facts };
    assert.deepEqual(
      [error['error_user_title'], error['error_user_msg'], error['is_transient']],
      ['Image size too large', 'The image is too large to download. It should be less than 8 MiB.', false],
    );
    assert.match(String(error['fbtrace_id']), /^A/);
  });

  it('is over when it is removed', async () => {
    sandbox.refuse('/me', 'apiBlocked').remove();
    assert.equal((await me()).status, 200);
  });
});

describe('An answer with numbers for IDs', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  it('keeps every digit', async () => {
    sandbox.fault({ on: '/debug_token', kind: 'custom', body: withNumericIds });
    const token = sandbox.shortLivedToken('grace');
    const reply = await callsTo(() => sandbox).ask(sandbox.appToken(), '/debug_token', { input_token: token });
    const text = await reply.text();
    assert.ok(text.includes(`"target_ids":[${sandbox.pages.grace.instagram.id}]`), text);
    assert.ok(text.includes(`"user_id":${sandbox.people.grace.id}`), text);
  });
});
