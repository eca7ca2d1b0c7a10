import assert from 'node:assert/strict';
import { SECONDS_PER_DAY } from '../../../src/base/time';
import type { AccountRecord, ObjectId } from '../../../src/credentials/account';
import { checkDataAccess } from '../../../src/credentials/checklist';
import { toInstagramAccountId } from '../../../src/graph/ids';
import { describeCheck } from '../../../src/messages/checkMessages';
import { statusBarView, type Visibility } from '../../../src/messages/expiryMessages';
import { ACCOUNT, LOCATION } from '../../account';

const NOW = 1_800_000_000;
const inDays = (days: number) => NOW + days * SECONDS_PER_DAY;

const permanent: AccountRecord = {
  ...ACCOUNT,
  page: { ...ACCOUNT.page, name: 'Café Lovelace' },
  instagram: { id: toInstagramAccountId('17841400000000001'), username: 'cafe.lovelace' },
  dataAccessExpiresAt: inDays(89),
  userTokenExpiresAt: inDays(60),
  lastCheck: { at: NOW - 3 * 3600, valid: true },
  written: [],
};
const PAGE_ID: ObjectId = { kind: 'page', id: permanent.page.id };
const withoutInstagram = { instagram: undefined, objectId: PAGE_ID };
const forAgoras2 = [{ ...LOCATION, target: { ...LOCATION.target, version: '2.x' as const } }];

function view(account: Partial<AccountRecord>, visibility: Visibility = 'always', isAutomatic = false) {
  const options = { warnDays: 7, isAutomatic, visibility, now: NOW, locale: 'en' };
  return statusBarView({ ...permanent, ...account }, options);
}

describe('The status bar', () => {
  const cases: readonly [string, Partial<AccountRecord>, string, 'none' | 'warning' | 'error'][] = [
    ['of a permanent token', {}, 'Agoras: never expires', 'none'],
    ['60 days before the end', { expiresAt: inDays(60) }, 'Agoras: expires in 60 days', 'none'],
    ['14 days before', { expiresAt: inDays(14) }, 'Agoras: expires in 14 days', 'none'],
    ['7 days before', { expiresAt: inDays(7) }, 'Agoras: expires in 7 days', 'warning'],
    ['1 day before', { expiresAt: inDays(1) }, 'Agoras: expires in 1 day', 'warning'],
    ['on the day itself', { expiresAt: inDays(0.5) }, 'Agoras: expires today', 'warning'],
    ['after the end', { expiresAt: inDays(-1) }, 'Agoras: expired', 'error'],
    ['after a password change', { lastCheck: { at: NOW, valid: false } }, 'Agoras: not valid', 'error'],
    ['when data access ends first', { dataAccessExpiresAt: inDays(3) }, 'Agoras: expires in 3 days', 'warning'],
    ['for Agoras 2.x, whose token ends after 60 days', { written: forAgoras2 }, 'Agoras: expires in 60 days', 'none'],
    ['of a Page without an Instagram account', withoutInstagram, 'Agoras: can’t publish to Instagram yet', 'warning'],
    [
      'of one that ends soon, too',
      { ...withoutInstagram, expiresAt: inDays(2) },
      'Agoras: can’t publish to Instagram yet',
      'warning',
    ],
    ['of one that has ended', { ...withoutInstagram, expiresAt: inDays(-1) }, 'Agoras: expired', 'error'],
    ['of a Page ID as object ID', { objectId: PAGE_ID }, 'Agoras: can’t publish to Instagram yet', 'warning'],
    [
      'of a Page without an Instagram account that serves Facebook alone',
      { ...withoutInstagram, isProvenForInstagram: false, isProvenForFacebook: true },
      'Agoras: expires in 60 days',
      'none',
    ],
    [
      'offline, with old data',
      { lastCheck: { at: inDays(-3), valid: true, failedAt: NOW - 60, unreachable: true }, expiresAt: inDays(20) },
      'Agoras: expires in 20 days',
      'none',
    ],
  ];
  for (const [when, account, text, background] of cases) {
    it(`says “${text}” ${when}`, () => {
      const shown = view(account);
      assert.equal(shown?.text, `$(key) ${text}`);
      assert.equal(shown.background, background);
      assert.equal(shown.label, `Agoras token of Café Lovelace: ${text.slice('Agoras: '.length)}`);
    });
  }

  it('names Page, account, both dates and the last check in its tooltip', () => {
    const { tooltip } = view({ written: forAgoras2 }) ?? { tooltip: '' };
    assert.match(tooltip, /^Café Lovelace \(@cafe\.lovelace\)$/m);
    assert.match(tooltip, /Your user token expires on \w+ \d+, \d{4}: renew it before then\./);
    assert.match(tooltip, /Facebook wants you to log in again by \w+ \d+, \d{4}\./);
    assert.match(view({})?.tooltip ?? '', /The Page token never expires\./);
    assert.match(tooltip, /Last checked 3 hours ago: valid\./);
  });

  it('names in its tooltip what keeps a Page from publishing, and calls it valid nowhere', () => {
    const { tooltip } = view(withoutInstagram) ?? { tooltip: '' };
    assert.match(tooltip, /^Facebook shows no Instagram account for this Page\.$/m);
    assert.match(tooltip, /Last checked 3 hours ago: can’t publish to Instagram yet\./);
    assert.doesNotMatch(tooltip, /valid/);
    assert.match(view({ objectId: PAGE_ID })?.tooltip ?? '', /^The object ID is that of a Page\.$/m);
  });

  it('says so where Facebook has not named an end that counts', () => {
    const unknown = view({ expiresAt: undefined });
    assert.equal(unknown?.text, '$(key) Agoras: expiry unknown');
    assert.match(unknown.tooltip, /The Page token expires on an unknown date\./);
  });

  it('promises no “never” where Facebook has not said how long the access to data lasts', () => {
    const unknown = view({ dataAccessExpiresAt: undefined });
    assert.equal(unknown?.text, '$(key) Agoras: expiry unknown');
    assert.match(
      unknown.tooltip,
      /The Page token never expires\.\nFacebook doesn’t say when you’ll have to log in again\./,
    );
    assert.equal(view({ dataAccessExpiresAt: 'never' })?.text, '$(key) Agoras: never expires');
    const check = checkDataAccess({ dataAccessExpiresAt: undefined }, NOW);
    const { state, evidence } = describeCheck(check, 'en');
    assert.deepEqual([state, evidence], ['warning', 'Facebook doesn’t say when you’ll have to log in again']);
  });

  it('says how old the last known state is when Facebook cannot be reached', () => {
    const lastCheck = { at: inDays(-3), valid: true, failedAt: NOW - 3600, unreachable: true };
    const { tooltip } = view({ lastCheck }) ?? { tooltip: '' };
    assert.match(tooltip, /Last checked 3 days ago: valid\./);
    assert.match(tooltip, /Facebook couldn’t be reached 1 hour ago, so this is the last known state\./);
  });

  it('does not blame the network for a check that failed for another reason', () => {
    const lastCheck = { at: inDays(-3), valid: true, failedAt: NOW - 3600, unreachable: false };
    const { tooltip } = view({ lastCheck }) ?? { tooltip: '' };
    assert.match(
      tooltip,
      /The check 1 hour ago failed, so this is the last known state\. Check the token to see why\./,
    );
    assert.doesNotMatch(tooltip, /reached/);
  });

  it('takes a check from the future for one of this minute: the clock was set back', () => {
    const { tooltip } = view({ lastCheck: { at: NOW + 5000, valid: true } }) ?? { tooltip: '' };
    assert.match(tooltip, /Last checked this minute: valid\./);
  });

  it('keeps names from drawing icons', () => {
    assert.ok(!view({ page: { ...ACCOUNT.page, name: '$(error) Page' } })?.tooltip.includes('$('));
  });

  describe('where tokens are renewed automatically', () => {
    const renewing = {
      written: forAgoras2.map((location) => ({ ...location, isOutdated: true })),
      obtainedAt: inDays(-10),
      userTokenExpiresAt: inDays(50),
    };
    const shown = (account: Partial<AccountRecord>) => view({ ...renewing, ...account }, 'always', true);

    it('says that one does, until when, and that nobody has to do anything', () => {
      const { text, background, tooltip } = shown({}) ?? {};
      assert.match(text ?? '', /^\$\(key\) Agoras: renewed automatically; until \w+ \d+, \d{4}$/);
      assert.equal(background, 'none');
      assert.match(
        tooltip ?? '',
        /^Your user token expires on \w+ \d+, \d{4} and is renewed automatically before then\.$/m,
      );
      assert.match(tooltip ?? '', /^Places with an earlier token: 1\.$/m);
    });

    it('counts the days as ever once that has failed, and says why', () => {
      const failed = shown({ failedRenewal: { at: NOW, needsLogin: true }, userTokenExpiresAt: inDays(6) });
      assert.equal(failed?.text, '$(key) Agoras: expires in 6 days');
      assert.equal(failed.background, 'warning');
      assert.match(failed.tooltip, /^It wasn’t renewed: Facebook requires you to log in again\.$/m);
      assert.match(
        shown({ failedRenewal: { at: NOW, needsLogin: false } })?.tooltip ?? '',
        /^It hasn’t been renewed yet; VS Code tries again every day\.$/m,
      );
    });

    it('warns of the login that Facebook wants, which nothing renews', () => {
      assert.equal(shown({ dataAccessExpiresAt: inDays(5) })?.text, '$(key) Agoras: expires in 5 days');
    });
  });

  it('tells a grant that a later sign-in has replaced from a token that died', () => {
    const replaced = view({ lastCheck: { at: NOW, valid: false }, isGrantReplaced: true });
    assert.equal(replaced?.text, '$(key) Agoras: replaced by a later sign-in');
    assert.equal(replaced.background, 'error');
    assert.match(
      replaced.tooltip,
      /^A later sign-in took away the access to this Page\. Renew the token and tick all/m,
    );
  });

  it('is hidden without an account, and as the setting says', () => {
    const options = { warnDays: 7, isAutomatic: true, now: NOW, locale: 'en' };
    assert.equal(statusBarView(undefined, { ...options, visibility: 'always' }), undefined);
    assert.equal(view({}, 'never'), undefined);
    assert.equal(view({}, 'whenExpiring'), undefined);
    assert.equal(view({ expiresAt: inDays(20) }, 'whenExpiring'), undefined);
    assert.notEqual(view({ expiresAt: inDays(5) }, 'whenExpiring'), undefined);
    assert.notEqual(view(withoutInstagram, 'whenExpiring'), undefined);
    assert.notEqual(view({ lastCheck: { at: NOW, valid: false } }, 'whenExpiring'), undefined);
  });
});
