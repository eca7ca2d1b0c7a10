// Publishing through the Graph API stand-in: who posts where, and what it refuses.
import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { guidePermissions, startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { bodyOf, callsTo, refuses } from './calls';

const image = 'https://example.org/cake.jpg';

describe('Publishing in the sandbox', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox({ now: () => Date.UTC(2026, 10, 23, 12) })));
  const { ask, send } = callsTo(() => sandbox);

  const pageToken = (permissions?: readonly string[]): string =>
    sandbox.pageToken('ada', sandbox.pages.adaInstagram.id, {
      from: 'longLived',
      ...(permissions ? { permissions } : {}),
    });

  async function idOf(answer: Promise<Response>): Promise<string> {
    return ((await bodyOf(answer)) as { id: string }).id;
  }

  describe('on an Instagram account', () => {
    const account = (): string => sandbox.pages.adaInstagram.instagram.id;

    async function publish(token: string, version?: string): Promise<string> {
      const creation = await idOf(send(token, `/${account()}/media`, { image_url: image, caption: 'Cake!' }, version));
      const container = await bodyOf(ask(token, `/${creation}`, { fields: 'status_code' }));
      assert.deepEqual(container, { status_code: 'FINISHED', id: creation });
      return idOf(send(token, `/${account()}/media_publish`, { creation_id: creation }, version));
    }

    it('works with the token of its Page and with that of a person, and tells them apart', async () => {
      const id = await publish(pageToken());
      const second = await publish(sandbox.longLivedToken('ada'));
      const post = {
        network: 'instagram',
        objectId: account(),
        text: 'Cake!',
        link: undefined,
        imageUrls: [image],
        publishedAt: Date.UTC(2026, 10, 23, 12) / 1000,
      };
      assert.deepEqual(sandbox.posts, [
        { ...post, id, tokenKind: 'PAGE', tokenPageId: sandbox.pages.adaInstagram.id },
        { ...post, id: second, tokenKind: 'USER', tokenPageId: undefined },
      ]);
    });

    for (const version of ['v14.0', 'v21.0', 'v27.0']) {
      it(`works as ${version}`, async () => {
        await publish(pageToken(), version);
        assert.equal(sandbox.posts.length, 1);
      });
    }

    it('is listed, newest first and in result pages, and counts against the limit', async () => {
      const token = pageToken();
      const ids = [await publish(token), await publish(token)];
      const fields = 'id,caption,timestamp,username,media_type,media_url,permalink';
      const list = (await bodyOf(ask(token, `/${account()}/media`, { fields, limit: '1' }))) as {
        data: Readonly<Record<string, string>>[];
        paging: { next: string };
      };
      const [newest] = list.data;
      assert.deepEqual([newest?.['id'], newest?.['caption'], newest?.['media_url']], [ids[1], 'Cake!', image]);
      assert.equal(newest?.['timestamp'], '2026-11-23T12:00:00+0000');
      const rest = (await (await fetch(list.paging.next)).json()) as { data: { id: string }[] };
      assert.deepEqual(
        rest.data.map(({ id }) => id),
        [ids[0]],
      );
      const limit = await bodyOf(ask(token, `/${account()}/content_publishing_limit`));
      assert.deepEqual(limit, { data: [{ quota_usage: 2 }] });
      assert.deepEqual(await bodyOf(ask(token, `/${String(ids[0])}`, { fields: 'media_type' })), {
        media_type: 'IMAGE',
        id: ids[0],
      });
    });

    it('takes several images as a carousel', async () => {
      const token = pageToken();
      const children: string[] = [];
      for (const name of ['1', '2']) {
        const item = { image_url: `${image}?${name}`, is_carousel_item: 'true' };
        children.push(await idOf(send(token, `/${account()}/media`, item)));
      }
      const carousel = { media_type: 'CAROUSEL', children: children.join(','), caption: 'Two' };
      const creation = await idOf(send(token, `/${account()}/media`, carousel));
      await idOf(send(token, `/${account()}/media_publish`, { creation_id: creation }));
      assert.deepEqual(
        sandbox.posts.map(({ text, imageUrls }) => [text, imageUrls]),
        [['Two', [`${image}?1`, `${image}?2`]]],
      );
    });

    it('publishes a container once, and none of another account', async () => {
      const token = pageToken();
      const creation = await idOf(send(token, `/${account()}/media`, { image_url: image }));
      const unknown = { code: 24, subcode: 2207006, message: /requested resource does not exist/ };
      const grace = sandbox.longLivedToken('grace');
      const { id: graceId } = sandbox.pages.grace.instagram;
      await refuses(send(grace, `/${graceId}/media_publish`, { creation_id: creation }), unknown);
      await idOf(send(token, `/${account()}/media_publish`, { creation_id: creation }));
      await refuses(send(token, `/${account()}/media_publish`, { creation_id: creation }), unknown);
      const status = await bodyOf(ask(token, `/${creation}`, { fields: 'status_code' }));
      assert.deepEqual(status, { status_code: 'PUBLISHED', id: creation });
      assert.equal(sandbox.posts.length, 1);
    });

    it('is over for the day after a hundred posts', async () => {
      const token = pageToken();
      for (let published = 0; published < 100; published += 1) await publish(token);
      const creation = await idOf(send(token, `/${account()}/media`, { image_url: image }));
      const limit = { code: 9, subcode: 2207042, message: /posting limit has been reached/ };
      await refuses(send(token, `/${account()}/media_publish`, { creation_id: creation }), limit);
      assert.equal(sandbox.posts.length, 100);
    });

    it('refuses what is not asked for rightly', async () => {
      const token = pageToken();
      const media = `/${account()}/media`;
      await refuses(send(token, media, { caption: 'x' }), { code: 100, message: /parameter image_url is required$/ });
      await refuses(send(token, media, { image_url: 'cake.jpg' }), { code: 9004, subcode: 2207052, message: /photo/ });
      const noChildren = { code: 100, message: /parameter children is required$/ };
      await refuses(send(token, media, { media_type: 'CAROUSEL', children: '1' }), noChildren);
      const noCreation = { code: 100, message: /parameter creation_id is required$/ };
      await refuses(send(token, `${media}_publish`, {}), noCreation);
      const notAllowed = { code: 10, message: /^\(#10\)/ };
      await refuses(send(pageToken(['instagram_basic']), media, { image_url: image }), notAllowed);
      assert.deepEqual(sandbox.posts, []);
    });

    it('takes no Page ID for an Instagram account, and nobody else’s account', async () => {
      const unsupported = (method: string): Parameters<typeof refuses>[1] => ({
        code: 100,
        subcode: 33,
        type: 'GraphMethodException',
        message: new RegExp(`^Unsupported ${method} request\\. Object with ID`),
      });
      const { id: pageId } = sandbox.pages.adaInstagram;
      for (const token of [pageToken(), sandbox.longLivedToken('ada')]) {
        await refuses(send(token, `/${pageId}/media`, { image_url: image }), unsupported('post'));
        await refuses(send(token, `/${pageId}/media_publish`, { creation_id: '1' }), unsupported('post'));
      }
      await refuses(send(sandbox.longLivedToken('grace'), `/${account()}/media`, {}), unsupported('post'));
      const otherPage = sandbox.pageToken('ada', sandbox.pages.adaPlain.id, { from: 'longLived' });
      await refuses(ask(otherPage, `/${account()}/media`), unsupported('get'));
    });
  });

  describe('on a Page', () => {
    const page = (): string => `/${sandbox.pages.adaInstagram.id}`;

    it('works with the Page’s own token, with photos or without', async () => {
      const token = pageToken();
      const id = await idOf(send(token, `${page()}/feed`, { message: 'Open today', link: 'https://example.org/' }));
      assert.match(id, /^104837261950483_\d+$/);
      const photo = await idOf(send(token, `${page()}/photos`, { url: image, published: 'False' }));
      const attached = JSON.stringify([{ media_fbid: photo }]);
      await idOf(send(token, `${page()}/feed`, { message: 'With cake', attached_media: attached }, 'v14.0'));
      await idOf(send(token, `${page()}/photos`, { url: image, caption: 'Cake alone' }, 'v21.0'));
      const { id: pageId } = sandbox.pages.adaInstagram;
      assert.deepEqual(
        sandbox.posts.map((post) => [
          post.network,
          post.objectId,
          post.text,
          post.link,
          post.imageUrls,
          post.tokenPageId,
        ]),
        [
          ['facebook', pageId, 'Open today', 'https://example.org/', [], pageId],
          ['facebook', pageId, 'With cake', undefined, [image], pageId],
          ['facebook', pageId, 'Cake alone', undefined, [image], pageId],
        ],
      );
      for (const edge of ['feed', 'published_posts']) {
        const answer = await bodyOf(ask(token, `${page()}/${edge}`, { fields: 'message' }));
        const { data } = answer as { data: { message: string }[] };
        assert.deepEqual(
          data.map(({ message }) => message),
          ['Cake alone', 'With cake', 'Open today'],
        );
      }
    });

    it('takes a list of photos in JSON as well', async () => {
      const token = pageToken();
      const photo = await idOf(send(token, `${page()}/photos`, { url: image, published: 'false' }));
      const reply = fetch(`${sandbox.url}/v25.0${page()}/feed`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ access_token: token, attached_media: [{ media_fbid: photo }] }),
      });
      await idOf(reply);
      assert.deepEqual(sandbox.posts[0]?.imageUrls, [image]);
    });

    it('needs the Page’s token and both permissions', async () => {
      const refused = { code: 200, status: 403, message: /^\(#200\) If posting to a group/ };
      const message = { message: 'x', url: image };
      for (const token of [
        sandbox.longLivedToken('ada'),
        pageToken(guidePermissions),
        pageToken(['pages_manage_posts']),
        pageToken(['pages_read_engagement']),
      ]) {
        await refuses(send(token, `${page()}/feed`, message), refused);
        await refuses(send(token, `${page()}/photos`, message), refused);
      }
      const asPage = { code: 210, message: /^\(#210\) A page access token is required/ };
      await refuses(ask(sandbox.longLivedToken('ada'), `${page()}/feed`), asPage);
      await refuses(ask(pageToken(['pages_manage_posts']), `${page()}/feed`), {
        code: 10,
        message: /pages_read_engagement/,
      });
      assert.deepEqual(sandbox.posts, []);
    });

    it('refuses an empty post and photos that are not on the Page', async () => {
      const token = pageToken();
      await refuses(send(token, `${page()}/feed`, { message: '' }), { code: 197, message: /The post is empty/ });
      await refuses(send(token, `${page()}/feed`, { 'attached_media[0]': '{"media_fbid":"1"}' }), {
        code: 100,
        message: /attached_media/,
      });
      await refuses(send(token, `${page()}/photos`, {}), { code: 100, message: /parameter url is required$/ });
    });
  });

  it('is over once data access has ended', async () => {
    const old = { ageSeconds: 91 * 86_400, lifeSeconds: 99 * 86_400 };
    const { id, instagram } = sandbox.pages.grace;
    const token = sandbox.pageToken('grace', id, { from: 'longLived', ...old });
    await refuses(send(token, `/${instagram.id}/media`, { image_url: image }), { code: 10, message: /^\(#10\)/ });
    await refuses(send(token, `/${id}/feed`, { message: 'x' }), { code: 200, status: 403, message: /^\(#200\)/ });
  });

  it('is forgotten once the sandbox is cleared', async () => {
    await idOf(send(pageToken(), `/${sandbox.pages.adaInstagram.id}/feed`, { message: 'x' }));
    assert.equal(sandbox.posts.length, 1);
    sandbox.clear();
    assert.deepEqual(sandbox.posts, []);
  });
});
