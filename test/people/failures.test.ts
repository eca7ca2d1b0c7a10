import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { BOXES, choose, enter, inputsOf, sitDown, start, typeInputs, type Desk, type Typed } from './flow';

describe('A person whose input does not work', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown()));

  const cases: {
    readonly what: string;
    readonly typed: (desk: Desk) => Typed;
    readonly says: readonly RegExp[];
    readonly button: string;
    readonly leadsTo: keyof typeof BOXES;
  }[] = [
    {
      what: 'a wrong App Secret',
      typed: ({ sandbox }) => ({
        ...inputsOf(sandbox, sandbox.shortLivedToken('ada')),
        appSecret: '0123456789abcdef0123456789abcdef',
      }),
      says: [/refused the App Secret/, /Copy it again from the App Dashboard/],
      button: 'Enter the App Secret Again',
      leadsTo: 'appSecret',
    },
    {
      what: 'an App ID that no app has',
      typed: ({ sandbox }) => ({
        ...inputsOf(sandbox, sandbox.shortLivedToken('ada')),
        appId: '1000000000000009',
      }),
      says: [/knows no app with this App ID/, /Copy the App ID again/],
      button: 'Enter the App ID Again',
      leadsTo: 'appId',
    },
    {
      what: 'an expired token',
      typed: ({ sandbox }) => inputsOf(sandbox, sandbox.shortLivedToken('ada', { expired: true })),
      says: [/The token has expired/, /one to two hours/, /Generate a new token/],
      button: 'Enter a New Token',
      leadsTo: 'token',
    },
    {
      what: 'a Page token in place of a user token',
      typed: ({ sandbox }) =>
        inputsOf(sandbox, sandbox.pageToken('ada', sandbox.pages.adaInstagram.id, { from: 'shortLived' })),
      says: [/This is a Page token/, /choose “User Token”/],
      button: 'Enter a New Token',
      leadsTo: 'token',
    },
    {
      what: 'a token without the permission to publish',
      typed: ({ sandbox }) =>
        inputsOf(sandbox, sandbox.shortLivedToken('ada', { permissions: ['pages_show_list', 'instagram_basic'] })),
      says: [/pages_read_engagement, instagram_content_publish/, /Publishing does not work without/],
      button: 'Enter a New Token',
      leadsTo: 'token',
    },
    {
      what: 'no Page',
      typed: ({ sandbox }) => inputsOf(sandbox, sandbox.shortLivedToken('nobody')),
      says: [/has no Page that this token can see/, /hidden from a token without business_management/],
      button: 'Enter a New Token',
      leadsTo: 'token',
    },
  ];

  for (const { what, typed, says, button, leadsTo } of cases) {
    it(`${what}: one message says what to do, its button leads there, and nothing is written`, async () => {
      const { workbench } = desk;
      await start(workbench);
      await typeInputs(workbench, typed(desk));
      for (const words of says) await workbench.notifications.expect(words);
      assert.equal((await workbench.notifications.all()).length, 1);
      await workbench.screenshot(`failure-${what}`);
      await workbench.notifications.clickButton(says[0] ?? '', button);
      await workbench.quickInput.expect(BOXES[leadsTo]);
      await workbench.quickInput.leave();
      assert.equal(await desk.read('.env'), undefined);
    });
  }

  it('a Page on which they may not publish is explained, and another can be chosen', async () => {
    const { workbench, sandbox } = desk;
    await enter(desk, 'ada');
    await choose(workbench, 'page', sandbox.pages.adaAnalyst.name);
    await workbench.notifications.expect('gives no token for the Page');
    await workbench.notifications.clickButton('gives no token for the Page', 'Choose Another Page');
    await choose(workbench, 'page', sandbox.pages.adaPlain.name);
    // Without an Instagram account there is one object ID only, so the next question is the version.
    await workbench.quickInput.expect(BOXES.agorasVersion);
    await workbench.quickInput.leave();
  });

  it('a Facebook that does not answer: the wait is seen, and Escape ends it at once', async () => {
    const { workbench, sandbox } = desk;
    sandbox.fault({ on: '/me', kind: 'delay', ms: 60_000 });
    sandbox.clearRequests();
    await enter(desk, 'ada');
    await workbench.quickInput.expect(BOXES.page);
    await workbench.page.locator('.quick-input-widget .monaco-progress-container.active').waitFor();
    await workbench.screenshot('waiting-for-pages');
    await workbench.quickInput.leave();
    await waitUntil(() => sandbox.requests.some(({ path, aborted }) => path === '/me' && aborted));
    sandbox.clearFaults();
    assert.deepEqual(await workbench.notifications.all(), []);
  });
});

async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}
