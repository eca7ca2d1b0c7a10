// The releases that post with a given token: 1.0.0 to 1.1.5.
import assert from 'node:assert/strict';
import { image, raises, StandInFixture, withPublish } from './standInFixture';

describe('The stand-in for Agoras', () => {
  const fixture = new StandInFixture();
  const { run, calls, pageToken, pageId, instagramId } = fixture;

  describe('posts with the token that it is given', () => {
    const post = (network: string, ...args: readonly string[]): readonly string[] => [
      'publish',
      `--network=${network}`,
      '--action=post',
      ...args,
    ];

    for (const version of withPublish) {
      // The link follows the text; here it is empty.
      const caption = ['1.0.0', '1.1.2'].includes(version) ? 'Cake' : 'Cake ';
      it(`to Instagram, as ${version}`, async () => {
        const flags = [`--instagram-access-token=${pageToken()}`, `--instagram-object-id=${instagramId()}`];
        const content = ['--status-text=Cake', `--status-image-url-1=${image}`];
        const { exitCode, stdout } = await run(version, post('instagram', ...flags, ...content));
        assert.equal(exitCode, 0);
        assert.deepEqual(JSON.parse(stdout), { id: fixture.sandbox.posts[0]?.id });
        assert.deepEqual(calls(), ['POST v14.0/{ig}/media', 'POST v14.0/{ig}/media_publish']);
        const [{ text, imageUrls, tokenKind } = assert.fail()] = fixture.sandbox.posts;
        assert.deepEqual([text, imageUrls, tokenKind], [caption, [image], 'PAGE']);
      });
    }

    it('to Instagram, several images as one post', async () => {
      const flags = [`-it=${pageToken()}`, `-io=${instagramId()}`, '-i1', image, '-i2', `${image}?2`, '-sl', image];
      assert.equal((await run('1.1.5', post('instagram', ...flags))).exitCode, 0);
      assert.deepEqual(fixture.sandbox.posts[0]?.imageUrls, [image, `${image}?2`]);
      assert.equal(fixture.sandbox.posts[0].text, ` ${image}`);
    });

    it('to a Page, with photos; 1.0.0 leaves them out', async () => {
      const flags = [`-ft=${pageToken()}`, `-fo=${pageId()}`, '-st', 'Cake', '-i1', image];
      const old = JSON.parse((await run('1.0.0', post('facebook', ...flags))).stdout) as { id: string };
      const recent = JSON.parse((await run('1.1.5', post('facebook', ...flags))).stdout) as { id: string };
      assert.deepEqual(
        fixture.sandbox.posts.map(({ imageUrls }) => imageUrls),
        [[], [image]],
      );
      assert.equal(old.id, fixture.sandbox.posts[0]?.id);
      assert.equal(`${pageId()}_${recent.id}`, fixture.sandbox.posts[1]?.id);
      assert.deepEqual(calls(), ['POST v14.0/{page}/feed', 'POST v14.0/{page}/photos', 'POST v14.0/{page}/feed']);
    });

    it('from the environment, too, from 1.1.3', async () => {
      const variables = {
        INSTAGRAM_ACCESS_TOKEN: pageToken(),
        INSTAGRAM_OBJECT_ID: instagramId(),
        STATUS_IMAGE_URL_1: image,
      };
      for (const version of ['1.1.3', '1.1.5'] as const) {
        assert.equal((await run(version, post('instagram'), variables)).exitCode, 0);
      }
      for (const version of ['1.0.0', '1.1.2'] as const) {
        raises(await run(version, post('instagram'), variables), 'LibraryError(code=-1,message=Need access token)');
        const flag = `-it=${pageToken()}`;
        raises(await run(version, post('instagram', flag), variables), 'No --instagram-object-id provided.');
      }
      assert.equal(fixture.sandbox.posts.length, 2);
    });

    it('and refuses, before any call, what is missing', async () => {
      const token = `-it=${pageToken()}`;
      const facebook = [`-ft=${pageToken()}`, `-fo=${pageId()}`];
      const noImage = 'Instagram requires at least one status image.';
      raises(await run('1.1.5', ['publish']), '--network is a required argument.');
      raises(await run('1.1.5', ['publish', '-n', 'instagram', token]), '--action is a required argument.');
      raises(await run('1.1.5', post('instagram', token, '-io=1', '-st=x')), noImage);
      const noContent = 'No --status-text or --status-link or --status-image-url-1 provided.';
      raises(await run('1.1.5', post('facebook', ...facebook)), noContent);
      raises(await run('1.1.2', post('facebook', ...facebook)), 'No --status-text or --status-image-url-1 provided.');
      assert.deepEqual(calls(), []);
    });

    it('and tells what Facebook refuses', async () => {
      const bad = await run('1.1.5', post('instagram', '-it=EAAbad', `-io=${instagramId()}`, `-i1=${image}`));
      assert.equal(bad.exitCode, 1);
      assert.match(
        bad.stdout,
        /^\[ERROR\] FacebookError\(code=190,message=The access token could not be decrypted,type=OAuthException,fbtrace_id=/,
      );
      const page = await run('1.1.5', post('instagram', `-it=${pageToken()}`, `-io=${pageId()}`, `-i1=${image}`));
      assert.match(
        page.stdout,
        /^\[ERROR\] FacebookError\(code=100,message=Unsupported post request.*error_subcode=33/,
      );
    });
  });
});
