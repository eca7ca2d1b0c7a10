// What is posted, and how it is published on Instagram and on a Page.
import { textIn, type GraphClient } from './graphClient';
import { Raised } from './outcome';
import type { AccessTokenRelease, RefreshTokenRelease } from './versions';

export interface Content {
  readonly text: string;
  readonly link: string;
  readonly images: readonly string[];
}

/** From the flags, otherwise from the environment; an empty value counts as missing. */
export function readContent(values: ReadonlyMap<string, string>): Content {
  const read = (variable: string, ...flags: readonly string[]): string => {
    const flag = flags.map((name) => values.get(name)).find((value) => value !== undefined && value !== '');
    return flag ?? process.env[variable] ?? '';
  };
  return {
    text: read('STATUS_TEXT', 'text', 'status-text'),
    link: read('STATUS_LINK', 'link', 'status-link'),
    images: ['1', '2', '3', '4']
      .map((n) => read(`STATUS_IMAGE_URL_${n}`, `image-${n}`, `status-image-url-${n}`))
      .filter((image) => image !== ''),
  };
}

/**
 * Where to post, and as whom. The real Agoras fetches each image before Facebook does; tests have no web to fetch from.
 */
export interface Place {
  readonly client: GraphClient;
  readonly token: string;
  readonly objectId: string;
}

export async function postOnInstagram(
  place: Place,
  content: Content,
  release: AccessTokenRelease | RefreshTokenRelease,
): Promise<string> {
  const { images } = content;
  if (images.length === 0) throw new Raised('Instagram requires at least one status image.');
  const isCarousel = images.length > 1;
  const isOld = release.kind === 'accessToken';
  const caption = captionOf(content, release);
  const create = (fields: Readonly<Record<string, string | undefined>>): Promise<string> => {
    const carousel = fields['media_type'] === 'CAROUSEL';
    return createContainer(place, fields, release, carousel ? 'carousel creation' : 'media creation');
  };
  const children: string[] = [];
  for (const image of images) {
    const item = { image_url: image, is_carousel_item: isCarousel ? 'True' : 'False' };
    children.push(await create(isOld && !isCarousel ? { ...item, caption } : item));
  }
  const [first] = children;
  let creationId = first ?? '';
  if (isCarousel) {
    creationId = await create({ media_type: 'CAROUSEL', children: children.join(','), caption });
  } else if (!isOld) {
    // The caption goes into a second container; the first one stays unused.
    creationId = await create({ image_url: images[0], is_carousel_item: 'False', caption });
  }
  if (release.kind === 'refreshToken' && release.waitsForContainers) await askContainer(place, creationId);
  const path = `${place.objectId}/media_publish`;
  return act(release, 'Instagram media publishing', 'Instagram post_object', () =>
    place.client.post(place.token, path, { creation_id: creationId }),
  );
}

function captionOf({ text, link }: Content, release: AccessTokenRelease | RefreshTokenRelease): string | undefined {
  if (release.kind === 'accessToken' && !release.hasStatusLink) return text === '' ? undefined : text;
  return `${text} ${link}`;
}

async function createContainer(
  place: Place,
  fields: Readonly<Record<string, string | undefined>>,
  release: AccessTokenRelease | RefreshTokenRelease,
  what: string,
): Promise<string> {
  const id = await act(release, `Instagram ${what}`, 'Instagram post_object', () =>
    place.client.post(place.token, `${place.objectId}/media`, fields),
  );
  if (release.kind === 'refreshToken' && release.waitsForContainers) await askContainer(place, id);
  return id;
}

async function askContainer({ client, token }: Place, id: string): Promise<void> {
  await client.get(token, id, { fields: 'status_code,status' });
}

/** With a given token: uploads the photos without showing them, then posts. */
export async function postOnPageAsTold(place: Place, content: Content, release: AccessTokenRelease): Promise<string> {
  const { text, link, images } = content;
  if (text === '' && link === '' && images.length === 0) {
    const linkToo = release.hasStatusLink ? ' or --status-link' : '';
    throw new Raised(`No --status-text${linkToo} or --status-image-url-1 provided.`);
  }
  const used = release.postsImagesToPages ? images : [];
  const attached = await uploadPhotos(place, used, release, 'False');
  const id = await postOnFeed(place, content, attached, release);
  return release.postsImagesToPages ? withoutPage(id) : id;
}

/** With the Page's token: the first image becomes the link, and Facebook creates its preview. */
export async function postOnPage(place: Place, content: Content, release: RefreshTokenRelease): Promise<string> {
  requireContent(content);
  const link = content.link === '' ? (content.images[0] ?? '') : content.link;
  return withoutPage(await postOnFeed(place, { ...content, link }, [], release));
}

/** What Agoras does if it takes the object for a profile. */
export async function postOnProfile(place: Place, content: Content, release: RefreshTokenRelease): Promise<string> {
  requireContent(content);
  const attached = await uploadPhotos(place, content.images, release, 'True');
  return withoutPage(await postOnFeed(place, content, attached, release));
}

function requireContent({ text, link, images }: Content): void {
  if (text === '' && link === '' && images.length === 0) {
    throw new Raised('No status text, link, or images provided.');
  }
}

async function uploadPhotos(
  place: Place,
  images: readonly string[],
  release: AccessTokenRelease | RefreshTokenRelease,
  published: 'True' | 'False',
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const url of images) {
    const upload = (): Promise<Readonly<Record<string, unknown>>> =>
      place.client.post(place.token, `${place.objectId}/photos`, { url, published });
    ids.push(await act(release, 'Facebook media upload', 'Facebook post_object', upload));
  }
  return ids;
}

function postOnFeed(
  { client, token, objectId }: Place,
  { text, link }: Content,
  attached: readonly string[],
  release: AccessTokenRelease | RefreshTokenRelease,
): Promise<string> {
  const fields = {
    published: 'True',
    link: link === '' ? undefined : link,
    message: text === '' ? undefined : text,
    attached_media: attached.length === 0 ? undefined : JSON.stringify(attached.map((id) => ({ media_fbid: id }))),
  };
  return act(release, 'Facebook post creation', 'Facebook post_object', () =>
    client.post(token, `${objectId}/feed`, fields),
  );
}

/** The ID in the answer. From 1.1.6 on, an error also says what was being done. */
async function act(
  { kind }: AccessTokenRelease | RefreshTokenRelease,
  what: string,
  call: string,
  run: () => Promise<Readonly<Record<string, unknown>>>,
): Promise<string> {
  try {
    return textIn(await run(), 'id');
  } catch (error) {
    if (kind === 'accessToken' || !(error instanceof Raised)) throw error;
    throw new Raised(`${what} failed: ${call} failed: ${error.message}`);
  }
}

function withoutPage(id: string): string {
  return id.split('_')[1] ?? id;
}
