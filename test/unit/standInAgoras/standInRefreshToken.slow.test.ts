// The releases that exchange a refresh token: 1.1.6, 2.x and 3.x.
import assert from 'node:assert/strict';
import {
  image,
  loginTwice,
  notAuthenticated,
  raises,
  refuses,
  StandInFixture,
  withPlatforms,
  without,
} from './standInFixture';

const untilTwo = withPlatforms.slice(0, 3);
const contentFirst = withPlatforms.slice(3);

describe('The stand-in for Agoras', () => {
  const fixture = new StandInFixture();
  const { run, calls, credentials, pageToken, pageId, instagramId } = fixture;

  describe('posts to Instagram with a refresh token', () => {
    const post = ['instagram', 'post', '--text=Cake', `--image-1=${image}`];

    for (const version of withPlatforms) {
      for (const kind of ['PAGE', 'USER']) {
        it(`of a ${kind}, as ${version}`, async () => {
          const token = kind === 'PAGE' ? pageToken() : fixture.sandbox.longLivedToken('ada');
          const { exitCode, stdout, stderr } = await run(version, post, credentials('INSTAGRAM', token));
          assert.deepEqual([exitCode, stderr], [0, '']);
          assert.deepEqual(JSON.parse(stdout), { id: fixture.sandbox.posts[0]?.id });
          const ask = version === '1.1.6' ? [] : ['GET v21.0/{container}'];
          const create = ['POST v21.0/{ig}/media', ...ask];
          assert.deepEqual(calls(), [...loginTwice, ...create, ...create, ...ask, 'POST v21.0/{ig}/media_publish']);
          const [{ text, tokenKind } = assert.fail()] = fixture.sandbox.posts;
          assert.deepEqual([text, tokenKind], ['Cake ', kind]);
        });
      }

      it(`and finds none, as ${version}`, async () => {
        raises(await run(version, post), notAuthenticated('instagram'));
        assert.deepEqual(calls(), []);
      });

      it(`and says so where Facebook refuses it, as ${version}`, async () => {
        raises(await run(version, post, credentials('INSTAGRAM', 'EAAbad')), notAuthenticated('instagram'));
        assert.deepEqual(calls(), ['POST v21.0/oauth/access_token']);
      });

      it(`and tells a failed login otherwise where there is an access token, as ${version}`, async () => {
        const variables = { ...credentials('INSTAGRAM', 'EAAbad'), INSTAGRAM_ACCESS_TOKEN: pageToken() };
        const ended = await run(version, post, variables);
        const failed = 'Instagram authentication failed';
        if (['1.1.6', '2.0.5'].includes(version)) raises(ended, failed);
        else refuses(ended, 1, `${failed}: authentication failed. Run 'agoras instagram authorize' first.`);
        assert.deepEqual(calls(), ['POST v21.0/oauth/access_token', 'POST v21.0/oauth/access_token']);
      });

      it(`and needs the object ID, as ${version}`, async () => {
        const variables = without(credentials('INSTAGRAM', pageToken()), 'INSTAGRAM_OBJECT_ID');
        raises(await run(version, post, variables), 'Instagram object ID is required.');
        assert.deepEqual(calls(), loginTwice);
      });

      it(`and never with the two values of 1.x, as ${version}`, async () => {
        const pair = { INSTAGRAM_ACCESS_TOKEN: pageToken(), INSTAGRAM_OBJECT_ID: instagramId() };
        const said = version === '1.1.6' ? 'Instagram authentication failed' : notAuthenticated('instagram');
        raises(await run(version, post, pair), said);
        assert.deepEqual(calls(), []);
      });
    }

    for (const version of untilTwo) {
      it(`and needs an image, which a variable can be, as ${version}`, async () => {
        const variables = credentials('INSTAGRAM', pageToken());
        const noImage = 'Instagram requires at least one status image.';
        raises(await run(version, ['instagram', 'post', '--text', 'x'], variables), noImage);
        assert.deepEqual(calls(), loginTwice);
        const ended = await run(version, ['instagram', 'post'], { ...variables, STATUS_IMAGE_URL_1: image });
        assert.equal(ended.exitCode, 0);
      });
    }

    for (const version of contentFirst) {
      it(`and wants an image before anything else, as ${version}`, async () => {
        const variables = { STATUS_IMAGE_URL_1: image, ...credentials('INSTAGRAM', pageToken()) };
        const ended = await run(version, ['instagram', 'post', '--text=x'], variables);
        refuses(ended, 1, 'error: at least one --image-N is required');
        assert.deepEqual(calls(), []);
      });
    }

    it('and tells what Facebook refuses', async () => {
      const variables = { ...credentials('INSTAGRAM', pageToken()), INSTAGRAM_OBJECT_ID: pageId() };
      const { stdout } = await run('2.1.1', post, variables);
      assert.match(
        stdout,
        /^\[ERROR\] Instagram media creation failed: Instagram post_object failed: FacebookError\(code=100,/,
      );
    });

    it('by the command of 1.x, as 2.1.1; 3.0.0 has done away with it', async () => {
      const publish = ['publish', '-n', 'instagram', '-a', 'post', `-i1=${image}`, `-i2=${image}?2`];
      const variables = credentials('INSTAGRAM', pageToken());
      assert.equal((await run('2.1.1', publish, variables)).exitCode, 0);
      assert.equal(fixture.sandbox.posts[0]?.imageUrls.length, 2);
      const ended = await run('3.0.0', publish, variables);
      assert.deepEqual([ended.exitCode, ended.stdout], [1, '']);
      assert.match(
        ended.stderr,
        /^`agoras publish` was removed in Agoras 3\.0\. Use `agoras <platform> \.\.\.` instead - /,
      );
      raises(await run('2.1.1', ['publish']), '--network is a required argument.');
      raises(await run('2.1.1', ['publish', '-n', 'facebook']), 'Action is a required argument.');
    });
  });

  describe('posts to a Page', () => {
    const findPage = ['GET v21.0/{page}', 'GET v21.0/me/accounts'];

    for (const version of withPlatforms) {
      it(`with its own token, found by that of a person, as ${version}`, async () => {
        const variables = credentials('FACEBOOK', fixture.sandbox.longLivedToken('ada'));
        const { exitCode, stdout } = await run(
          version,
          ['facebook', 'post', '--text=Cake', `--image-1=${image}`],
          variables,
        );
        assert.equal(exitCode, 0);
        const { id } = JSON.parse(stdout) as { id: string };
        const [{ id: posted, link, tokenKind } = assert.fail()] = fixture.sandbox.posts;
        assert.deepEqual([posted, link, tokenKind], [`${pageId()}_${id}`, image, 'PAGE']);
        assert.deepEqual(calls(), [...loginTwice, ...findPage, 'POST v21.0/{page}/feed']);
      });

      it(`and warns where the refresh token is the Page’s, as ${version}: the warning holds a token`, async () => {
        const ended = await run(version, ['facebook', 'post', '--text=x'], credentials('FACEBOOK', pageToken()));
        const [said, quiet] = version === '1.1.6' ? [ended.stdout, ended.stderr] : [ended.stderr, ended.stdout];
        assert.match(said, /^\[WARNING\] Page detection\/token exchange failed: .*me\/accounts\?access_token=EAA/);
        assert.doesNotMatch(quiet, /WARNING/);
        assert.deepEqual([ended.exitCode, fixture.sandbox.posts.length], [0, 1]);
      });

      it(`and needs the Page’s ID, as ${version}`, async () => {
        const variables = without(credentials('FACEBOOK', fixture.sandbox.longLivedToken('ada')), 'FACEBOOK_OBJECT_ID');
        raises(await run(version, ['facebook', 'post', '--text=x'], variables), 'Facebook object ID is required.');
        assert.deepEqual(calls(), loginTwice);
      });

      if (version === '3.0.0') continue;
      it(`and warns and fails where nothing but an access token is given, as ${version}`, async () => {
        const pair = { FACEBOOK_ACCESS_TOKEN: pageToken(), FACEBOOK_OBJECT_ID: pageId() };
        const { exitCode, stdout, stderr } = await run(version, ['facebook', 'post', '--text=x'], pair);
        assert.deepEqual([exitCode, calls()], [1, []]);
        const [first = '', second = ''] = (version === '1.1.6' ? stdout : stderr + stdout).split('\n');
        const failed = ['1.1.6', '2.0.5'].includes(version)
          ? 'Facebook authentication failed'
          : "Facebook authentication failed: credentials are not available. Run 'agoras facebook authorize' first.";
        assert.equal(first, `[WARNING] Page detection/token exchange failed: ${failed}`);
        assert.equal(second, ['1.1.6', '2.0.5'].includes(version) ? `[ERROR] ${failed}` : failed);
      });
    }

    it('and finds nothing but an access token, as 3.0.0', async () => {
      const pair = { FACEBOOK_ACCESS_TOKEN: pageToken(), FACEBOOK_OBJECT_ID: pageId() };
      raises(await run('3.0.0', ['facebook', 'post', '--text=x'], pair), notAuthenticated('facebook'));
      assert.deepEqual(calls(), []);
    });

    it('and needs something to say', async () => {
      const variables = credentials('FACEBOOK', fixture.sandbox.longLivedToken('ada'));
      raises(await run('2.1.1', ['facebook', 'post'], variables), 'No status text, link, or images provided.');
      assert.deepEqual(calls(), [...loginTwice, ...findPage]);
      const flags = 'error: Provide at least one of: --text, --link, --image-1..4';
      refuses(await run('3.0.0', ['facebook', 'post'], variables), 1, flags);
    });

    it('and looks for it among the first 25 Pages only', async () => {
      const { id } = fixture.sandbox.people.many.pages[30] ?? assert.fail();
      const variables = { ...credentials('FACEBOOK', fixture.sandbox.longLivedToken('many')), FACEBOOK_OBJECT_ID: id };
      const { exitCode, stderr, stdout } = await run('2.1.1', ['facebook', 'post', '--text=x'], variables);
      assert.equal(exitCode, 1);
      assert.match(stderr, new RegExp(`Page ${id} not found in user accounts or no access token available\n$`));
      assert.match(
        stdout,
        /^\[ERROR\] Facebook post creation failed: Facebook post_object failed: FacebookError\(code=200,/,
      );
    });

    it('and takes what is no Page for a profile', async () => {
      const variables = { ...credentials('FACEBOOK', fixture.sandbox.longLivedToken('ada')), FACEBOOK_OBJECT_ID: '1' };
      const { stdout } = await run('2.1.1', ['facebook', 'post', `--image-1=${image}`], variables);
      assert.match(stdout, /^\[ERROR\] Facebook media upload failed: .*Unsupported post request/);
    });
  });
});
