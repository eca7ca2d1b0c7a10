import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAppId, parseAppSecret, parsePageId, parseShortLivedToken } from '../../../src/credentials/inputs';
import { parseFinalAddress } from '../../../src/credentials/signInAttempt';
import { Secret } from '../../../src/base/secret';
import { describeInputProblem } from '../../../src/messages/inputMessages';

const SECRET = '0123456789abcdef0123456789abcdef';
const TOKEN = `EAA${'x7Q'.repeat(40)}`;

describe('What is typed into the boxes', () => {
  const cases: [string, (text: string) => { ok: boolean; error?: unknown }, string, string | undefined][] = [
    ['an App ID', parseAppId, '1234567890123456', undefined],
    ['an App ID with blanks and a newline around it', parseAppId, ' 1234567890123456\n', undefined],
    ['nothing as App ID', parseAppId, '  ', 'empty'],
    ['an App ID that is cut', parseAppId, '12345', 'appIdLength'],
    ['an App ID with a digit too few', parseAppId, '12345678901234', 'appIdLength'],
    ['an App ID with a digit too many', parseAppId, '12345678901234567', 'appIdLength'],
    ['App ID and App Secret in one, as App ID', parseAppId, `1234567890123456|${SECRET}`, 'appPair'],
    ['letters as App ID', parseAppId, 'my app', 'appIdNotDigits'],
    ['the App Secret in the box of the App ID', parseAppId, SECRET, 'looksLikeAppSecret'],
    ['the token in the box of the App ID', parseAppId, TOKEN, 'looksLikeToken'],
    ['an Instagram token in the box of the App ID', parseAppId, `IGAA${'x'.repeat(80)}`, 'looksLikeToken'],
    ['App ID and App Secret in one, as App Secret', parseAppSecret, `1234567890123456|${SECRET}`, 'appPair'],
    ['an App Secret', parseAppSecret, `${SECRET} `, undefined],
    ['an App Secret that is cut', parseAppSecret, SECRET.slice(3), 'appSecretLength'],
    ['text as App Secret', parseAppSecret, 'hunter2 secret', 'appSecretNotHex'],
    ['the App ID in the box of the secret', parseAppSecret, '1234567890123456', 'looksLikeAppId'],
    ['the token in the box of the secret', parseAppSecret, TOKEN, 'looksLikeToken'],
    ['a user token', parseShortLivedToken, `${TOKEN}\r\n`, undefined],
    ['an app token', parseShortLivedToken, `1234567890123456|${SECRET}`, 'looksLikeAppToken'],
    ['an Instagram token', parseShortLivedToken, `IGQVJ${'x'.repeat(80)}`, 'looksLikeInstagramToken'],
    ['a Threads token', parseShortLivedToken, `THAA${'x'.repeat(80)}`, 'looksLikeInstagramToken'],
    ['an address', parseShortLivedToken, 'https://developers.facebook.com/tools/explorer', 'looksLikeAddress'],
    ['the App Secret in the box of the token', parseShortLivedToken, SECRET, 'looksLikeAppSecret'],
    ['the App ID in the box of the token', parseShortLivedToken, '1234567890123456', 'looksLikeAppId'],
    ['a sentence as token', parseShortLivedToken, `my token is ${TOKEN}`, 'tokenCharacters'],
    ['a name in place of the token', parseShortLivedToken, 'access_token=EAAx', 'tokenCharacters'],
    ['a token that is cut to a stump', parseShortLivedToken, 'EAAx', 'tokenTooShort'],
  ];
  for (const [what, parse, text, problem] of cases) {
    it(problem === undefined ? `${what} is taken` : `${what} is told as ${problem}`, () => {
      const parsed = parse(text);
      assert.equal(parsed.ok ? undefined : parsed.error, problem);
    });
  }

  const PAGE = '104837261950483';
  const pages: [what: string, text: string, problem: string | undefined][] = [
    ['a Page ID', PAGE, undefined],
    ['a Page ID in an address', `https://www.facebook.com/${PAGE}/`, undefined],
    ['a Page ID in an address of a part of the Page', `facebook.com/${PAGE}/about_profile_transparency`, undefined],
    [
      'a Page ID behind the name in an address',
      `https://m.facebook.com/Café-Lovelace-${PAGE}/?locale=es_ES`,
      undefined,
    ],
    ['a Page ID in an older address', `https://www.facebook.com/pages/Caf%C3%A9-Lovelace/${PAGE}`, undefined],
    ['a Page ID in an address with a category', `fb.com/pages/category/Bakery/Cafe-${PAGE}/`, undefined],
    [
      'a Page ID in an address of Business Suite',
      `https://business.facebook.com/latest/home?asset_id=${PAGE}`,
      undefined,
    ],
    ['a Page ID in the address of a post', `https://www.facebook.com/permalink.php?story_fbid=1&id=${PAGE}`, undefined],
    ['the address of a profile', 'https://www.facebook.com/profile.php?id=61559483027164', 'looksLikeProfileId'],
    ['the address of an older profile', 'facebook.com/profile.php?id=100064512345678', 'looksLikeProfileId'],
    ['another address of a profile', 'https://www.facebook.com/people/Cafe/61559483027164/', 'looksLikeProfileId'],
    ['a short address of a profile', 'https://www.facebook.com/p/Cafe-Lovelace-61559483027164/', 'looksLikeProfileId'],
    ['the number of a profile', '61559483027164', 'looksLikeProfileId'],
    ['the number of an older profile', '100064512345678', 'looksLikeProfileId'],
    ['the ID of an Instagram account', '17841405822304914', 'looksLikeInstagramId'],
    ['the address of a Page by its name', 'https://www.facebook.com/cafe.lovelace', 'pageAddressWithoutId'],
    ['the address of a Page whose name has a year', 'facebook.com/summer-2026', 'pageAddressWithoutId'],
    ['the address of a group', 'https://www.facebook.com/groups/104837261950483', 'pageAddressWithoutId'],
    ['the address of something else', 'https://www.instagram.com/cafe.lovelace', 'notAPageAddress'],
    ['half an address', 'https:', 'notAPageAddress'],
    ['a name', 'Café Lovelace', 'pageIdNotDigits'],
    ['a name with an @', '@cafe.lovelace', 'pageIdNotDigits'],
    ['a Page ID that is cut', '1048', 'pageIdLength'],
    ['nothing', ' ', 'empty'],
  ];
  for (const [what, text, problem] of pages) {
    it(problem === undefined ? `${what} is taken for the Page ID` : `as Page ID ${what} is told as ${problem}`, () => {
      const parsed = parsePageId(text);
      assert.equal(parsed.ok ? parsed.value : parsed.error, problem ?? PAGE);
    });
  }

  /** Invisible characters that are copied along. */
  const unseen = fc.constantFrom(
    ...Array.from(
      '\u200B\u200C\u200D\u2060\uFEFF\u00AD\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u061C' +
        ' \t\r\n\v\f\u00A0\u1680\u2003\u2009\u2028\u2029\u202F\u205F\u3000\u3164\u2800\u180E\uFE0F\u0000',
    ),
  );
  const textOf = (characters: string, length: number) =>
    fc.string({ unit: fc.constantFrom(...Array.from(characters)), minLength: length, maxLength: length });
  const reveal = (value: unknown) => (value instanceof Secret ? value.reveal() : value);
  const valid: [string, (typed: string) => { ok: boolean; value?: unknown }, fc.Arbitrary<string>][] = [
    ['An App ID', parseAppId, fc.oneof(textOf('0123456789', 15), textOf('0123456789', 16))],
    ['An App Secret', parseAppSecret, textOf('0123456789abcdefABCDEF', 32)],
    ['A token', parseShortLivedToken, fc.stringMatching(/^EAA[\w-]{17,200}$/)],
    [
      'The final address',
      (typed) => {
        const parsed = parseFinalAddress(typed, 'https://agoras.invalid/signed-in');
        return parsed.ok ? { ok: true, value: parsed.value.toString() } : parsed;
      },
      fc.stringMatching(/^[\w-]{1,60}$/).map((code) => `https://agoras.invalid/signed-in?code=${code}&state=x#_=_`),
    ],
    ['A Page ID', parsePageId, textOf('0123456789', 12).map((digits) => `104${digits}`)],
    [
      'An address of a Page',
      parsePageId,
      textOf('0123456789', 12).map((digits) => `https://www.facebook.com/Cafe-104${digits}`),
    ],
  ];
  for (const [what, parse, values] of valid) {
    it(`${what} is the same with characters in it that nobody sees, wherever they are`, () => {
      const insertions = fc.array(fc.tuple(fc.nat(), unseen), { maxLength: 12 });
      fc.assert(
        fc.property(values, insertions, (value, inserted) => {
          const characters = Array.from(value);
          for (const [at, character] of inserted) characters.splice(at % (characters.length + 1), 0, character);
          const [clean, pasted] = [parse(value), parse(characters.join(''))];
          assert.ok(clean.ok && pasted.ok);
          assert.equal(reveal(pasted.value), reveal(clean.value));
        }),
      );
    });
  }

  it('rubbish never throws, and always has a message', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        for (const parse of [parseAppId, parseAppSecret, parsePageId, parseShortLivedToken]) {
          const parsed = parse(text);
          if (!parsed.ok) assert.ok(describeInputProblem(parsed.error).length > 10);
        }
      }),
    );
  });
});
