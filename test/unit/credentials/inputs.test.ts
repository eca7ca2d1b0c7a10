import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAppId, parseAppSecret, parseShortLivedToken } from '../../../src/credentials/inputs';
import { describeInputProblem } from '../../../src/messages/inputMessages';

const SECRET = '0123456789abcdef0123456789abcdef';
const TOKEN = `EAA${'x7Q'.repeat(40)}`;

describe('What is typed into the boxes', () => {
  const cases: [string, (text: string) => { ok: boolean; error?: unknown }, string, string | undefined][] = [
    ['an App ID', parseAppId, '1234567890123456', undefined],
    ['an App ID with blanks and a newline around it', parseAppId, ' 1234567890123456\n', undefined],
    ['nothing as App ID', parseAppId, '  ', 'empty'],
    ['an App ID that is cut', parseAppId, '1234', 'appIdLength'],
    ['letters as App ID', parseAppId, 'my app', 'appIdNotDigits'],
    ['the App Secret in the box of the App ID', parseAppId, SECRET, 'looksLikeAppSecret'],
    ['the token in the box of the App ID', parseAppId, TOKEN, 'looksLikeToken'],
    ['an App Secret', parseAppSecret, `${SECRET} `, undefined],
    ['an App Secret that is cut', parseAppSecret, SECRET.slice(3), 'appSecretLength'],
    ['text as App Secret', parseAppSecret, 'hunter2 secret', 'appSecretNotHex'],
    ['the App ID in the box of the secret', parseAppSecret, '1234567890123456', 'looksLikeAppId'],
    ['the token in the box of the secret', parseAppSecret, TOKEN, 'looksLikeToken'],
    ['a user token', parseShortLivedToken, `${TOKEN}\r\n`, undefined],
    ['an app token', parseShortLivedToken, `1234567890123456|${SECRET}`, 'looksLikeAppToken'],
    ['an Instagram token', parseShortLivedToken, `IGQVJ${'x'.repeat(80)}`, 'looksLikeInstagramToken'],
    ['an address', parseShortLivedToken, 'https://developers.facebook.com/tools/explorer', 'looksLikeAddress'],
    ['the App Secret in the box of the token', parseShortLivedToken, SECRET, 'looksLikeAppSecret'],
    ['the App ID in the box of the token', parseShortLivedToken, '1234567890123456', 'looksLikeAppId'],
    ['a sentence as token', parseShortLivedToken, 'my token is EAAx', 'tokenCharacters'],
    ['a token that is cut to a stump', parseShortLivedToken, 'EAAx', 'tokenTooShort'],
  ];
  for (const [what, parse, text, problem] of cases) {
    it(problem === undefined ? `${what} is taken` : `${what} is told as ${problem}`, () => {
      const parsed = parse(text);
      assert.equal(parsed.ok ? undefined : parsed.error, problem);
    });
  }

  it('rubbish never throws, and always has a message', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        for (const parse of [parseAppId, parseAppSecret, parseShortLivedToken]) {
          const parsed = parse(text);
          if (!parsed.ok) assert.ok(describeInputProblem(parsed.error).length > 10);
        }
      }),
    );
  });
});
