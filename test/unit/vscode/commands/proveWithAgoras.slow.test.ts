import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { installAgoras, type Misbehaviour } from '../../../agoras/standIn';
import { writeStoredToken } from '../../../agoras/tokenStore';
import type { AgorasVersionNumber } from '../../../agoras/versions';
import { canaries } from '../../../people/canaries';
import { pages } from '../../../sandbox/world';
import { Computer, type FlowWindow } from '../../../window/computer';
import { ESCAPE, type Answers } from '../../../window/userDouble';
import { eventually } from '../../../workbench/waiting';

const { adaInstagram: ada } = pages;

/** Everything that an Agoras would post, or use instead of what is to be proven. */
const POISON: Readonly<Record<string, string>> = {
  STATUS_TEXT: 'Posted by mistake',
  STATUS_LINK: 'https://example.org',
  STATUS_IMAGE_URL_1: 'https://example.org/mistake.jpg',
  ...Object.fromEntries(
    ['INSTAGRAM', 'FACEBOOK'].flatMap((network) =>
      ['ACCESS_TOKEN', 'CLIENT_ID', 'CLIENT_SECRET', 'REFRESH_TOKEN', 'OBJECT_ID'].map((name) => [
        `${network}_${name}`,
        '0',
      ]),
    ),
  ),
};

describe('“Prove with the Installed Agoras”', () => {
  let computer: Computer;
  const before = new Map<string, string | undefined>();
  let folders: readonly string[];

  const loginFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('agoras-login-'));

  beforeEach(async () => {
    computer = await Computer.start();
    folders = loginFolders();
    for (const [name, value] of Object.entries({ ...POISON, HOME: computer.at('home') })) {
      before.set(name, process.env[name]);
      process.env[name] = value;
    }
    computer.write('home/.profile', '');
  });
  afterEach(async () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    // Checked after every test, whatever its subject.
    const posting = computer.sandbox.requests.filter(
      ({ effectiveMethod, path }) => effectiveMethod !== 'GET' && !/^\/(?:oauth\/access_token|debug_token)$/.test(path),
    );
    assert.deepEqual([computer.sandbox.posts, posting], [[], []], 'nothing was posted');
    assert.deepEqual(loginFolders(), folders, 'nothing is left');
    await computer.shutDown();
  });

  /** A window with an account that was obtained before this Agoras was installed. */
  async function open(
    version: AgorasVersionNumber,
    more: Readonly<Record<string, unknown>> = {},
    misbehaviour: Misbehaviour = {},
  ): Promise<FlowWindow> {
    const { executable } = installAgoras(computer.at('bin'), version, computer.sandbox.url, misbehaviour);
    const window = computer.openWindow({
      settings: { 'agoras.agorasVersion': '3.x', 'agoras.objectId': 'instagramAccount', ...more },
    });
    await window.does('getCredentials', computer.obtaining('ada', '.env'));
    await window.change('agoras.executable', executable);
    computer.sandbox.clearRequests();
    return window;
  }

  const bothNetworks = { 'agoras.networks': ['instagram', 'facebook'] };
  const proves = async (window: FlowWindow, answers: Answers = []) => {
    await window.does('proveWithAgoras', answers);
    return window.message;
  };
  /** The requests made by Agoras: recognizable, because the extension uses another version of the Graph API. */
  const callsOfAgoras = () =>
    computer.sandbox.requests
      .filter(({ version }) => version?.startsWith('v21.0') === true)
      .map(({ method, path }) => `${method} ${path}`);
  const exchange = 'POST /oauth/access_token';
  const logsIn = [exchange, 'GET /me', exchange, 'GET /me'];
  const findsPage = [`GET /${ada.id}`, 'GET /me/accounts'];

  describe('is told that nothing was posted, and what was proven, by', () => {
    it('3.0.0, which lists posts', async () => {
      const window = await open('3.0.0', bothNetworks);
      assert.equal(
        await proves(window),
        `Agoras 3.0.0 logged in to Instagram and Facebook with the credentials of “${ada.name}”. Nothing was posted. It also listed the posts there. Facebook confirms that they can publish.`,
      );
      assert.deepEqual(callsOfAgoras(), [
        ...logsIn,
        `GET /${ada.instagram.id}/media`,
        ...logsIn,
        ...findsPage,
        `GET /${ada.id}/published_posts`,
      ]);
    });

    for (const version of ['1.1.6', '2.0.5', '2.1.1'] as const) {
      it(`${version}, which logs in before it finds nothing to post`, async () => {
        const window = await open(version, { ...bothNetworks, 'agoras.agorasVersion': '2.x' });
        assert.equal(
          await proves(window),
          `Agoras ${version} logged in to Instagram and Facebook with the credentials of “${ada.name}”. Nothing was posted. It didn’t check the Instagram account ID; Facebook confirms that they can publish to it.`,
        );
        assert.deepEqual(callsOfAgoras(), [...logsIn, ...logsIn, ...findsPage]);
      });
    }

    for (const version of ['1.0.0', '1.1.5', '2.2.0'] as const) {
      it(`Facebook alone in place of ${version}, which is not started for it`, async () => {
        const window = await open(version, { 'agoras.agorasVersion': version.startsWith('1') ? '1.x' : '2.x' });
        const message = await proves(window);
        const said = `Agoras ${version} can’t log in without posting, so it wasn’t started. Instead, the calls that it makes for Instagram were tried with Facebook: they work with the credentials of “${ada.name}”.`;
        assert.ok(message.startsWith(said), message);
        assert.equal(message.includes('don’t read environment variables'), version === '1.0.0');
        assert.deepEqual(callsOfAgoras(), []);
        assert.ok(computer.sandbox.requests.some(({ path }) => path.endsWith('/content_publishing_limit')));
      });
    }

    it('3.0.0 for Facebook alone', async () => {
      const window = await open('3.0.0', { 'agoras.networks': ['facebook'] });
      assert.match(await proves(window), /^Agoras 3\.0\.0 logged in to Facebook with/);
    });
  });

  it('is in the log and in the report, beside what Facebook says', async () => {
    const window = await open('3.0.0');
    await proves(window);
    assert.match(window.log.join('\n'), /\[passed\] Login to Instagram: Agoras 3\.0\.0 logged in; nothing was posted/);
    await window.execute('agoras.openWalkthrough');
    assert.match(window.shown.join(''), /Login to Instagram.*Agoras 3\.0\.0 logged in; nothing was posted/s);
  });

  it('asks the Agoras that is installed now, not the one that the window has seen', async () => {
    const window = await open('2.0.5');
    await proves(window);
    installAgoras(computer.at('bin'), '3.0.0', computer.sandbox.url);
    assert.match(await proves(window), /^Agoras 3\.0\.0 logged in/);
  });

  it('proves for the installed Agoras where the workspace is set to another, says so and switches', async () => {
    const window = await open('3.0.0', { 'agoras.agorasVersion': '1.x' });
    const message = await proves(window);
    assert.match(message, /^Agoras 3\.0\.0 logged in to Instagram/);
    assert.match(message, /the credentials were written for Agoras 1\.x, so it won’t find them/);
    await window.press('Switch to Agoras 3.x', 'logged in');
    assert.match(computer.read('a/.env') ?? '', /INSTAGRAM_REFRESH_TOKEN/);
  });

  describe('fails', () => {
    for (const version of ['2.0.5', '2.1.1', '3.0.0'] as const) {
      it(`with a dead token, as ${version} and Facebook say`, async () => {
        const window = await open(version);
        computer.sandbox.changePassword('ada');
        const message = await proves(window);
        assert.ok(
          message.startsWith(`Agoras ${version} couldn’t log in to Instagram with the credentials of`),
          message,
        );
        assert.match(message, /password/, 'Facebook says why');
        assert.match(window.statusBar ?? '', /not valid/);
        assert.deepEqual(window.user.told[0]?.buttons.slice(0, 2), ['Renew Access Token', 'Check Access Token']);
      });
    }

    it('with a part of the credentials, and names it', async () => {
      const window = await open('3.0.0', {}, { withholds: ['INSTAGRAM_CLIENT_SECRET'] });
      assert.match(
        await proves(window),
        /^Agoras 3\.0\.0 received only part of the credentials.*doesn’t pass on INSTAGRAM_CLIENT_SECRET\./,
      );
    });

    for (const version of ['1.1.6', '2.0.5', '3.0.0'] as const) {
      it(`where only what is stored at home would do, as ${version}`, async () => {
        const variables = ['CLIENT_ID', 'CLIENT_SECRET', 'REFRESH_TOKEN'].map((name) => `INSTAGRAM_${name}`);
        const window = await open(version, {}, { withholds: variables });
        const data = {
          user_id: ada.instagram.id,
          client_id: computer.sandbox.apps.demo.id,
          client_secret: computer.sandbox.apps.demo.secret,
          refresh_token: computer.sandbox.longLivedToken('ada'),
        };
        writeStoredToken(computer.at('home/.agoras'), { platform: 'instagram', identifier: ada.instagram.id, data });
        assert.match(await proves(window), /couldn’t log in to Instagram.*Facebook accepts the same values/);
      });
    }

    it('where Agoras finds the Page by no token of its own', async () => {
      const window = await open('2.0.5', { 'agoras.networks': ['facebook'] });
      computer.sandbox.fault({ kind: 'custom', on: '/me/accounts', status: 400, code: 100 });
      assert.match(await proves(window), /^Agoras 2\.0\.5 logged in to Facebook, but didn’t find the Page/);
    });

    const programs: readonly (readonly [what: string, script: string | undefined, message: RegExp])[] = [
      ['is not there', undefined, /^Agoras wasn’t found\..*pip install agoras/],
      ['has lost its Python', '#!/no/such/python\n', /^Agoras couldn’t be started\./],
      ['is something else', '#!/bin/sh\necho hello\n', /^No Agoras was found\./],
      [
        'says what nobody knows',
        '#!/bin/sh\n[ "$1" = --version ] && echo "agoras 3.0.0" && exit\necho "ok $INSTAGRAM_REFRESH_TOKEN"\nexit 7\n',
        /^Agoras 3\.0\.0 gave no clear answer\. The answer was unexpected \(exit code 7\)/,
      ],
      [
        'is killed',
        '#!/bin/sh\n[ "$1" = --version ] && echo "agoras 3.0.0" && exit\nkill -9 $$\n',
        /^Agoras 3\.0\.0 gave no clear answer\. The answer was unexpected \(no exit code\)/,
      ],
    ];
    for (const [what, script, message] of programs) {
      it(`where the program ${what}`, async () => {
        const window = await open('3.0.0');
        const program = computer.at('bin/other');
        if (script !== undefined) {
          computer.write('bin/other', script);
          chmodSync(program, 0o755);
        }
        await window.change('agoras.executable', program);
        assert.match(await proves(window), message);
      });
    }

    it('where Facebook cannot be asked: Agoras has proven what it has', async () => {
      const window = await open('3.0.0');
      computer.sandbox.fault({ kind: 'custom', on: '/debug_token', status: 400, code: 4 });
      assert.match(
        await proves(window),
        /Nothing was posted\..*Facebook couldn’t be reached to confirm that they can publish\.$/,
      );
    });
  });

  it('gives away no secret that the program prints: not in a message, the log or the report', async () => {
    for (const refuses of [false, true]) {
      const window = await open('3.0.0', bothNetworks, { printsSecrets: true });
      const { secrets } = (JSON.parse(computer.stored) as { accounts: { secrets: Record<string, string> }[] })
        .accounts[0] ?? { secrets: {} };
      const all = canaries(new Map(Object.entries(secrets).map(([name, value]) => [value, name])));
      assert.equal(all.count, 3);
      if (refuses) computer.sandbox.changePassword('ada');
      assert.match(await proves(window), refuses ? /couldn’t log in/ : /logged in to Instagram and Facebook/);
      await window.execute('agoras.openWalkthrough');
      const seen = [...window.user.told.map(({ message }) => message), ...window.log, ...window.shown];
      assert.deepEqual(
        seen.flatMap((text) => all.findIn(text)),
        [],
      );
      computer.sandbox.clear();
    }
  });

  it('ends Agoras at once where it is cancelled', async () => {
    const window = await open('3.0.0', {}, { delay: 0 });
    computer.write(
      'bin/slow',
      `#!/bin/sh\n[ "$1" = --version ] && echo "agoras 3.0.0" && exit\necho $$ > '${computer.at('pid')}'\nsleep 600\n`,
    );
    chmodSync(computer.at('bin/slow'), 0o755);
    await window.change('agoras.executable', computer.at('bin/slow'));
    const running = window.does('proveWithAgoras', []);
    await eventually('Agoras to run', () => existsSync(computer.at('pid')) || undefined);
    window.user.leave();
    await running;
    assert.deepEqual(window.user.told, []);
    assert.match(window.log.at(-1) ?? '', /cancelled/);
  });

  describe('starts a program that came from elsewhere', () => {
    const question = 'Share the credentials of';

    it('with a workspace only after a yes', async () => {
      const window = await open('3.0.0');
      installAgoras(computer.at('a/bin'), '3.0.0', computer.sandbox.url);
      await window.change('agoras.executable', computer.at('a/bin/agoras'));
      await window.does('proveWithAgoras', [[question, ESCAPE]]);
      assert.deepEqual([window.user.told, callsOfAgoras()], [[], []]);
      assert.match(await proves(window, [[question, 'Share']]), /^Agoras 3\.0\.0 logged in/);
    });

    it('by the settings of a workspace only after a yes', async () => {
      const window = await open('3.0.0', { 'agoras.executable': '/no/such/agoras' });
      await window.change('agoras.executable', '/no/such/agoras');
      await window.change('<workspace>/agoras.executable', computer.at('bin/agoras'));
      await window.does('proveWithAgoras', [[question, ESCAPE]]);
      assert.deepEqual(callsOfAgoras(), []);
    });

    it('on another computer only after a yes, and in Restricted Mode never', async () => {
      await open('3.0.0');
      const settings = { 'agoras.executable': computer.at('bin/agoras') };
      const remote = computer.openWindow({ settings, remoteName: 'dev-container' });
      assert.match(await proves(remote, [[question, 'Share']]), /^Agoras 3\.0\.0 logged in/);
      computer.sandbox.clearRequests();
      const restricted = computer.openWindow({ settings, isTrusted: false });
      assert.match(await proves(restricted), /^Agoras wasn’t started\. This workspace isn’t trusted/);
      assert.deepEqual(callsOfAgoras(), []);
    });
  });

  describe('as the last step of getting credentials', () => {
    const offer = 'can log in with the new credentials';

    const obtain = async (version: AgorasVersionNumber, more: Readonly<Record<string, unknown>> = {}) => {
      const { executable } = installAgoras(computer.at('bin'), version, computer.sandbox.url);
      const window = computer.openWindow({
        settings: {
          'agoras.agorasVersion': '3.x',
          'agoras.objectId': 'instagramAccount',
          'agoras.executable': executable,
          ...more,
        },
      });
      await window.does('getCredentials', computer.obtaining('ada', '.env'));
      return window;
    };
    const told = (window: FlowWindow, what: string) => window.user.told.filter(({ message }) => message.includes(what));
    const expectTold = (window: FlowWindow, what: string) =>
      eventually(what, () => (told(window, what).length > 0 ? true : undefined));

    it('is offered once: yes proves now and from then on', async () => {
      const window = await obtain('3.0.0');
      await expectTold(window, offer);
      await window.press('Always Prove');
      await expectTold(window, 'logged in to Instagram');
      await window.does('getCredentials', computer.obtaining('ada', '.env'));
      await expectTold(window, 'logged in to Instagram');
      assert.deepEqual(told(window, offer), []);
    });

    it('is offered once: no is for good', async () => {
      const window = await obtain('3.0.0');
      await expectTold(window, offer);
      await window.press('Never');
      await window.does('getCredentials', computer.obtaining('ada', '.env'));
      assert.deepEqual([told(window, offer), callsOfAgoras()], [[], []]);
    });

    for (const [version, set] of [
      ['1.1.5', '1.x'],
      ['2.2.0', '2.x'],
      ['3.0.0', '1.x'],
    ] as const) {
      it(`is not offered with ${version} for ${set}, where it could not prove what was written`, async () => {
        const window = await obtain(version, { 'agoras.agorasVersion': set, 'agoras.proveWithAgoras': 'always' });
        assert.deepEqual([told(window, offer), callsOfAgoras()], [[], []]);
      });
    }

    it('is not what a workspace can ask for', async () => {
      const window = await obtain('3.0.0', { '<workspace>/agoras.proveWithAgoras': 'always' });
      await expectTold(window, offer);
      assert.deepEqual(callsOfAgoras(), []);
    });
  });
});
