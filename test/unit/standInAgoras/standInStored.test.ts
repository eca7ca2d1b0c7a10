// What Agoras stores, and how the credentials of a run are chosen.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeStoredToken } from '../../agoras/tokenStore';
import {
  image,
  loginTwice,
  notAuthenticated,
  raises,
  refuses,
  StandInFixture,
  without,
  type Ended,
  type Variables,
} from './standInFixture';

describe('The stand-in for Agoras', () => {
  const fixture = new StandInFixture();
  const { run, calls, credentials, pageToken, pageId, instagramId } = fixture;

  describe('as 3.0.0', () => {
    const list = (): readonly string[] => ['instagram', 'list-posts', '--object-id', instagramId(), '--limit', '1'];
    const data = (token = pageToken()): Variables => ({
      user_id: instagramId(),
      client_id: fixture.sandbox.apps.demo.id,
      client_secret: fixture.sandbox.apps.demo.secret,
      refresh_token: token,
    });

    it('lists posts in one line, and none as an empty list', async () => {
      const variables = credentials('INSTAGRAM', pageToken());
      assert.deepEqual(await run('3.0.0', list(), variables), { exitCode: 0, stdout: '[]\n', stderr: '' });
      assert.deepEqual(calls(), [...loginTwice, 'GET v21.0/{ig}/media']);
      await run('3.0.0', ['instagram', 'post', '--text=Cake', `--image-1=${image}`], variables);
      const { stdout } = await run('3.0.0', list(), variables);
      const [{ id, text, media, author } = assert.fail()] = JSON.parse(stdout) as Record<string, unknown>[];
      assert.deepEqual([id, text, media, author], [fixture.sandbox.posts[0]?.id, 'Cake ', [image], 'cafe.lovelace']);
    });

    it('lists posts of a Page', async () => {
      const variables = credentials('FACEBOOK', fixture.sandbox.longLivedToken('ada'));
      await run('3.0.0', ['facebook', 'post', '--text=Open'], variables);
      const { stdout } = await run('3.0.0', ['facebook', 'list-posts', '--object-id', pageId()], variables);
      const [{ text } = assert.fail()] = JSON.parse(stdout) as { text: string }[];
      assert.equal(text, 'Open');
    });

    it('refuses half a set, naming what is missing', async () => {
      const incomplete = 'error: incomplete instagram environment credentials. Missing:';
      const advice = 'Set all env vars or pass --profile.';
      const partial = { INSTAGRAM_CLIENT_ID: '1', INSTAGRAM_ACCESS_TOKEN: 'x', INSTAGRAM_OBJECT_ID: '2' };
      const both = 'INSTAGRAM_CLIENT_SECRET, INSTAGRAM_REFRESH_TOKEN';
      refuses(await run('3.0.0', list(), partial), 2, `${incomplete} ${both}. ${advice}`);
      const almost = without(credentials('INSTAGRAM', 'x'), 'INSTAGRAM_CLIENT_SECRET');
      refuses(await run('3.0.0', list(), almost), 2, `${incomplete} INSTAGRAM_CLIENT_SECRET. ${advice}`);
      assert.deepEqual(calls(), []);
    });

    it('uses a profile by its name, the only one without, and refuses where it cannot tell', async () => {
      const storage = { AGORAS_STORAGE_DIR: join(fixture.folder, 'stored') };
      const store = (identifier: string, token?: string): void => {
        writeStoredToken(join(fixture.folder, 'stored'), { platform: 'instagram', identifier, data: data(token) });
      };
      const profile = (name: string): readonly string[] => [...list(), `--profile=${name}`];
      refuses(
        await run('3.0.0', profile('a@b'), storage),
        2,
        "error: profile 'a@b' not found for instagram. Available: (none)",
      );
      store('default');
      raises(await run('3.0.0', list(), storage), notAuthenticated('instagram'));
      store('demo@ada');
      assert.equal((await run('3.0.0', list(), storage)).exitCode, 0);
      store('demo@bad', 'EAAbad');
      refuses(
        await run('3.0.0', list(), storage),
        2,
        'error: multiple profiles for instagram. Pass --profile. Available: demo@ada, demo@bad',
      );
      // A complete environment, or a named profile: either is enough.
      assert.equal((await run('3.0.0', list(), { ...storage, ...credentials('INSTAGRAM', pageToken()) })).exitCode, 0);
      const bad = { ...storage, ...credentials('INSTAGRAM', 'EAAbad') };
      assert.equal((await run('3.0.0', profile('demo@ada'), bad)).exitCode, 0);
      raises(await run('3.0.0', profile('demo@bad'), storage), notAuthenticated('instagram'));
    });
  });

  describe('keeps what it stores', () => {
    const stored = {
      platform: 'instagram',
      identifier: '17',
      data: { user_id: '17', refresh_token: 'EAA secret token' },
    } as const;

    it('in the home folder, or from 2.0 where a variable says', async () => {
      const elsewhere = join(fixture.folder, 'stored');
      const variables = { AGORAS_STORAGE_DIR: elsewhere };
      await run('1.1.6', ['instagram', 'post'], variables);
      assert.deepEqual([existsSync(join(fixture.folder, '.agoras', '.key')), existsSync(elsewhere)], [true, false]);
      await run('2.0.5', ['instagram', 'post'], variables);
      assert.ok(existsSync(join(elsewhere, '.key')));
    });

    it('and fills gaps with it, until 2.x', async () => {
      const home = join(fixture.folder, '.agoras');
      const data = {
        user_id: instagramId(),
        client_id: fixture.sandbox.apps.demo.id,
        client_secret: fixture.sandbox.apps.demo.secret,
      };
      writeStoredToken(home, { ...stored, data: { ...data, refresh_token: 'EAAbad' } });
      const post = ['instagram', 'post', `--image-1=${image}`];
      const { exitCode } = await run('2.1.1', post, { INSTAGRAM_REFRESH_TOKEN: pageToken() });
      assert.deepEqual([exitCode, fixture.sandbox.posts.length], [0, 1]);
      raises(await run('2.1.1', post), notAuthenticated('instagram'));
    });

    it('and shows it, masked or not', async () => {
      const tokens = (...args: string[]): Promise<Ended> => run('2.0.5', ['utils', 'tokens', ...args]);
      const show = ['show', '--platform=instagram'];
      refuses(await tokens('list'), 1, 'No stored tokens found.');
      refuses(await tokens('list', '--platform=x'), 1, "No stored tokens found for platform 'x'.");
      refuses(await tokens(...show), 1, "No stored tokens found for platform 'instagram'.");
      writeStoredToken(join(fixture.folder, '.agoras'), stored);
      writeStoredToken(join(fixture.folder, '.agoras'), { ...stored, platform: 'facebook' });
      assert.equal((await tokens('list')).stdout, 'Stored tokens:\n\n  facebook: 17\n  instagram: 17\n');
      const plain = 'Platform: instagram\nIdentifier: 17\nData:\n  user_id: 17\n  refresh_token: EAA ...oken\n';
      assert.equal((await tokens(...show)).stdout, plain);
      const { platform, identifier, data } = stored;
      const shown: unknown = JSON.parse((await tokens(...show, '--identifier=17', '--format=json')).stdout);
      assert.deepEqual(shown, { platform, identifier, data });
      assert.equal((await tokens(...show, '--field=refresh_token')).stdout, 'EAA secret token\n');
      assert.equal((await tokens(...show, '--field=user_id', '--format=json')).stdout, '{\n  "user_id": "17"\n}\n');
      const noField = "Field 'x' not found in token data.\nAvailable fields: user_id, refresh_token";
      refuses(await tokens(...show, '--field=x'), 1, noField);
      const missing = "Token not found for platform 'instagram' with identifier '18'.";
      refuses(await tokens(...show, '--identifier=18'), 1, missing);
    });

    it('and exports it for an environment file', async () => {
      const command = ['utils', 'tokens', 'unattended-format', '--platform=instagram'];
      const warning = 'WARNING: Output contains cleartext credentials. Do not pipe to logs or shared systems.';
      refuses(await run('2.0.5', command), 1, `${warning}\nNo stored tokens found for platform(s): instagram.`);
      writeStoredToken(join(fixture.folder, '.agoras'), stored);
      const { stdout, stderr } = await run('2.0.5', command);
      assert.equal(stderr, `${warning}\n`);
      assert.match(stdout, /^INSTAGRAM_REFRESH_TOKEN='EAA secret token'$/m);
      assert.match(stdout, /^INSTAGRAM_OBJECT_ID=17$/m);
    });
  });
});
