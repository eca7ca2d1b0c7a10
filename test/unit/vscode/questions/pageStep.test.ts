import assert from 'node:assert/strict';
import { guidePermissions } from '../../../sandbox/sandbox';
import { apps, pages } from '../../../sandbox/world';
import { Computer, type FlowWindow } from '../../../window/computer';
import { BACK, ESCAPE, type Answers } from '../../../window/userDouble';

const NOT_HERE = 'My Page is not in this list…';
const SHOWS_NONE = 'Facebook shows no Instagram account for';
const CANNOT = '$(key) Agoras: can’t publish to Instagram yet';

describe('The question for the Page', () => {
  let computer: Computer;
  let window: FlowWindow;
  beforeEach(async () => {
    computer = await Computer.start();
    window = computer.openWindow({ settings: { 'agoras.agorasVersion': '3.x' } });
  });
  afterEach(() => computer.shutDown());

  const obtain = (token: string, ...answers: Answers) =>
    window.does('getCredentials', [
      ['App ID', apps.demo.id],
      ['App Secret', apps.demo.secret],
      ['Sign in with Facebook, or paste', 'Paste a short-lived token'],
      ['Short-lived user token', token],
      ...answers,
    ]);
  /** The items of the last list. */
  const offered = () => window.user.seen.at(-1);
  const severities = () => window.user.told.map(({ severity }) => severity);
  const withoutShown = (body: string) => body.replaceAll('instagram_business_account', 'nothing_of_interest');

  it('is asked with one Page, too, where the token was not granted for that one alone', async () => {
    await obtain(computer.sandbox.shortLivedToken('paul'), ['Choose the Page', ESCAPE]);
    assert.deepEqual(offered(), [pages.paul.name]);
    await obtain(computer.sandbox.shortLivedToken('paul'), ['Choose the Page', NOT_HERE], ['', ESCAPE]);
  });

  it('is not asked where the token was granted for exactly one, be it a portfolio’s', async () => {
    await obtain(computer.sandbox.shortLivedToken('vera'), ['Where should', 'Only keep']);
    assert.deepEqual(
      computer.accounts.map(({ page }) => page),
      [pages.vera.name],
    );
    assert.equal(window.statusBar, '$(key) Agoras: never expires');
  });

  it('names every ticked Page, those that Facebook’s list lacks included', async () => {
    const ticked = [pages.adaInstagram.id, pages.adaPlain.id];
    computer.sandbox.fault({
      on: '/me',
      kind: 'custom',
      body: (body) => JSON.stringify({ ...(JSON.parse(body) as object), accounts: { data: [] } }),
    });
    await obtain(
      computer.sandbox.shortLivedToken('ada', { pages: ticked }),
      ['Choose the Page', pages.adaInstagram.name],
      ['Where should', 'Only keep'],
    );
    assert.equal(window.statusBar, '$(key) Agoras: never expires');
  });

  describe('with which Facebook shows no Instagram account', () => {
    const account = pages.adaInstagram.instagram;

    it('offers the account that the token names, and the proof takes it', async () => {
      const token = computer.sandbox.shortLivedToken('ada', { pages: [pages.adaInstagram.id] });
      computer.sandbox.fault({ on: '/me', kind: 'custom', body: withoutShown });
      await obtain(token, [SHOWS_NONE, `@${account.username}`], ['Where should', '.env']);
      assert.match(computer.read('a/.env') ?? '', new RegExp(`^INSTAGRAM_OBJECT_ID=${account.id}$`, 'm'));
      assert.equal(window.statusBar, '$(key) Agoras: never expires');
    });

    it('says that the account is none that publishes for this Page, once the proof has found that out', async () => {
      const ticked = { pages: [pages.adaPlain.id], instagram: [pages.adaAnalyst.instagram.id] };
      computer.sandbox.fault({ on: /content_publishing_limit$/, kind: 'custom', code: 100, subcode: 33 });
      await obtain(
        computer.sandbox.shortLivedToken('ada', ticked),
        [SHOWS_NONE, `@${pages.adaAnalyst.instagram.username}`],
        ['Where should', 'Only keep'],
        [SHOWS_NONE, 'Choose Another Page'],
        ['Choose the Page', ESCAPE],
      );
      assert.match(window.message, /Possible reasons: it wasn’t ticked/);
      assert.equal(computer.stored, '');
    });

    it('explains one that was not ticked, and leads to another sign-in', async () => {
      await obtain(
        computer.sandbox.shortLivedToken('iris'),
        [SHOWS_NONE, 'Why does Facebook'],
        [SHOWS_NONE, 'Sign In Again'],
        ['Press Continue', '$(close) Cancel'],
        ['Sign in with Facebook, or paste', ESCAPE],
      );
      assert.match(window.message, /it wasn’t ticked in Facebook’s dialog; it isn’t a professional account/);
      assert.match(offered()?.[0] ?? '', /^Sign in with Facebook in the browser/);
    });

    it('asks for more permissions after a portfolio may have hidden it, by an account that it names all the same', async () => {
      await obtain(
        computer.sandbox.shortLivedToken('petra'),
        [SHOWS_NONE, 'Instagram account'],
        ['Where should', 'Only keep'],
        [SHOWS_NONE, 'Sign In Again'],
        ['Press Continue', '$(close) Cancel'],
        ['Sign in with Facebook, or paste', ESCAPE],
      );
      assert.match(window.message, /your role comes from a business portfolio.*business_management and ads_read/);
      assert.match(offered()?.[0] ?? '', /^Sign in for a Page in a business portfolio/);
      assert.equal(computer.stored, '');
    });

    it('has nothing to ask once Facebook shows what the portfolio hid', async () => {
      const permissions = [...guidePermissions, 'business_management', 'ads_read'];
      await obtain(computer.sandbox.shortLivedToken('petra', { permissions }), ['Where should', 'Only keep']);
      assert.equal(window.statusBar, '$(key) Agoras: never expires');
    });

    it('goes Back from the question to the list', async () => {
      await obtain(
        computer.sandbox.shortLivedToken('ada', { pages: [pages.adaPlain.id, pages.adaInstagram.id] }),
        ['Choose the Page', pages.adaPlain.name],
        [SHOWS_NONE, BACK],
        ['Choose the Page', pages.adaInstagram.name],
        ['Where should', 'Only keep'],
      );
      assert.equal(window.statusBar, '$(key) Agoras: never expires');
    });

    it('goes on without one, and looks healthy nowhere', async () => {
      await obtain(
        computer.sandbox.shortLivedToken('iris'),
        [SHOWS_NONE, 'Continue without'],
        ['Where should', '.env'],
      );
      assert.match(window.message, /Facebook will refuse every post until it shows an Instagram account/);
      assert.deepEqual(severities(), ['warning']);
      assert.equal(window.statusBar, CANNOT);
      await window.does('checkToken', []);
      assert.match(
        window.message,
        /works, but it can’t publish to Instagram yet\. Facebook shows no Instagram account/,
      );
      assert.deepEqual(severities(), ['warning']);
      assert.equal(window.statusBar, CANNOT);
    });

    it('has it with the next renewal, without a new login', async () => {
      const hidden = computer.sandbox.fault({ on: '/me', kind: 'custom', body: withoutShown });
      await obtain(
        computer.sandbox.shortLivedToken('ada'),
        ['Choose the Page', pages.adaInstagram.name],
        ['Where should', '.env'],
      );
      assert.equal(window.statusBar, CANNOT);
      hidden.remove();
      await window.does('renewToken', []);
      assert.match(window.message, /was renewed/);
      assert.equal(window.statusBar, '$(key) Agoras: never expires');
      assert.match(computer.read('a/.env') ?? '', new RegExp(`^INSTAGRAM_OBJECT_ID=${account.id}$`, 'm'));
    });

    it('misses nothing where posts go to Facebook alone', async () => {
      window = computer.openWindow({ settings: { 'agoras.agorasVersion': '3.x', 'agoras.networks': ['facebook'] } });
      await obtain(
        computer.sandbox.shortLivedToken('paul'),
        ['Choose the Page', pages.paul.name],
        ['Where should', 'Only keep'],
      );
      assert.doesNotMatch(window.message, /refused/);
      assert.match(window.statusBar ?? '', /expires in \d+ days/);
      await window.does('checkToken', []);
      assert.match(window.message, /is valid/);
    });
  });
});
