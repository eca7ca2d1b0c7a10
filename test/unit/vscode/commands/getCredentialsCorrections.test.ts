// If one value is corrected, after a failure or with Back, nothing else is asked again.
import assert from 'node:assert/strict';
import { Secret } from '../../../../src/base/secret';
import { visitDialog } from '../../credentials/visitDialog';
import { apps, pages } from '../../../sandbox/world';
import { Computer, type FlowWindow } from '../../../window/computer';
import { BACK, ESCAPE, type Answers } from '../../../window/userDouble';

const WRONG_SECRET = '0123456789abcdef0123456789abcdef';
const UNKNOWN_ID = '1000000000000009';
const { demo, other } = apps;
const { adaInstagram: ada, adaPlain } = pages;

describe('Correcting one value of “Get Instagram Credentials”', () => {
  let window: FlowWindow;
  let computer: Computer;
  afterEach(() => computer.shutDown());
  beforeEach(async () => {
    computer = await Computer.start();
    window = computer.openWindow();
  });

  const appOf = (id: string, secret: string): Answers => [
    ['App ID', id],
    ['App Secret', secret],
  ];
  const paste = (token: string): Answers => [
    ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
    ['Short-lived user token', token],
  ];
  const choices: Answers = [
    ['Choose the Page', ada.name],
    ['Which version', 'Agoras 1.x'],
    ['Which ID', 'Instagram account ID'],
  ];
  /** Ada's answers to every question except the last. */
  const untilDestination = (): Answers => [
    ...appOf(demo.id, demo.secret),
    ...paste(computer.sandbox.shortLivedToken('ada')),
    ...choices,
  ];
  const expiresThen = (token: string): Answers => [
    ['Where should', '.env'],
    ['The token has expired', 'Enter a New Token'],
    ...paste(token),
  ];
  const written = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(computer.read('a/.env') ?? '')?.[1] ?? '';
  const writtenPage = () => computer.sandbox.describe(written('INSTAGRAM_ACCESS_TOKEN'))?.pageId;
  /** Makes the last call fail once. */
  const refuseProof = (code: number, subcode: number, message: string) =>
    computer.sandbox.fault({ on: /content_publishing_limit$/, kind: 'custom', code, subcode, message, times: 1 });

  const straight = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'page', 'agoras.destination': 'dotenv' };
  const corrections: readonly (readonly [what: string, wrong: Answers, button: string, box: string, right: string])[] =
    [
      ['the App Secret', appOf(demo.id, WRONG_SECRET), 'Enter the App Secret Again', 'App Secret', demo.secret],
      ['the App ID', appOf(UNKNOWN_ID, demo.secret), 'Enter the App ID Again', 'App ID', demo.id],
    ];
  for (const [what, wrong, button, box, right] of corrections) {
    it(`${what}: the token is kept, and the flow goes straight on to the end`, async () => {
      window = computer.openWindow({ settings: straight });
      await window.does('getCredentials', [
        ...wrong,
        ...paste(computer.sandbox.shortLivedToken('grace')),
        ['Facebook', button],
        [box, right],
      ]);
      assert.equal(writtenPage(), pages.grace.id);
    });

    it(`${what} once more in vain: the second message says that, and what else it can be`, async () => {
      const still: Answers = [
        ['Facebook', button],
        [box, box === 'App ID' ? '1000000000000017' : 'f'.repeat(32)],
      ];
      await window.does('getCredentials', [
        ...wrong,
        ...paste(computer.sandbox.shortLivedToken('ada')),
        ...still,
        ...still,
        ['Facebook', button],
        [box, ESCAPE],
      ]);
      const messages = window.user.told.map(({ message }) => message);
      assert.equal(messages.length, 3);
      assert.match(messages[1] ?? '', /^Facebook still .*Instagram/);
      for (const [at, message] of messages.entries()) assert.notEqual(message, messages[at + 1]);
    });
  }

  it('a token that expires on the way: Page, version, object ID and destination stay as they were chosen', async () => {
    refuseProof(190, 463, 'Error validating access token: Session has expired');
    await window.does('getCredentials', [
      ...untilDestination(),
      ...expiresThen(computer.sandbox.shortLivedToken('ada')),
    ]);
    assert.equal(writtenPage(), ada.id);
    assert.equal(written('INSTAGRAM_OBJECT_ID'), ada.instagram.id);
  });

  it('the App Secret, when everything has been answered: nothing is asked again, however often it takes', async () => {
    refuseProof(1, 0, 'Error validating client secret.');
    await window.does('getCredentials', [
      ...untilDestination(),
      ['Where should', '.env'],
      ['Facebook refused the App Secret', 'Enter the App Secret Again'],
      ['App Secret', WRONG_SECRET],
      ['Facebook still refuses the App Secret', 'Enter the App Secret Again'],
      ['App Secret', demo.secret],
    ]);
    assert.equal(writtenPage(), ada.id);
    assert.equal(written('INSTAGRAM_OBJECT_ID'), ada.instagram.id);
  });

  it('a Page that the new token does not show is asked for, and nothing else that still fits', async () => {
    refuseProof(190, 463, 'Error validating access token: Session has expired');
    await window.does('getCredentials', [
      ...untilDestination(),
      ...expiresThen(computer.sandbox.shortLivedToken('ada', { pages: [adaPlain.id, pages.adaAnalyst.id] })),
      ['Choose the Page', adaPlain.name],
      ['Facebook shows no Instagram account', 'Continue without'],
    ]);
    assert.equal(writtenPage(), adaPlain.id);
    assert.equal(written('INSTAGRAM_OBJECT_ID'), adaPlain.id);
  });

  it('what may be replaced was said once, for this file and its owner', async () => {
    await window.does('getCredentials', [...untilDestination(), ['Where should', '.env']]);
    refuseProof(190, 463, 'Error validating access token: Session has expired');
    await window.does('getCredentials', [
      ['Use a stored app', `App ${demo.id}`],
      ...paste(computer.sandbox.shortLivedToken('grace')),
      ['Which ID', 'Instagram account ID'],
      ['Where should', '.env'],
      [`.env contains the credentials of “${ada.name}”`, 'Replace'],
      ['The token has expired', 'Enter a New Token'],
      ...paste(computer.sandbox.shortLivedToken('grace')),
    ]);
    assert.equal(writtenPage(), pages.grace.id);
  });

  it('Back through all questions: each box holds what was typed, and the way forward leads to the open question', async () => {
    const token = computer.sandbox.shortLivedToken('ada');
    await window.does('getCredentials', [
      ...appOf(demo.id, demo.secret),
      ...paste(token),
      ...choices,
      ['Where should', BACK],
      ['Which ID', BACK],
      ['Which version', BACK],
      ['Choose the Page', BACK],
      ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
      ['Short-lived user token', BACK],
      ['Sign in with Facebook, or paste', BACK],
      ['App Secret', BACK],
      ['App ID', demo.id],
      ['Where should', '.env'],
    ]);
    const boxes = window.user.asked.flatMap((question, at) =>
      /^(App |Short)/.test(question) ? [window.user.seen[at]] : [],
    );
    assert.deepEqual(boxes, [[''], [''], [''], [token], [demo.secret], [demo.id]]);
    assert.equal(writtenPage(), ada.id);
    assert.equal(written('INSTAGRAM_OBJECT_ID'), ada.instagram.id);
  });

  it('Back leads on from what was passed over, question by question', async () => {
    await window.does('getCredentials', [
      ...untilDestination(),
      ['Where should', BACK],
      ['Which ID', BACK],
      ['Which version', BACK],
      ['Choose the Page', ada.name],
      ['Which ID', BACK],
      ['Which version', 'Agoras 3.x'],
      ['Where should', ESCAPE],
    ]);
    assert.deepEqual([window.user.told, computer.stored, computer.read('a/.env')], [[], '', undefined]);
  });

  it('the App ID: a pasted token is kept, and Facebook says that it belongs to the other app', async () => {
    await window.does('getCredentials', [
      ...appOf(demo.id, demo.secret),
      ...paste(computer.sandbox.shortLivedToken('ada', { app: 'other' })),
      ['This token belongs to another app', 'Enter a New Token'],
      ['Sign in with Facebook, or paste', BACK],
      ['App Secret', BACK],
      ['App ID', other.id],
      ['Facebook refused the App Secret', 'Enter the App Secret Again'],
      ['App Secret', other.secret],
      ...choices,
      ['Where should', '.env'],
    ]);
    assert.equal(writtenPage(), ada.id);
  });

  describe('after a sign-in', () => {
    /** The browser fills this in, and must be opened first. */
    const finalAddress: [string, string] = ['Press Continue', ''];
    /** Signs in, sees that it worked, and goes back to the App Secret. */
    const backFromPages: Answers = [
      ...appOf(demo.id, demo.secret),
      ['Sign in with Facebook, or paste', 'Sign in and paste'],
      finalAddress,
      ['Choose the Page', BACK],
      ['Sign in with Facebook, or paste', BACK],
    ];
    beforeEach(() => {
      window = computer.openWindow({ settings: { 'agoras.graphApi.dialogUrl': computer.sandbox.url } });
      window.browser = async (address) => {
        finalAddress[1] = (await visitDialog(new Secret('signInAddress', address))).href;
      };
    });

    it('the token is kept while only the App Secret is another', async () => {
      await window.does('getCredentials', [
        ...backFromPages,
        ['App Secret', WRONG_SECRET],
        ['Facebook refused the App Secret', 'Enter the App Secret Again'],
        ['App Secret', demo.secret],
        ['Choose the Page', ESCAPE],
      ]);
    });

    it('the token goes with its app', async () => {
      await window.does('getCredentials', [
        ...backFromPages,
        ['App Secret', BACK],
        ['App ID', other.id],
        ['Sign in with Facebook, or paste', ESCAPE],
      ]);
    });
  });
});
