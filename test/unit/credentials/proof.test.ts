import assert from 'node:assert/strict';
import type { AgorasVersion, Network, Target } from '../../../src/agoras/target';
import {
  flagValues,
  instagramObstacle,
  isProvenFor,
  type Account,
  type RefreshTokenKind,
} from '../../../src/credentials/account';
import { isProven, type Check } from '../../../src/credentials/checklist';
import { expiryStatus } from '../../../src/credentials/expiry';
import { toAccount, type FlowFailure } from '../../../src/credentials/obtain';
import { proveForAll, type ProofSubject } from '../../../src/credentials/proof';
import { toPageId } from '../../../src/graph/ids';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { describeCheck } from '../../../src/messages/checkMessages';
import { describeFailure } from '../../../src/messages/failures/flowFailures';
import type { Fault } from '../../sandbox/faults';
import { connectTo, take, unixNow, walk, type Walk } from './obtainFlow';

const never = new AbortController().signal;
const target = (version: AgorasVersion, ...networks: Network[]): Target => ({ version, networks });

function kindsOf(checks: readonly Check[], state: Check['state']): string[] {
  return checks.filter((check) => check.state === state && check.kind !== 'permission').map(({ kind }) => kind);
}

/** Proves the stored credentials again. */
function proveStored(
  sandbox: Sandbox,
  { record, secrets }: Account,
  wanted: Target,
  others: Partial<ProofSubject> = {},
) {
  const { app, page, instagram, isUnlisted, objectId } = record;
  const { appSecret, pageToken, userToken } = secrets;
  const api = connectTo(sandbox.url)({ id: app.id, secret: appSecret }, () => undefined);
  const tokens = { pageToken, userToken, refreshToken: undefined };
  const stored = { app: app.id, page: page.id, ...tokens, instagram, isUnlisted, objectId };
  return proveForAll(api, { ...stored, ...others }, [wanted], unixNow(), never);
}

describe('The credentials for an Agoras that exchanges a refresh token', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));
  afterEach(() => {
    sandbox.clear();
  });

  async function obtain(wanted: Target, token = sandbox.shortLivedToken('grace')) {
    const { id: appId, secret: appSecret } = sandbox.apps.demo;
    const choice = { page: sandbox.pages.grace.name, objectId: 'instagramAccount' as const, target: wanted };
    const credential = take(await walk(sandbox, { appId, appSecret, token }, choice));
    return { credential, account: toAccount(credential, unixNow()) };
  }

  const proveAgain = async (account: Account, wanted: Target, refreshToken: RefreshTokenKind | undefined) =>
    take(await proveStored(sandbox, account, wanted, { refreshToken }));

  describe('that are a Page token and nothing more', () => {
    const alone = async (wanted: Target) => {
      const { account } = await obtain(target('1.x', 'instagram'));
      return take(await proveStored(sandbox, account, wanted, { userToken: undefined }));
    };

    it('do where Facebook exchanges it for one that never ends', async () => {
      const { checks, refreshToken } = await alone(target('3.x', 'instagram'));
      assert.deepEqual([isProven(checks), refreshToken], [true, 'pageToken']);
    });

    it('do not where Facebook does not exchange it, nor for posts on Facebook: that takes a sign-in', async () => {
      const onFacebook = await alone(target('3.x', 'facebook'));
      sandbox.setPageTokenExchange('refused');
      const onInstagram = await alone(target('3.x', 'instagram'));
      for (const { checks } of [onFacebook, onInstagram]) {
        assert.ok(kindsOf(checks, 'failed').every((kind) => kind === 'userToken'));
        const { headline, action } = describeFailure({ kind: 'notProven', checks });
        assert.deepEqual([headline, action], ['You need to sign in with Facebook for this.', 'signIn']);
      }
    });
  });

  for (const version of ['2.x', '3.x'] as const) {
    it(`never expire for Agoras ${version} where Facebook exchanges the Page token for one that never ends`, async () => {
      const { credential, account } = await obtain(target(version, 'instagram'));
      assert.equal(credential.refreshToken, 'pageToken');
      const written = flagValues(account, version).refreshToken;
      const truth = sandbox.describe(written.reveal());
      assert.deepEqual([truth?.kind, truth?.expiresAt], ['PAGE', 0]);
      assert.equal(expiryStatus(account.record, 7, unixNow()).kind, 'never');
      assert.deepEqual(kindsOf(credential.checks, 'passed'), [
        'tokenValid',
        'typePage',
        'neverExpires',
        'exchange',
        'dataAccess',
        'publishing',
      ]);
    });
  }

  for (const world of ['sixtyDays', 'refused'] as const) {
    it(`are the person’s own token, with its 60 days, where Facebook’s answer to a Page token is: ${world}`, async () => {
      sandbox.setPageTokenExchange(world);
      const { credential, account } = await obtain(target('3.x', 'instagram'));
      assert.equal(credential.refreshToken, 'userToken');
      const truth = sandbox.describe(flagValues(account, '3.x').refreshToken.reveal());
      assert.equal(truth?.kind, 'USER');
      const status = expiryStatus(account.record, 7, unixNow());
      assert.ok(status.kind === 'expires' && status.cause === 'userToken' && status.days >= 59);
      assert.deepEqual(kindsOf(credential.checks, 'passed'), [
        'tokenValid',
        'renewBy',
        'exchange',
        'dataAccess',
        'publishing',
      ]);
    });
  }

  it('are asked for once more, not guessed, where Facebook cannot be asked', async () => {
    const { account } = await obtain(target('1.x', 'instagram'));
    sandbox.fault({ kind: 'custom', on: '/oauth/access_token', status: 503, body: '' });
    const proof = await proveStored(sandbox, account, target('3.x', 'instagram'));
    assert.ok(!proof.ok && proof.error.kind === 'serviceTrouble');
  });

  it('are checked as they were written: a Page token that Facebook exchanges no longer does not do', async () => {
    const { account } = await obtain(target('3.x', 'instagram'));
    sandbox.setPageTokenExchange('refused');
    const proof = await proveAgain(account, target('3.x', 'instagram'), 'pageToken');
    assert.equal(proof.refreshToken, 'pageToken');
    assert.deepEqual(kindsOf(proof.checks, 'failed'), ['exchange']);
    assert.equal(isProven(proof.checks), false);
  });

  it('still do where what the Page token is exchanged for has an end, which is worth a note', async () => {
    const { account } = await obtain(target('3.x', 'instagram'));
    sandbox.setPageTokenExchange('sixtyDays');
    const proof = await proveAgain(account, target('3.x', 'instagram'), 'pageToken');
    assert.deepEqual(kindsOf(proof.checks, 'warning'), ['neverExpires']);
    assert.equal(isProven(proof.checks), true);
  });

  it('take no call more than Agoras 1.x needs where that is the one', async () => {
    sandbox.clearRequests();
    await obtain(target('1.x', 'instagram'));
    const exchanges = sandbox.requests.filter(({ path }) => path.endsWith('/oauth/access_token'));
    assert.equal(exchanges.length, 1, 'that of the short-lived token');
  });
});

describe('The credentials for Facebook', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  async function obtain(wanted: Target) {
    const { id: appId, secret: appSecret } = sandbox.apps.demo;
    const choice = { page: sandbox.pages.grace.name, objectId: 'instagramAccount' as const, target: wanted };
    return walk(sandbox, { appId, appSecret, token: sandbox.shortLivedToken('grace') }, choice);
  }

  it('are the person’s own token for Agoras 3.x, beside the Page token for Instagram, and end with the first', async () => {
    const credential = take(await obtain(target('3.x', 'instagram', 'facebook')));
    const account = toAccount(credential, unixNow());
    const values = flagValues(account, '3.x');
    assert.equal(sandbox.describe(values.refreshToken.reveal())?.kind, 'PAGE');
    assert.equal(sandbox.describe(values.userToken?.reveal() ?? '')?.kind, 'USER');
    assert.ok(credential.checks.some(({ kind, state }) => kind === 'facebookPage' && state === 'passed'));
    const status = expiryStatus(account.record, 7, unixNow());
    assert.ok(status.kind === 'expires' && status.cause === 'userToken');
  });

  it('are refused without pages_manage_posts, by its name, before anything is exchanged', async () => {
    const permissions = ['pages_show_list', 'pages_read_engagement', 'instagram_basic', 'instagram_content_publish'];
    const token = sandbox.shortLivedToken('grace', { permissions });
    const { id: appId, secret: appSecret } = sandbox.apps.demo;
    const choice = { page: sandbox.pages.grace.name, objectId: 'instagramAccount' as const };
    const refused = await walk(sandbox, { appId, appSecret, token }, { ...choice, target: target('3.x', 'facebook') });
    assert.ok(!refused.ok && refused.error.kind === 'permissionsMissing');
    assert.deepEqual(refused.error.forPublishing, ['pages_manage_posts']);
    assert.ok((await walk(sandbox, { appId, appSecret, token }, choice)).ok, 'Instagram does not need it');
  });

  it('for the 26th of the person’s Pages are refused: Agoras looks at 25', async () => {
    const { id: appId, secret: appSecret } = sandbox.apps.demo;
    const [first, late] = [3, 33].map((index) => sandbox.people.many.pages[index]?.name ?? '');
    const wanted = target('3.x', 'instagram', 'facebook');
    const obtainPage = (page: string) => {
      const token = sandbox.shortLivedToken('many');
      return walk(sandbox, { appId, appSecret, token }, { page, objectId: 'instagramAccount', target: wanted });
    };
    take(await obtainPage(first ?? ''));
    const refused = await obtainPage(late ?? '');
    assert.ok(!refused.ok && refused.error.kind === 'notProven');
    assert.deepEqual(kindsOf(refused.error.checks, 'failed'), ['facebookPage']);
  });

  it('for a Page that the list leaves out are refused, since Agoras looks for it there', async () => {
    const credential = take(await obtain(target('1.x', 'instagram')));
    const other = { page: toPageId(sandbox.pages.vera.id) };
    const account = toAccount(credential, unixNow());
    const proof = take(await proveStored(sandbox, account, target('3.x', 'facebook'), other));
    assert.ok(proof.checks.some(({ kind, state }) => kind === 'facebookPage' && state === 'failed'));
  });
});

describe('A publishing call that Facebook refuses', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  const HELD = "(#10) This endpoint requires the 'instagram_basic' permission.";

  async function publishingOf(fault: Partial<Fault> | undefined, chosen: Omit<Walk, 'page'>, person: 'grace' | 'paul') {
    if (fault !== undefined) sandbox.fault({ kind: 'custom', status: 400, ...fault, on: /content_publishing_limit$/ });
    const { id: appId, secret: appSecret } = sandbox.apps.demo;
    const token = sandbox.shortLivedToken(person);
    const proven = await walk(sandbox, { appId, appSecret, token }, { page: sandbox.pages[person].name, ...chosen });
    const checks = proven.ok ? proven.value.checks : checksOf(proven.error);
    const check = checks.find(({ kind }) => kind === 'publishing');
    assert.ok(check?.kind === 'publishing' && check.evidence.kind !== 'reachable');
    return { check, evidence: check.evidence, failure: proven.ok ? undefined : proven.error };
  }

  function checksOf(failure: FlowFailure | { readonly kind: 'cancelled' }): readonly Check[] {
    assert.ok(failure.kind === 'notProven', failure.kind);
    return failure.checks;
  }

  for (const version of ['1.x', '3.x'] as const) {
    it(`for a permission that the token has is about the role or the Page, for Agoras ${version}`, async () => {
      const chosen = { objectId: 'instagramAccount' as const, target: target(version, 'instagram') };
      const { evidence, failure } = await publishingOf({ code: 10, message: HELD }, chosen, 'grace');
      assert.equal(evidence.failure.kind, 'permissionHeld');
      assert.ok(failure?.kind === 'notProven');
      const { headline, action } = describeFailure(failure);
      assert.match(headline, /^The token has instagram_basic, but Facebook refuses this Page\.$/);
      assert.equal(action, 'signIn');
    });
  }

  it('for a permission that the token lacks is about that permission', async () => {
    const message = '(#10) Requires ads_read permission';
    const { evidence } = await publishingOf({ code: 10, message }, { objectId: 'instagramAccount' }, 'grace');
    assert.ok(evidence.failure.kind === 'permissionMissing');
    assert.equal(evidence.failure.permission, 'ads_read');
  });

  for (const [what, fault] of [
    ['as the sandbox says it', undefined],
    ['100/33', { code: 100, subcode: 33, message: 'Unsupported get request. Object with ID does not exist' }],
    [
      'a missing field',
      { code: 100, message: '(#100) Tried accessing nonexisting field (content_publishing_limit) on node type (Page)' },
    ],
    ['a permission that the token has', { code: 10, message: HELD }],
    ['a refusal that names nothing', { code: 200, message: '(#200) Permissions error' }],
  ] as const) {
    it(`because the ID is a Page’s says so: ${what}`, async () => {
      const { check, evidence } = await publishingOf(fault, { objectId: 'page' }, 'grace');
      assert.equal(evidence.kind, 'pageIdRefused');
      assert.match(describeCheck(check, 'en').evidence, /refuses a Page ID/);
    });

    it(`where there is no Instagram account says that, not that it is a Page ID: ${what}`, async () => {
      const { check, evidence } = await publishingOf(fault, { objectId: 'page' }, 'paul');
      assert.ok(evidence.kind === 'noInstagramAccount');
      assert.deepEqual(evidence.reasons, ['notProfessional', 'notLinked'], 'nothing else is possible with this token');
      const { state, evidence: told } = describeCheck(check, 'en');
      assert.equal(state, 'warning');
      assert.match(told, /shows no Instagram account for this Page/);
    });
  }

  it('is made by nobody where posts go to Facebook alone', async () => {
    const { id: appId, secret: appSecret } = sandbox.apps.demo;
    for (const version of ['1.x', '3.x'] as const) {
      const token = sandbox.shortLivedToken('paul');
      const chosen = { page: sandbox.pages.paul.name, objectId: 'page' as const, target: target(version, 'facebook') };
      const credential = take(await walk(sandbox, { appId, appSecret, token }, chosen));
      assert.deepEqual(
        credential.checks.filter(({ kind }) => kind === 'publishing'),
        [],
      );
      const { record } = toAccount(credential, unixNow());
      assert.equal(instagramObstacle(record), undefined);
      assert.equal(
        isProvenFor(record, target(version, 'instagram')),
        false,
        'it is asked before it is written for that',
      );
    }
  });

  it('that got no answer is no proof, though the rest of it passes: nothing is stored or promised', async () => {
    const { id: appId, secret: appSecret } = sandbox.apps.demo;
    for (const version of ['1.x', '3.x'] as const) {
      sandbox.fault({ kind: 'custom', on: /content_publishing_limit/, status: 503, body: '' });
      const token = sandbox.shortLivedToken('grace');
      const chosen = {
        page: sandbox.pages.grace.name,
        objectId: 'instagramAccount' as const,
        target: target(version, 'instagram'),
      };
      const credential = await walk(sandbox, { appId, appSecret, token }, chosen);
      assert.ok(!credential.ok && credential.error.kind === 'serviceTrouble', version);
      sandbox.clear();
      take(await walk(sandbox, { appId, appSecret, token }, chosen));
    }
  });

  it('because the token died says that, whatever the ID is', async () => {
    const fault = { code: 190, subcode: 460, message: 'changed their password' };
    const { evidence } = await publishingOf(fault, { objectId: 'page' }, 'paul');
    assert.deepEqual([evidence.kind, evidence.failure.kind], ['refused', 'passwordChanged']);
  });
});
