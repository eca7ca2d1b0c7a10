// What has been published, and what is waiting to be, for the API's own answers and for tests.
import type { TokenRecord } from './tokens';

export interface PublishedPost {
  readonly network: 'instagram' | 'facebook';
  readonly id: string;
  /** The Instagram account or the Page that it appears on. */
  readonly objectId: string;
  readonly text: string;
  readonly link: string | undefined;
  readonly imageUrls: readonly string[];
  /** The kind of token it was published with. */
  readonly tokenKind: 'USER' | 'PAGE';
  /** The Page that the token belongs to, for a Page token. */
  readonly tokenPageId: string | undefined;
  /** Unix seconds. */
  readonly publishedAt: number;
}

export type Content = Pick<PublishedPost, 'text' | 'link' | 'imageUrls'>;

/** https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-container */
export interface Container extends Content {
  readonly id: string;
  readonly accountId: string;
  isPublished: boolean;
}

/** A photo uploaded to a Page without being shown; a post can attach it. */
export interface HiddenPhoto {
  readonly id: string;
  readonly pageId: string;
  readonly url: string;
}

export class PostBoard {
  /** In the order of publication. */
  readonly posts: PublishedPost[] = [];
  readonly containers = new Map<string, Container>();
  readonly photos = new Map<string, HiddenPhoto>();
  private made = 0;

  addContainer(accountId: string, content: Content): Container {
    const container = { id: this.newId('1789'), accountId, isPublished: false, ...content };
    this.containers.set(container.id, container);
    return container;
  }

  addPhoto(pageId: string, url: string): HiddenPhoto {
    const photo = { id: this.newId('1220'), pageId, url };
    this.photos.set(photo.id, photo);
    return photo;
  }

  publish(
    { network, objectId }: Pick<PublishedPost, 'network' | 'objectId'>,
    { text, link, imageUrls }: Content,
    { kind, page }: TokenRecord,
    publishedAt: number,
  ): PublishedPost {
    const number = this.newId('1801');
    // The ID of a Page's post starts with the ID of the Page.
    const id = network === 'facebook' ? `${objectId}_${number}` : number;
    const by = { tokenKind: kind, tokenPageId: page?.id };
    const post = { network, id, objectId, text, link, imageUrls, ...by, publishedAt };
    this.posts.push(post);
    return post;
  }

  /** The posts of an account or a Page, newest first. */
  of(objectId: string): readonly PublishedPost[] {
    return this.posts.filter((post) => post.objectId === objectId).reverse();
  }

  /** @param now Unix seconds. */
  countOfLastDay(objectId: string, now: number): number {
    return this.of(objectId).filter(({ publishedAt }) => publishedAt > now - 86_400).length;
  }

  clear(): void {
    this.posts.length = 0;
    this.containers.clear();
    this.photos.clear();
  }

  /** 17 digits, like Instagram's own IDs: more than a JavaScript number can hold exactly. */
  private newId(series: string): string {
    this.made += 1;
    return `${series}${String(this.made * 7_919).padStart(13, '0')}`;
  }
}
