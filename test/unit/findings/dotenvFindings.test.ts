import assert from 'node:assert/strict';
import type { AgorasVersion } from '../../../src/agoras/target';
import type { Account } from '../../../src/credentials/account';
import { applyEdits } from '../../../src/edits/textPlan';
import { findInDotenv, type GitState } from '../../../src/findings/dotenvFindings';
import type { Fault, Finding } from '../../../src/findings/finding';
import { KnownValues } from '../../../src/findings/knownValues';
import { Secret } from '../../../src/base/secret';
import { toInstagramAccountId } from '../../../src/graph/ids';
import { remedyTitle } from '../../../src/messages/findings/faultMessages';
import { ACCOUNT, ACCOUNT_SECRETS, accountFor, DAY, NOW } from '../../account';

const INSTAGRAM_ID = '17841400000000001';
const SECRET = '0123456789abcdef'.repeat(2);
/** What Agoras 3.x needs, from the stored account. */
const COMPLETE = [
  `INSTAGRAM_OBJECT_ID=${INSTAGRAM_ID}`,
  'INSTAGRAM_CLIENT_ID=1',
  `INSTAGRAM_CLIENT_SECRET=${SECRET}`,
  'INSTAGRAM_REFRESH_TOKEN=EAApage',
  '',
].join('\n');
const GUIDE = `INSTAGRAM_ACCESS_TOKEN=EAApage\nINSTAGRAM_OBJECT_ID=${INSTAGRAM_ID}\n`;

interface Options {
  readonly version?: AgorasVersion | 'unknown';
  readonly record?: Partial<Account['record']>;
  readonly others?: readonly Account[];
  readonly git?: GitState;
}

function find(text: string, { version = '3.x', record = {}, others = [], git = 'hidden' }: Options = {}): Finding[] {
  const account = {
    record: { ...ACCOUNT, ...record },
    secrets: { ...ACCOUNT_SECRETS, appSecret: new Secret('appSecret', SECRET) },
  };
  return findInDotenv(
    text,
    {
      version: version === 'unknown' ? undefined : version,
      known: new KnownValues([account, ...others]),
      now: NOW,
      warnDays: 7,
    },
    git,
  );
}

const faults = (text: string, options?: Options): Fault[] => find(text, options).map(({ fault }) => fault);
const kinds = (text: string, options?: Options) => faults(text, options).map(({ kind }) => kind);

/** The text after the first edit offered for its first finding. */
function mended(text: string, options?: Options): string {
  const edit = find(text, options)[0]?.remedies.find((remedy) => remedy.kind === 'edit');
  assert.ok(edit);
  return applyEdits(text, edit.edits);
}

describe('What is found in a .env', () => {
  it('is nothing where all is right, for each Agoras', () => {
    assert.deepEqual(kinds(COMPLETE), []);
    assert.deepEqual(kinds(COMPLETE, { version: '2.x' }), []);
    assert.deepEqual(kinds(GUIDE, { version: '1.x' }), []);
  });

  it('is nothing where nobody has said which Agoras it is, and the variables fit one', () => {
    for (const text of [COMPLETE, GUIDE]) assert.deepEqual(kinds(text, { version: 'unknown' }), []);
  });

  describe('of a variable of another Agoras', () => {
    it('is told where it stands, and removed where the right ones are there', () => {
      const text = `${COMPLETE}# old\nINSTAGRAM_ACCESS_TOKEN=EAAold\nOTHER=1\n`;
      const [found, ...others] = find(text);
      assert.deepEqual(others, []);
      assert.deepEqual(found?.fault, {
        kind: 'variableOfOtherVersion',
        variable: 'INSTAGRAM_ACCESS_TOKEN',
        version: '3.x',
      });
      assert.equal(text.slice(found.start, found.end), 'INSTAGRAM_ACCESS_TOKEN');
      assert.equal(mended(text), `${COMPLETE}# old\nOTHER=1\n`);
      assert.deepEqual(kinds(mended(text)), []);
    });

    it('offers to write the right ones where they are missing', () => {
      const [found] = find('INSTAGRAM_ACCESS_TOKEN=EAApage\n');
      assert.deepEqual(found?.remedies[0], { kind: 'command', command: 'writeFlags' });
    });

    it('is nothing for what both read, what is not filled in, and what is a comment', () => {
      assert.deepEqual(kinds(`${COMPLETE}#INSTAGRAM_ACCESS_TOKEN=EAAold\n`), []);
      assert.deepEqual(kinds(`${COMPLETE}INSTAGRAM_ACCESS_TOKEN=\n`), []);
      assert.deepEqual(kinds(`${COMPLETE}INSTAGRAM_ACCESS_TOKEN=<token>\n`), []);
    });
  });

  describe('of half a set', () => {
    it('names what is missing', () => {
      const text = `INSTAGRAM_CLIENT_ID=1\nINSTAGRAM_OBJECT_ID=${INSTAGRAM_ID}\n`;
      assert.deepEqual(faults(text), [
        {
          kind: 'incompleteSet',
          network: 'instagram',
          missing: ['INSTAGRAM_CLIENT_SECRET', 'INSTAGRAM_REFRESH_TOKEN'],
          version: '3.x',
        },
      ]);
    });

    it('counts a variable without a value as missing', () => {
      assert.deepEqual(kinds(COMPLETE.replace('=EAApage', '=')), ['incompleteSet']);
    });

    it('is nothing for an object ID alone, nor for a network that is not used', () => {
      assert.deepEqual(kinds(`INSTAGRAM_OBJECT_ID=${INSTAGRAM_ID}\n`), []);
      assert.deepEqual(kinds(`${COMPLETE}FACEBOOK_OBJECT_ID=2\n`), []);
    });

    it('is told of the guide’s two, too', () => {
      assert.deepEqual(faults(`INSTAGRAM_OBJECT_ID=${INSTAGRAM_ID}\n`, { version: '1.x' }), [
        { kind: 'incompleteSet', network: 'instagram', missing: ['INSTAGRAM_ACCESS_TOKEN'], version: '1.x' },
      ]);
    });
  });

  describe('of a Page ID as object ID', () => {
    const text = COMPLETE.replace(INSTAGRAM_ID, '2');

    it('is told and put right, whatever quotes it has', () => {
      assert.deepEqual(faults(text), [{ kind: 'pageIdAsObjectId', page: 'Bakery' }]);
      assert.equal(mended(text), COMPLETE);
      assert.equal(mended(text.replace('=2\n', '="2" # mine\n')), COMPLETE.replace('\n', ' # mine\n'));
    });

    it('is nothing for an ID that nobody knows, nor where the person has chosen it for Agoras 1.x', () => {
      assert.deepEqual(kinds(COMPLETE.replace(INSTAGRAM_ID, '17841499999999999').replace('EAApage', 'EAAother')), []);
      const chosen = { version: '1.x' as const, record: { objectId: { kind: 'page' as const, id: ACCOUNT.page.id } } };
      assert.deepEqual(kinds(GUIDE.replace(INSTAGRAM_ID, '2'), chosen), []);
    });
  });

  describe('of an object ID that is not that of the token', () => {
    const other = accountFor('7', 'EAAseven');
    const others = [
      { ...other, record: { ...other.record, instagram: { id: toInstagramAccountId('17841400000000007') } } },
    ];
    const text = COMPLETE.replace(INSTAGRAM_ID, '17841400000000007');

    it('is told, and put right', () => {
      assert.deepEqual(faults(text, { others }), [{ kind: 'objectIdOfOther', page: 'Bakery', right: 'instagramId' }]);
      assert.equal(mended(text, { others }), COMPLETE);
    });

    it('offers the ID of the Page, and says so, where the network is Facebook', () => {
      const facebook = 'FACEBOOK_ACCESS_TOKEN=EAApage\nFACEBOOK_OBJECT_ID=7\n';
      const [found] = find(facebook, { version: '1.x' });
      const [remedy] = found?.remedies ?? [];
      assert.ok(found && remedy);
      assert.match(remedyTitle(remedy, found.fault), /the Page/);
      assert.equal(mended(facebook, { version: '1.x' }), facebook.replace('=7', `=${ACCOUNT.page.id}`));
    });

    it('is nothing where the token is that of a person, who may have several Pages, or nobody knows it', () => {
      assert.deepEqual(kinds(text.replace('EAApage', 'EAAuser'), { others }), []);
      assert.deepEqual(kinds(text.replace('EAApage', 'EAAunknown'), { others }), []);
    });
  });

  describe('of a token', () => {
    it('that is dead is an error, with a way to renew it', () => {
      const [found] = find(COMPLETE, { record: { lastCheck: { at: NOW, valid: false } } });
      assert.deepEqual(found?.fault, { kind: 'deadToken', page: 'Bakery' });
      assert.deepEqual(found.remedies, [{ kind: 'command', command: 'renewToken', account: '1.2' }]);
      assert.equal(COMPLETE.slice(found.start, found.end), 'EAApage');
    });

    it('that has ended, or ends soon, says when', () => {
      const user = COMPLETE.replace('EAApage', 'EAAuser');
      const until = (at: number) => ({ record: { userTokenExpiresAt: at, refreshToken: 'userToken' as const } });
      assert.deepEqual(faults(user, until(NOW - 1)), [{ kind: 'endedToken', page: 'Bakery', at: NOW - 1 }]);
      assert.deepEqual(faults(user, until(NOW + 3 * DAY)), [
        { kind: 'endingToken', page: 'Bakery', at: NOW + 3 * DAY },
      ]);
      assert.deepEqual(kinds(user, until(NOW + 30 * DAY)), []);
    });

    it('that never ends is fine while another of the account is about to', () => {
      assert.deepEqual(kinds(COMPLETE, { record: { userTokenExpiresAt: NOW + DAY } }), []);
    });
  });

  describe('of a file that Git would publish', () => {
    it('is told once, at its first secret', () => {
      for (const [git, kind] of [
        ['tracked', 'trackedFile'],
        ['notIgnored', 'notIgnoredFile'],
      ] as const) {
        const [found, ...others] = find(COMPLETE, { git });
        assert.deepEqual([found?.fault.kind, others], [kind, []]);
        assert.equal(COMPLETE.slice(found?.start, found?.end), 'INSTAGRAM_CLIENT_SECRET');
      }
    });

    it('is nothing where Git could not say, where there is no secret, and where dotenvx encrypts it', () => {
      assert.deepEqual(kinds(COMPLETE, { git: 'unknown' }), []);
      assert.deepEqual(kinds('INSTAGRAM_OBJECT_ID=17841400000000001\n', { git: 'tracked' }), []);
      assert.deepEqual(kinds(`DOTENV_PUBLIC_KEY="03"\n${COMPLETE}`, { git: 'tracked' }), []);
    });

    it('is nothing where a password manager or another variable has the secrets, nor for a sample to fill in', () => {
      for (const value of ['op://Work/Agoras/token', '${TOKEN}', '$TOKEN', 'EAA...', 'EAAB…', 'your-token']) {
        const text = COMPLETE.replace(
          /^(INSTAGRAM_(?:CLIENT_SECRET|REFRESH_TOKEN))=.*$/gm,
          `$1=${value.replace('$', '$$$$')}`,
        );
        assert.ok(!kinds(text, { git: 'tracked' }).includes('trackedFile'), value);
      }
    });
  });

  it('names no value, in any fault', () => {
    const text = `INSTAGRAM_ACCESS_TOKEN=EAApage\nINSTAGRAM_CLIENT_SECRET=${SECRET}\nINSTAGRAM_OBJECT_ID=2\n`;
    const told = JSON.stringify(faults(text, { git: 'tracked', record: { lastCheck: { at: NOW, valid: false } } }));
    for (const value of ['EAApage', SECRET]) assert.ok(!told.includes(value));
  });
});
