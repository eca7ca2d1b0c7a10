import assert from 'node:assert/strict';
import { fingerprintOf } from '../../../../src/base/fingerprint';
import { findCredentials, fingerprintsFound, missingOf } from '../../../../src/credentials/imported/foundCredentials';

type Variables = Readonly<Record<string, string>>;

const TOKEN = `EAA${'t'.repeat(40)}`;
const OTHER = `EAA${'o'.repeat(40)}`;
const ID = '123456789012345';
const SECRET = 'a'.repeat(32);

const pair = (network: string, token = TOKEN): Variables => ({
  [`${network}_ACCESS_TOKEN`]: token,
  [`${network}_OBJECT_ID`]: network === 'FACEBOOK' ? '1048' : '17841',
});
const set = (network: string, token = TOKEN): Variables => ({
  [`${network}_CLIENT_ID`]: ID,
  [`${network}_CLIENT_SECRET`]: SECRET,
  [`${network}_REFRESH_TOKEN`]: token,
  [`${network}_OBJECT_ID`]: network === 'FACEBOOK' ? '1048' : '17841',
});

/** What is found, as `kind networks token; missing; object IDs`. */
function found(variables: Variables): string[] {
  return findCredentials((name) => variables[name]).map((one) => {
    const token = one.token?.reveal() === TOKEN ? 'T' : one.token === undefined ? '-' : 'O';
    return `${one.kind} ${one.networks.join('+')} ${token}; ${missingOf(one).join(',')}; ${one.objectIds.join(',')}`;
  });
}

describe('The credentials that are found', () => {
  const cases: readonly (readonly [string, Variables, readonly string[]])[] = [
    ['nothing', {}, []],
    ['an object ID alone', { INSTAGRAM_OBJECT_ID: '17841' }, []],
    ['the pair of Agoras 1.x', pair('INSTAGRAM'), ['accessToken instagram T; appId,appSecret; 17841']],
    ['half of it', { FACEBOOK_ACCESS_TOKEN: TOKEN }, ['accessToken facebook T; appId,appSecret; ']],
    [
      'the pair for both networks',
      { ...pair('INSTAGRAM'), ...pair('FACEBOOK') },
      ['accessToken instagram+facebook T; appId,appSecret; 17841,1048'],
    ],
    [
      'a pair for each network',
      { ...pair('INSTAGRAM'), ...pair('FACEBOOK', OTHER) },
      ['accessToken instagram T; appId,appSecret; 17841', 'accessToken facebook O; appId,appSecret; 1048'],
    ],
    ['the set of Agoras 2.x and 3.x', set('INSTAGRAM'), ['refreshToken instagram T; ; 17841']],
    [
      'the set for both networks, of which Facebook’s token is the person’s own',
      { ...set('INSTAGRAM'), ...set('FACEBOOK', OTHER) },
      ['refreshToken instagram+facebook O; ; 17841,1048'],
    ],
    [
      'sets of two apps',
      { ...set('INSTAGRAM'), ...set('FACEBOOK', OTHER), FACEBOOK_CLIENT_ID: '987654321098765' },
      ['refreshToken instagram T; ; 17841', 'refreshToken facebook O; ; 1048'],
    ],
    [
      'a set without its secret',
      { ...set('INSTAGRAM'), INSTAGRAM_CLIENT_SECRET: 'changeme' },
      ['refreshToken instagram T; appSecret; 17841'],
    ],
    [
      'a set without its token',
      { ...set('INSTAGRAM'), INSTAGRAM_REFRESH_TOKEN: '' },
      ['app instagram -; token; 17841'],
    ],
    [
      'both, of which the pair takes the app',
      { ...set('INSTAGRAM', OTHER), ...pair('INSTAGRAM') },
      ['accessToken instagram T; ; 17841', 'refreshToken instagram O; ; 17841'],
    ],
    [
      'placeholders',
      {
        INSTAGRAM_ACCESS_TOKEN: '${TOKEN}',
        INSTAGRAM_REFRESH_TOKEN: 'op://vault/agoras/token',
        FACEBOOK_ACCESS_TOKEN: 'encrypted:BASE64BASE64BASE64BASE64',
        FACEBOOK_CLIENT_ID: 'your-app-id',
      },
      [],
    ],
  ];
  for (const [what, variables, expected] of cases) {
    it(`are told of ${what}`, () => {
      assert.deepEqual(found(variables), expected);
    });
  }

  it('are recognised by the fingerprints of what stands there, in the order of the table', () => {
    const variables = pair('INSTAGRAM');
    const [one] = findCredentials((name) => variables[name]);
    assert.ok(one);
    assert.deepEqual(
      fingerprintsFound(one, (name) => variables[name]),
      [TOKEN, '17841'].map(fingerprintOf),
    );
    assert.ok(!JSON.stringify(one).includes(TOKEN));
  });
});
