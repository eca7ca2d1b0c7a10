import assert from 'node:assert/strict';
import { ALL_FLAGS } from '../../../src/agoras/flags';
import { AGORAS_1_1_6, parseAgorasVersion, type InstalledAgoras } from '../../../src/agoras/installedVersion';
import {
  loginArguments,
  loginEnvironment,
  loginProofOf,
  parseLogin,
  provesObjectId,
  type LoginAnswer,
  type LoginProof,
} from '../../../src/agoras/loginProof';
import type { Network } from '../../../src/agoras/target';

const agoras = (exact: string): InstalledAgoras => parseAgorasVersion(`agoras ${exact}`) ?? assert.fail(exact);

describe('The proof by an installed Agoras', () => {
  const plans: readonly (readonly [InstalledAgoras, LoginProof | undefined])[] = [
    ...['1.0.0', '1.1.2', '1.1.3', '1.1.5'].map((exact) => [agoras(exact), undefined] as const),
    [AGORAS_1_1_6, 'postNothing'],
    ...['2.0.0', '2.0.5', '2.1.1', '2.1.2.dev3'].map((exact) => [agoras(exact), 'postNothing'] as const),
    ...['2.2.0', '2.2.1', '2.9', '2.2.0rc1'].map((exact) => [agoras(exact), undefined] as const),
    ...['3.0.0', '3.0.0rc2', '3.1', '4.0.0'].map((exact) => [agoras(exact), 'listPosts'] as const),
  ];
  for (const [installed, proof] of plans) {
    it(`of ${installed.exact} is ${proof ?? 'none'}`, () => {
      assert.equal(loginProofOf(installed), proof);
    });
  }

  it('runs what posts nothing, and gives no argument but the object ID', () => {
    const all = (['listPosts', 'postNothing'] as const).flatMap((proof) =>
      (['instagram', 'facebook'] as const).map((network) => loginArguments(proof, network, '1789').join(' ')),
    );
    assert.deepEqual(all, [
      'instagram list-posts --object-id=1789 --limit=1',
      'facebook list-posts --object-id=1789 --limit=1',
      'instagram post --text=x',
      'facebook post',
    ]);
    assert.equal(provesObjectId('postNothing', 'instagram'), false);
    assert.equal(provesObjectId('postNothing', 'facebook'), true);
    assert.equal(provesObjectId('listPosts', 'instagram'), true);
  });

  describe('gets an environment', () => {
    const folder = '/tmp/agoras-login-1';
    const poison = {
      ...Object.fromEntries(ALL_FLAGS.map(({ environment }) => [environment, 'poison'])),
      ...Object.fromEntries(['1', '2', '3', '4'].map((n) => [`STATUS_IMAGE_URL_${n}`, 'poison'])),
      ...{ STATUS_TEXT: 'poison', STATUS_LINK: 'poison', FACEBOOK_APP_ID: 'poison', AGORAS_PROFILE: 'poison' },
      ...{ AGORAS_STORAGE_DIR: 'poison', THREADS_APP_ID: 'poison', WHATSAPP_ACCESS_TOKEN: 'poison' },
      ...{ PYTHONSTARTUP: 'poison', PYTHONINSPECT: 'poison', status_text: 'poison', AWS_SECRET_ACCESS_KEY: 'poison' },
    };
    const needed = {
      ...{ PATH: '/usr/bin', HOME: '/home/ada', LANG: 'es_ES.UTF-8', VIRTUAL_ENV: '/home/ada/venv', TMPDIR: '/tmp' },
      ...{ https_proxy: 'http://proxy:3128', NO_PROXY: 'localhost', REQUESTS_CA_BUNDLE: '/etc/ca.pem' },
      PYTHONPATH: '/opt/agoras',
    };
    const values = { INSTAGRAM_CLIENT_ID: '1' };
    const made = (installed: InstalledAgoras, platform: NodeJS.Platform = 'linux', more: NodeJS.ProcessEnv = {}) =>
      loginEnvironment(installed, { platform, env: { ...poison, ...needed, ...more }, folder }, values);

    it('with what Python needs and the values that are proven, and nothing else of whoever starts it', () => {
      const own = { AGORAS_STORAGE_DIR: folder, PYTHONIOENCODING: 'utf-8' };
      for (const exact of ['2.0.5', '3.0.0']) assert.deepEqual(made(agoras(exact)), { ...needed, ...own, ...values });
    });

    it('with a home of its own for 1.1.6, which stores nowhere else, and finds what pip has installed in the old one', () => {
      const { HOME, PYTHONUSERBASE } = made(AGORAS_1_1_6);
      assert.deepEqual([HOME, PYTHONUSERBASE], [folder, '/home/ada/.local']);
      assert.equal(made(AGORAS_1_1_6, 'linux', { PYTHONUSERBASE: '/opt/base' })['PYTHONUSERBASE'], '/opt/base');
      assert.equal(made(AGORAS_1_1_6, 'win32', { USERPROFILE: 'C:\\Users\\ada' })['USERPROFILE'], folder);
    });

    it('on Windows, whatever capitals the variables have', () => {
      const { Path, SystemRoot, Status_Text } = made(agoras('3.0.0'), 'win32', {
        Path: 'C:\\Python',
        SystemRoot: 'C:\\Windows',
        Status_Text: 'poison',
      });
      assert.deepEqual([Path, SystemRoot, Status_Text], ['C:\\Python', 'C:\\Windows', undefined]);
    });
  });

  describe('is read as', () => {
    const raised = (text: string): string =>
      `[ERROR] ${text}\nTraceback (most recent call last):\n  File "x.py"\nException: ${text}\n[CRITICAL] Shutting down due to fatal error!\n`;
    const noImage = raised('Instagram requires at least one status image.');
    const noContent = raised('No status text, link, or images provided.');
    const warning = '[WARNING] Page detection/token exchange failed: 400 for url: https://x?access_token=EAAsecret\n';
    const posts = '[{"id":"1","text":"Cake","media":[],"author":"ada","created_at":"","metadata":{}}]\n';
    const accepted: LoginAnswer = { kind: 'accepted' };
    const refused: LoginAnswer = { kind: 'refused' };
    const unknown = (exitCode: number): LoginAnswer => ({ kind: 'unknown', exitCode });
    const notAuthenticated = (network: Network) => `Not authenticated. Please run 'agoras ${network} authorize' first.`;
    const plainly = "Instagram authentication failed: authentication failed. Run 'agoras instagram authorize' first.\n";
    const incomplete = (names: string) =>
      `error: incomplete instagram environment credentials. Missing: ${names}. Set all env vars or pass --profile.\n`;

    type Case = readonly [
      what: string,
      proof: LoginProof,
      network: Network,
      output: readonly [code: number, stdout: string, stderr?: string],
      answer: LoginAnswer,
    ];
    const CASES: readonly Case[] = [
      ['posts', 'listPosts', 'instagram', [0, posts], accepted],
      ['no posts yet', 'listPosts', 'facebook', [0, '[]\n'], accepted],
      ['posts after other lines', 'listPosts', 'instagram', [0, `[INFO] hello\r\n${posts}`], accepted],
      ['the missing image', 'postNothing', 'instagram', [1, noImage], accepted],
      ['the missing image in red', 'postNothing', 'instagram', [1, `\x1b[31m${noImage}`], accepted],
      ['the missing content', 'postNothing', 'facebook', [1, noContent], accepted],
      ['a Page not found, before 2.0', 'postNothing', 'facebook', [1, warning + noContent], { kind: 'pageNotFound' }],
      ['a Page not found', 'postNothing', 'facebook', [1, noContent, warning], { kind: 'pageNotFound' }],
      ['a Page not found, and posts', 'listPosts', 'facebook', [0, posts, warning], { kind: 'pageNotFound' }],
      ...(['instagram', 'facebook'] as const).flatMap((network): readonly Case[] => [
        ['no login', 'listPosts', network, [1, raised(notAuthenticated(network))], refused],
        ['no login in 2.x', 'postNothing', network, [1, raised(notAuthenticated(network))], refused],
      ]),
      ['a failed login', 'postNothing', 'instagram', [1, raised('Instagram authentication failed')], refused],
      ['a failed login in one line', 'listPosts', 'instagram', [1, '', plainly], refused],
      [
        'a failed login with a Page',
        'postNothing',
        'facebook',
        [1, raised('Facebook authentication failed'), warning],
        refused,
      ],
      [
        'a part',
        'listPosts',
        'instagram',
        [2, '', incomplete('INSTAGRAM_CLIENT_SECRET, INSTAGRAM_REFRESH_TOKEN')],
        { kind: 'incomplete', missing: ['INSTAGRAM_CLIENT_SECRET', 'INSTAGRAM_REFRESH_TOKEN'] },
      ],
      [
        'a part that is a secret',
        'listPosts',
        'instagram',
        [2, '', incomplete('EAAsecret')],
        { kind: 'incomplete', missing: [] },
      ],
      ['silence', 'listPosts', 'instagram', [0, ''], unknown(0)],
      ['an object', 'listPosts', 'instagram', [0, '{"id":"1"}\n'], unknown(0)],
      ['a list of something else', 'listPosts', 'instagram', [0, '["EAAsecret"]\n'], unknown(0)],
      ['half a list', 'listPosts', 'instagram', [0, '[{"id":\n'], unknown(0)],
      ['a list that is not the last', 'listPosts', 'instagram', [0, `${posts}bye\n`], unknown(0)],
      ['posts with an error', 'listPosts', 'instagram', [0, `[ERROR] oh\n${posts}`], unknown(0)],
      ['posts and a bad end', 'listPosts', 'instagram', [1, posts], unknown(1)],
      ['what Facebook says', 'listPosts', 'instagram', [1, raised('FacebookError(code=100,message=x)')], unknown(1)],
      ['the missing image and a good end', 'postNothing', 'instagram', [0, noImage], unknown(0)],
      ['another error first', 'postNothing', 'instagram', [1, `[ERROR] oh\n${noImage}`], unknown(1)],
      ['a post, which nobody has asked for', 'postNothing', 'facebook', [0, '{"id":"1"}\n'], unknown(0)],
      [
        'the missing image, looked at first',
        'postNothing',
        'instagram',
        [1, '', 'error: at least one --image-N is required\n'],
        unknown(1),
      ],
      ['the sentence of the other network', 'postNothing', 'facebook', [1, noImage], unknown(1)],
      [
        'no login of the other network',
        'postNothing',
        'facebook',
        [1, raised(notAuthenticated('instagram'))],
        unknown(1),
      ],
      ['no login and a good end', 'listPosts', 'instagram', [0, raised(notAuthenticated('instagram'))], unknown(0)],
      ['a missing object ID', 'postNothing', 'instagram', [1, raised('Instagram object ID is required.')], unknown(1)],
      [
        'a command that is not there',
        'listPosts',
        'instagram',
        [2, '', "error: invalid choice: 'list-posts'\n"],
        unknown(2),
      ],
      [
        'several profiles',
        'listPosts',
        'instagram',
        [2, '', 'error: multiple profiles for instagram. Pass --profile.\n'],
        unknown(2),
      ],
      [
        'a Python without it',
        'postNothing',
        'instagram',
        [1, '', "ModuleNotFoundError: No module named 'agoras'\n"],
        unknown(1),
      ],
      ['a Page not found, and nothing known', 'postNothing', 'facebook', [1, '', warning], unknown(1)],
    ];
    for (const [what, proof, network, [code, stdout, stderr = ''], answer] of CASES) {
      it(`${answer.kind}: ${what} (${proof}, ${network})`, () => {
        const read = parseLogin(proof, network, { code, stdout, stderr });
        assert.deepEqual(read, answer);
        assert.doesNotMatch(JSON.stringify(read), /secret/);
      });
    }
  });
});
