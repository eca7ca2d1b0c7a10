// Publishing on an Instagram account and on a Page: containers, photos, posts.
// https://developers.facebook.com/docs/instagram-platform/content-publishing
// https://developers.facebook.com/docs/pages-api/posts
import {
  attachmentUnknown,
  containerUnknown,
  dayLimitReached,
  imageNotFetchable,
  needsInstagramPermission,
  needsPagePermission,
  needsPagePublishing,
  pageTokenRequired,
  parameterRequired,
  postEmpty,
} from './errors';
import {
  hasLostDataAccess,
  isGranted,
  listEdge,
  renderNode,
  requireContentPublish,
  type Call,
  type Node,
} from './node';
import type { JsonObject } from './paging';
import type { Container, HiddenPhoto, PublishedPost } from './posts';
import type { Instagram, Page } from './world';

type Parameters = ReadonlyMap<string, string>;
type Publishing = Required<Pick<Node, 'edges' | 'actions'>>;

/** https://developers.facebook.com/docs/instagram-platform/content-publishing#rate-limit */
export const postsPerDay = 100;

export function instagramPublishing(call: Call, account: Instagram): Publishing {
  const { board } = call;
  const mayPublish = (): void => {
    requireContentPublish(call);
    if (hasLostDataAccess(call)) throw needsInstagramPermission();
  };
  return {
    edges: {
      media: (request) =>
        listEdge(call, `${account.id}/media`, request, {
          items: board.of(account.id),
          mayBeSeen: () => !hasLostDataAccess(call),
          render: (post) => renderNode(mediaNode(account, post), request.fields),
        }),
    },
    actions: {
      media: (parameters) => {
        mayPublish();
        const text = parameters.get('caption') ?? '';
        const imageUrls =
          parameters.get('media_type') === 'CAROUSEL'
            ? childrenOf(call, account, parameters).flatMap((child) => child.imageUrls)
            : [imageUrlOf(parameters, 'image_url')];
        return { id: board.addContainer(account.id, { text, link: undefined, imageUrls }).id };
      },
      media_publish: (parameters) => {
        mayPublish();
        const creationId = parameters.get('creation_id');
        if (!creationId) throw parameterRequired('creation_id');
        const container = containerOf(call, account, creationId);
        if (board.countOfLastDay(account.id, call.tokens.now()) >= postsPerDay) throw dayLimitReached();
        container.isPublished = true;
        const target = { network: 'instagram', objectId: account.id } as const;
        return { id: board.publish(target, container, call.caller, call.tokens.now()).id };
      },
    },
  };
}

/** Between 2 and 10: https://developers.facebook.com/docs/instagram-platform/content-publishing#carousel-posts */
function childrenOf(call: Call, account: Instagram, parameters: Parameters): readonly Container[] {
  const ids = (parameters.get('children') ?? '').split(',').filter((id) => id !== '');
  if (ids.length < 2 || ids.length > 10) throw parameterRequired('children');
  return ids.map((id) => containerOf(call, account, id));
}

/** A container can be used for one post, by the account it was created for. */
function containerOf(call: Call, account: Instagram, id: string): Container {
  const container = call.board.containers.get(id);
  if (container?.accountId !== account.id || container.isPublished) throw containerUnknown();
  return container;
}

/** Facebook fetches the image itself, so it must be an address on the web. */
function imageUrlOf(parameters: Parameters, name: 'image_url' | 'url'): string {
  const text = parameters.get(name);
  if (!text) throw parameterRequired(name);
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw imageNotFetchable();
  return text;
}

export function containerNode({ id, isPublished }: Container): Node {
  const status = isPublished ? 'PUBLISHED' : 'FINISHED';
  return {
    type: 'IGMediaBuilder',
    id,
    defaults: ['id'],
    fields: { id: () => id, status_code: () => status, status: () => `${status}: Media is ready to be published.` },
    edges: {},
  };
}

/** https://developers.facebook.com/docs/instagram-platform/reference/instagram-media */
export function mediaNode(account: Instagram, { id, text, imageUrls, publishedAt }: PublishedPost): Node {
  return {
    type: 'IGMedia',
    id,
    defaults: ['id'],
    fields: {
      id: () => id,
      caption: () => (text === '' ? undefined : text),
      media_type: () => (imageUrls.length > 1 ? 'CAROUSEL_ALBUM' : 'IMAGE'),
      media_url: () => imageUrls[0],
      permalink: () => `https://www.instagram.com/p/${Buffer.from(id).toString('base64url').slice(0, 11)}/`,
      timestamp: () => graphTime(publishedAt),
      username: () => account.username,
    },
    edges: {},
  };
}

/** A Page publishes with its own token, derived from a login that granted the permission. */
export function pagePublishing(call: Call, page: Page): Publishing {
  const { board, caller } = call;
  const mayPublish = (): void => {
    const granted = isGranted(call, 'pages_manage_posts') && isGranted(call, 'pages_read_engagement');
    if (caller.kind !== 'PAGE' || !granted || hasLostDataAccess(call)) throw needsPagePublishing();
  };
  const publish = (text: string, link: string | undefined, imageUrls: readonly string[]): PublishedPost => {
    const target = { network: 'facebook', objectId: page.id } as const;
    return board.publish(target, { text, link, imageUrls }, caller, call.tokens.now());
  };
  const posts: Node['edges'][string] = (request) => {
    if (caller.kind !== 'PAGE') throw pageTokenRequired();
    if (!isGranted(call, 'pages_read_engagement')) throw needsPagePermission();
    return listEdge(call, `${page.id}/feed`, request, {
      items: board.of(page.id),
      mayBeSeen: () => !hasLostDataAccess(call),
      render: (post) => renderNode(postNode(post), request.fields),
    });
  };
  return {
    edges: { feed: posts, published_posts: posts },
    actions: {
      photos: (parameters) => {
        mayPublish();
        const photo = board.addPhoto(page.id, imageUrlOf(parameters, 'url'));
        if (parameters.get('published')?.toLowerCase() === 'false') return { id: photo.id };
        const text = parameters.get('message') ?? parameters.get('caption') ?? '';
        return { id: photo.id, post_id: publish(text, undefined, [photo.url]).id };
      },
      feed: (parameters) => {
        mayPublish();
        const text = parameters.get('message') ?? '';
        const link = parameters.get('link');
        const photos = attachedTo(parameters).map((id) => photoOf(call, page, id).url);
        if (text === '' && !link && photos.length === 0) throw postEmpty();
        return { id: publish(text, link, photos).id };
      },
    },
  };
}

function photoOf(call: Call, page: Page, id: string): HiddenPhoto {
  const photo = call.board.photos.get(id);
  if (photo?.pageId !== page.id) throw attachmentUnknown();
  return photo;
}

/** `attached_media` as a JSON list, or `attached_media[0]`, `attached_media[1]` …, each `{"media_fbid":"ID"}`. */
function attachedTo(parameters: Parameters): readonly string[] {
  const texts = [...parameters].flatMap(([name, value]) => (/^attached_media(?:\[\d+\])?$/.test(name) ? [value] : []));
  return texts.flatMap((text) => [...text.matchAll(/"media_fbid"\s*:\s*"?(\d+)"?/g)].map(([, id]) => id ?? ''));
}

/** https://developers.facebook.com/docs/graph-api/reference/page-post */
function postNode({ id, text, link, imageUrls, publishedAt }: PublishedPost): Node {
  const [pageId, number] = id.split('_');
  const attachments = (): JsonObject => ({ data: imageUrls.map((src) => ({ media: { image: { src } } })) });
  return {
    type: 'Post',
    id,
    defaults: ['created_time', 'message', 'id'],
    fields: {
      id: () => id,
      message: () => (text === '' ? undefined : text),
      link: () => link,
      created_time: () => graphTime(publishedAt),
      permalink_url: () => `https://www.facebook.com/${String(pageId)}/posts/${String(number)}`,
      full_picture: () => imageUrls[0],
      attachments: () => (imageUrls.length === 0 ? undefined : attachments()),
    },
    edges: {},
  };
}

/** "2026-11-23T12:00:00+0000": how the Graph API writes a time. */
function graphTime(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString().replace(/\.\d+Z$/, '+0000');
}
