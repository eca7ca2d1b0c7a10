import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { apps, pages } from '../../../sandbox/world';
import { Computer, type FlowWindow } from '../../../window/computer';
import { BACK, ESCAPE, type Answers } from '../../../window/userDouble';

const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
const ada = pages.adaInstagram;

describe('“Get Instagram Credentials”', () => {
  let computer: Computer;
  let window: FlowWindow;
  beforeEach(async () => {
    computer = await Computer.start();
    window = computer.openWindow();
  });
  afterEach(() => computer.shutDown());

  const valueOf = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(computer.read('a/.env') ?? '')?.[1];
  const app: Answers = [
    ['App ID', apps.demo.id],
    ['App Secret', apps.demo.secret],
  ];
  const paste = (token: string): Answers => [
    ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
    ['Short-lived user token', token],
  ];
  const everything = (): Answers => [
    ...app,
    ...paste(computer.sandbox.shortLivedToken('ada')),
    ['Choose the Page', ada.name],
    ['Which version', 'Agoras 1.x'],
    ['Which ID', 'Instagram account ID'],
    ['Where should', '.env'],
  ];

  it('writes a permanent Page token and the Instagram ID to a new .env that nobody else may read', async () => {
    await window.does('getCredentials', everything());
    assert.match(window.message, new RegExp(`“${ada.name}” never expire and are now in \\.env`));
    const token = computer.sandbox.describe(valueOf('INSTAGRAM_ACCESS_TOKEN') ?? '');
    assert.deepEqual([token?.kind, token?.pageId, token?.expiresAt], ['PAGE', ada.id, 0]);
    assert.equal(valueOf('INSTAGRAM_OBJECT_ID'), ada.instagram.id);
    assert.equal(statSync(computer.at('a/.env')).mode & 0o777, 0o600);
  });

  it('stores and writes nothing after Escape, whichever question it is pressed at', async () => {
    for (const last of everything().keys()) {
      const answers = everything().slice(0, last + 1);
      const [question = ''] = answers.pop() ?? [];
      await window.does('getCredentials', [...answers, [question, ESCAPE]]);
      assert.deepEqual([window.user.told, computer.stored, computer.read('a/.env')], [[], '', undefined], question);
    }
  });

  it('goes Back through the questions, and each box holds what was typed', async () => {
    await window.does('getCredentials', [
      ['App ID', apps.demo.id],
      ['App Secret', apps.demo.secret],
      ['Sign in with Facebook, or paste', BACK],
      ['App Secret', BACK],
      ['App ID', ESCAPE],
    ]);
    assert.deepEqual(
      [3, 4].map((box) => window.user.seen[box]),
      [[apps.demo.secret], [apps.demo.id]],
    );
  });

  it('goes Back to another Page, and that one’s object ID is written', async () => {
    await window.does('getCredentials', [
      ...everything().slice(0, 6),
      ['Which ID', BACK],
      ['Which version', BACK],
      ['Choose the Page', pages.adaPlain.name],
      ['Where should', '.env'],
    ]);
    assert.match(window.message, /Facebook will refuse every post until it shows an Instagram account/);
    assert.equal(valueOf('INSTAGRAM_OBJECT_ID'), pages.adaPlain.id);
    assert.equal(computer.sandbox.describe(valueOf('INSTAGRAM_ACCESS_TOKEN') ?? '')?.pageId, pages.adaPlain.id);
  });

  it('asks again for a stored app only what is new, and tells that publishing refuses a Page ID', async () => {
    await window.does('getCredentials', everything());
    const lines = computer.read('a/.env')?.split('\n').length;
    await window.does('getCredentials', [
      ['Use a stored app', `App ${apps.demo.id}`],
      ...paste(computer.sandbox.shortLivedToken('grace')),
      ['Which ID', 'Page ID'],
      ['Where should', '.env'],
      [`.env contains the credentials of “${ada.name}”`, 'Replace'],
    ]);
    assert.match(window.message, /Facebook refuses posts/);
    assert.equal(valueOf('INSTAGRAM_OBJECT_ID'), pages.grace.id);
    assert.equal(computer.read('a/.env')?.split('\n').length, lines, 'the same lines, with new values');
  });

  const refused: readonly (readonly [typed: string, says: RegExp])[] = [
    ['my app', /only digits/],
    ['12345', /15 or 16 digits/],
    [apps.demo.secret, /looks like an App Secret/],
  ];
  for (const [typed, says] of refused) {
    it(`does not take “${typed}” for an App ID`, async () => {
      await window.does('getCredentials', [['App ID', typed]]);
      assert.match(window.user.asked.at(-1) ?? '', says);
      assert.equal(computer.sandbox.requests.length, 0);
    });
  }

  const secret = '0123456789abcdef0123456789abcdef';
  const failures: readonly {
    readonly what: string;
    readonly typed: () => Answers;
    readonly says: RegExp;
    readonly button: string;
    readonly leadsTo: string;
  }[] = [
    {
      what: 'a wrong App Secret',
      typed: () => [
        ['App ID', apps.demo.id],
        ['App Secret', secret],
        ...paste(computer.sandbox.shortLivedToken('ada')),
      ],
      says: /refused the App Secret.*Copy it again from the App Dashboard/,
      button: 'Enter the App Secret Again',
      leadsTo: 'App Secret',
    },
    {
      what: 'an App ID that no app has',
      typed: () => [
        ['App ID', '1000000000000009'],
        ['App Secret', apps.demo.secret],
        ...paste(computer.sandbox.shortLivedToken('ada')),
      ],
      says: /App ID.*Copy the App ID again/,
      button: 'Enter the App ID Again',
      leadsTo: 'App ID',
    },
    {
      what: 'an expired token',
      typed: () => [...app, ...paste(computer.sandbox.shortLivedToken('ada', { expired: true }))],
      says: /The token has expired.*one to two hours.*Generate a new token/,
      button: 'Enter a New Token',
      leadsTo: 'Sign in with Facebook, or paste',
    },
    {
      what: 'a Page token in place of a user token',
      typed: () => [...app, ...paste(computer.sandbox.pageToken('ada', ada.id, { from: 'shortLived' }))],
      says: /This is a Page token.*choose “Get User Access Token”/,
      button: 'Enter a New Token',
      leadsTo: 'Sign in with Facebook, or paste',
    },
    {
      what: 'a token without the permission to publish',
      typed: () => [
        ...app,
        ...paste(computer.sandbox.shortLivedToken('ada', { permissions: ['pages_show_list', 'instagram_basic'] })),
      ],
      says: /pages_read_engagement, instagram_content_publish.*Publishing doesn’t work without/,
      button: 'Enter a New Token',
      leadsTo: 'Sign in with Facebook, or paste',
    },
    {
      what: 'no Page',
      typed: () => [...app, ...paste(computer.sandbox.shortLivedToken('nobody'))],
      says: /has no Page that this token can see.*hidden from a token without business_management/,
      button: 'Enter a New Token',
      leadsTo: 'Sign in with Facebook, or paste',
    },
  ];
  for (const { what, typed, says, button, leadsTo } of failures) {
    it(`${what}: one message says what to do, its button leads there, and nothing is written`, async () => {
      await window.does('getCredentials', [...typed(), ['', button], [leadsTo, ESCAPE]]);
      assert.match(window.message, says);
      assert.deepEqual([computer.stored, computer.read('a/.env')], ['', undefined]);
    });
  }

  it('goes on with Try Again after a rate limit, without typing anything anew', async () => {
    window = computer.openWindow({ settings });
    const message = '(#4) Application request limit reached';
    const broken = computer.sandbox.fault({ on: '/me', kind: 'custom', code: 4, message });
    const script: Answers = [
      ...app,
      ...paste(computer.sandbox.shortLivedToken('ada')),
      ['Facebook’s rate limit', 'Try Again'],
    ];
    const goesOn: Answers = [
      ['Choose the Page', ada.name],
      ['Where should', '.env'],
    ];
    window.onMessage = () => {
      broken.remove();
    };
    await window.does('getCredentials', [...script, ...goesOn]);
    assert.equal(computer.sandbox.describe(valueOf('INSTAGRAM_ACCESS_TOKEN') ?? '')?.valid, true);
  });

  it('explains a Page on which nobody may publish, and lets another be chosen', async () => {
    window = computer.openWindow({ settings });
    await window.does('getCredentials', [
      ...app,
      ...paste(computer.sandbox.shortLivedToken('ada')),
      ['Choose the Page', pages.adaAnalyst.name],
      ['Facebook doesn’t issue a token for the Page', 'Choose Another Page'],
      ['Choose the Page', ESCAPE],
    ]);
    assert.match(window.message, /doesn’t allow you to create content/);
  });
});
