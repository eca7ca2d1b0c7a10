import assert from 'node:assert/strict';
import { parseShownToken, parseTokenList, showToken, type StoredTokenName } from '../../../src/agoras/storedTokens';

const ADA: StoredTokenName = { network: 'instagram', identifier: 'demo@ada' };
const DATA = { user_id: '17841400000000001', client_id: '1', client_secret: 'a', refresh_token: 'EAA' };

describe('The stored logins of an Agoras', () => {
  it('are those of the two networks in the list, by what Agoras calls them', () => {
    const list = 'Stored tokens:\r\n\n  facebook: 17\n  instagram: demo@ada\n  linkedin: a@b\n  threads: 1\n';
    assert.deepEqual(parseTokenList(list), [{ network: 'facebook', identifier: '17' }, ADA]);
    assert.deepEqual(showToken(ADA).slice(2), [
      'show',
      '--platform=instagram',
      '--identifier=demo@ada',
      '--format=json',
    ]);
  });

  const strays = [
    '',
    'No stored tokens found.',
    'instagram: 1',
    '  instagram: ',
    '  instagram: a b',
    '  instagram: $(x)',
    `  instagram: ${'9'.repeat(201)}`,
  ];
  for (const line of strays) {
    it(`are none in ${JSON.stringify(line.slice(0, 30))}`, () => {
      assert.deepEqual(parseTokenList(`Stored tokens:\n\n${line}\n`), []);
    });
  }

  it('stand for the variables that Agoras reads', () => {
    const shown = JSON.stringify({ ...ADA, platform: 'instagram', data: { ...DATA, scopes: [] } }, undefined, 2);
    assert.deepEqual(
      [...(parseShownToken(shown, ADA, '3.x') ?? [])],
      [
        ['INSTAGRAM_OBJECT_ID', '17841400000000001'],
        ['INSTAGRAM_CLIENT_ID', '1'],
        ['INSTAGRAM_CLIENT_SECRET', 'a'],
        ['INSTAGRAM_REFRESH_TOKEN', 'EAA'],
      ],
    );
    const half = JSON.stringify({ platform: 'facebook', identifier: '17', data: { refresh_token: 'EAA' } });
    const facebook = { network: 'facebook', identifier: '17' } as const;
    assert.deepEqual([...(parseShownToken(half, facebook, '2.x') ?? [])], [['FACEBOOK_REFRESH_TOKEN', 'EAA']]);
  });

  const others: readonly unknown[] = [
    'no JSON',
    [],
    null,
    { platform: 'instagram', identifier: 'demo@ada' },
    { platform: 'facebook', identifier: 'demo@ada', data: DATA },
    { platform: 'instagram', identifier: 'default', data: DATA },
    { platform: 'instagram', identifier: 'demo@ada', data: { ...DATA, refresh_token: 1 } },
    { platform: 'instagram', identifier: 'demo@ada', data: { ...DATA, user_id: 17841 } },
  ];
  for (const other of others) {
    const text = typeof other === 'string' ? other : JSON.stringify(other);
    it(`are none where something else is printed: ${text.slice(0, 60)}`, () => {
      assert.equal(parseShownToken(text, ADA, '3.x'), undefined);
      const twice = `${JSON.stringify({ platform: 'instagram', identifier: 'demo@ada', data: DATA })}\n\n{}`;
      assert.equal(parseShownToken(twice, ADA, '3.x'), undefined, 'several objects are no JSON');
    });
  }
});
