// Parses the answer of each call into typed values.
import * as v from 'valibot';
import { ok, type Outcome } from '../base/outcome';
import {
  Secret,
  type ExchangedToken,
  type LongLivedUserToken,
  type PageToken,
  type ShortLivedUserToken,
} from '../base/secret';
import { ErrorBody, parseQueryString, readBody, toFailure } from './responseBody';
import type { GraphFailure } from './graphFailures';
import {
  toAppId,
  toBusinessId,
  toInstagramAccountId,
  toPageId,
  toUserId,
  type AppId,
  type BusinessId,
  type InstagramAccountId,
  type PageId,
  type UserId,
} from './ids';
import { Numeric } from '../http/exactJson';
import type { GraphRequest } from './requests';
import type { RawAnswer } from '../http/transport';
import { isUnixSeconds, type UnixSeconds } from '../base/time';

export interface ExchangedUserToken {
  readonly token: LongLivedUserToken;
  /** Undefined if the answer has no lifetime. */
  readonly lifetimeSeconds: number | undefined;
}

export interface GraphUser {
  readonly id: UserId;
  readonly name: string;
}

export interface InstagramAccount {
  readonly id: InstagramAccountId;
  readonly username: string | undefined;
}

export interface GraphPage {
  readonly id: PageId;
  readonly name: string;
  /** Undefined if the person has no task on the Page that would allow it. */
  readonly token: PageToken | undefined;
  readonly tasks: readonly string[];
  /** Undefined if Facebook shows none to this token, for one of the reasons in `reasonsForNoInstagram`. */
  readonly instagram: InstagramAccount | undefined;
}

export interface PageResults {
  readonly pages: readonly GraphPage[];
  /** Cursor of the next result page; undefined after the last one. */
  readonly after: string | undefined;
}

export interface UserAndPages extends PageResults {
  readonly user: GraphUser;
}

export interface BusinessResults {
  readonly businesses: readonly BusinessId[];
  readonly after: string | undefined;
}

export interface PermissionStatus {
  readonly permission: string;
  /** `granted`, `declined` or `expired`. */
  readonly status: string;
}

export interface InspectedToken {
  readonly isValid: boolean;
  readonly appId: AppId | undefined;
  /** `USER`, `PAGE`, `APP`, or any other type that Meta adds. */
  readonly type: string | undefined;
  readonly expiresAt: UnixSeconds | 'never' | undefined;
  readonly dataAccessExpiresAt: UnixSeconds | 'never' | undefined;
  readonly scopes: readonly string[];
  /** The Pages selected in the login dialog; `all` if the selection wasn't limited. */
  readonly tickedPages: readonly PageId[] | 'all';
  /** The Instagram accounts selected there, including any that no Page shows; `all` if the selection wasn't limited. */
  readonly tickedInstagram: readonly InstagramAccountId[] | 'all';
  readonly userId: UserId | undefined;
  /** The Page of a Page token. */
  readonly profileId: PageId | undefined;
  /** Why the token is invalid, if Meta says so. */
  readonly failure: GraphFailure | undefined;
}

export interface PublishingLimit {
  readonly used: number | undefined;
  readonly total: number | undefined;
}

/** Parses the body of an answer. */
export type Read<T> = (answer: RawAnswer, request: GraphRequest) => Outcome<T, GraphFailure>;

const Id = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^\d{1,32}$/));
/** An unreadable lifetime doesn't invalidate the token. */
const Lifetime = v.optional(v.fallback(v.optional(Numeric), undefined));
const Exchange = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  expires_in: Lifetime,
  expires: Lifetime,
});

/** Facebook allows Page names of 75 characters. Longer names are cut off, because they are stored and shown often. */
const Name = v.pipe(
  v.string(),
  v.transform((text) => text.slice(0, 1000)),
);

const InstagramFields = v.object({ id: Id, username: v.optional(Name) });

const Page = v.object({
  id: Id,
  name: v.optional(Name, ''),
  access_token: v.optional(v.pipe(v.string(), v.minLength(1))),
  tasks: v.optional(v.array(v.string()), []),
  instagram_business_account: v.optional(InstagramFields),
});

const Paging = v.optional(
  v.object({ cursors: v.optional(v.object({ after: v.optional(v.string()) })), next: v.optional(v.string()) }),
);

const Pages = v.object({ data: v.array(Page), paging: Paging });
const Businesses = v.object({ data: v.array(v.object({ id: Id })), paging: Paging });
const Permissions = v.object({ data: v.array(v.object({ permission: v.string(), status: v.string() })) });

const User = v.object({ id: Id, name: v.optional(Name, '') });
/** For a person without Pages, the Graph API omits `accounts`. */
const UserWithPages = v.object({ ...User.entries, accounts: v.optional(Pages, { data: [] }) });

const Inspection = v.object({
  data: v.pipe(
    v.object({
      app_id: v.optional(Id),
      type: v.optional(v.string()),
      is_valid: v.optional(v.boolean()),
      expires_at: v.optional(Numeric),
      data_access_expires_at: v.optional(Numeric),
      scopes: v.optional(v.array(v.string()), []),
      granular_scopes: v.optional(
        v.array(v.object({ scope: v.optional(v.string(), ''), target_ids: v.optional(v.array(Id)) })),
        [],
      ),
      user_id: v.optional(Id),
      profile_id: v.optional(Id),
      error: v.optional(ErrorBody),
    }),
    // Without either field, nothing says whether the token is valid.
    v.check(({ is_valid: isValid, error }) => isValid !== undefined || error !== undefined),
  ),
});

const Limit = v.object({
  data: v.pipe(
    v.array(
      v.object({
        quota_usage: v.optional(Numeric),
        config: v.optional(v.object({ quota_total: v.optional(Numeric) })),
      }),
    ),
    v.minLength(1),
  ),
});

/** The long-lived user token from an exchange, and its lifetime in seconds. */
export const readExchange = reader(
  Exchange,
  ({ access_token: token, expires_in: expiresIn, expires }): ExchangedUserToken => ({
    token: new Secret('longLivedUserToken', token),
    lifetimeSeconds: expiresIn ?? expires,
  }),
  parseQueryString,
);

/** The token that a refresh token was exchanged for. Its type and lifetime come from `debug_token`. */
export const readRefreshed = reader(
  Exchange,
  ({ access_token: token }): ExchangedToken => new Secret('exchangedToken', token),
  parseQueryString,
);

/** The token that a code was redeemed for. Its lifetime doesn't matter, because it is exchanged right away. */
export const readRedeemed = reader(
  Exchange,
  ({ access_token: token }): ShortLivedUserToken => new Secret('shortLivedUserToken', token),
  parseQueryString,
);

/** The ID of the token's owner: a person or a Page. */
export const readOwner = reader(v.object({ id: Id }), ({ id }): string => id);

/** The app that a token belongs to. */
export const readTokenApp = reader(v.object({ id: Id }), ({ id }): AppId => toAppId(id));

/** The person, and the first result page of their Pages. */
export const readUserAndPages = reader(UserWithPages, ({ id, name, accounts }): UserAndPages => ({
  user: { id: toUserId(id), name },
  ...toPageResults(accounts),
}));

/** One result page of a list of Pages, and the cursor of the next one. */
export const readPages = reader(Pages, toPageResults);

/** A single Page, with its token if the person may act for it. */
export const readPage = reader(Page, toPage);

/** The ID and user name of an Instagram professional account. */
export const readInstagramAccount = reader(InstagramFields, toInstagramAccount);

/** One result page of the person's business portfolios, by their IDs. */
export const readBusinesses = reader(Businesses, ({ data, paging }): BusinessResults => ({
  businesses: data.map(({ id }) => toBusinessId(id)),
  after: nextCursor(paging),
}));

/** Every permission that the app has ever asked this person for, and whether it was granted. */
export const readPermissions = reader(Permissions, ({ data }): readonly PermissionStatus[] => data);

/** The result of `debug_token`. An invalid token is a regular result here (`isValid`, `failure`), not a failed call. */
export const readInspection = reader(Inspection, ({ data }, answer, request): InspectedToken => ({
  isValid: data.is_valid === true,
  appId: data.app_id === undefined ? undefined : toAppId(data.app_id),
  type: data.type,
  expiresAt: toExpiry(data.expires_at),
  dataAccessExpiresAt: toExpiry(data.data_access_expires_at),
  scopes: data.scopes,
  tickedPages: targetsOf(data.granular_scopes, /^pages_show_list$/, toPageId),
  tickedInstagram: targetsOf(data.granular_scopes, /^instagram_/, toInstagramAccountId),
  userId: data.user_id === undefined ? undefined : toUserId(data.user_id),
  profileId: data.profile_id === undefined ? undefined : toPageId(data.profile_id),
  failure: data.error === undefined ? undefined : toFailure(data.error, answer, request),
}));

/** The number of posts in the last 24 hours, and how many are allowed. Only returned to those who may publish. */
export const readPublishingLimit = reader(Limit, ({ data: [first] }): PublishingLimit => ({
  used: first?.quota_usage,
  total: first?.config?.quota_total,
}));

/** Parses an answer with a schema; `parseOther` parses bodies that aren't JSON. */
function reader<S extends v.GenericSchema, T>(
  schema: S,
  toValue: (body: v.InferOutput<S>, answer: RawAnswer, request: GraphRequest) => T,
  parseOther?: (body: string) => unknown,
): Read<T> {
  return (answer, request) => {
    const read = readBody(schema, answer, request, parseOther);
    return read.ok ? ok(toValue(read.value, answer, request)) : read;
  };
}

/**
 * The objects that were selected for some permissions. A permission without `target_ids` applies to all objects, not to
 * none (Meta, "Debug-Token /debug_token").
 */
function targetsOf<T>(
  granular: v.InferOutput<typeof Inspection>['data']['granular_scopes'],
  permissions: RegExp,
  toId: (text: string) => T,
): readonly T[] | 'all' {
  const lists = granular.flatMap(({ scope, target_ids: targets }) =>
    permissions.test(scope) && targets !== undefined ? [targets] : [],
  );
  return lists.length === 0 ? 'all' : [...new Set(lists.flat())].map(toId);
}

/** `expires_at: 0` means never (Meta, "Debug-Token /debug_token"). */
function toExpiry(seconds: number | undefined): UnixSeconds | 'never' | undefined {
  if (seconds === 0) return 'never';
  // A time that `Date` can't represent counts as unknown.
  return isUnixSeconds(seconds) ? seconds : undefined;
}

function toPageResults({ data, paging }: v.InferOutput<typeof Pages>): PageResults {
  return { pages: data.map(toPage), after: nextCursor(paging) };
}

function toPage(page: v.InferOutput<typeof Page>): GraphPage {
  const { access_token: token, instagram_business_account: instagram } = page;
  return {
    id: toPageId(page.id),
    name: page.name,
    token: token === undefined ? undefined : new Secret('pageToken', token),
    tasks: page.tasks,
    instagram: instagram === undefined ? undefined : toInstagramAccount(instagram),
  };
}

function toInstagramAccount({ id, username }: v.InferOutput<typeof InstagramFields>): InstagramAccount {
  return { id: toInstagramAccountId(id), username };
}

/**
 * The list ends when `next` is missing; a short or empty result page doesn't mean the end. Without `cursors`, the
 * cursor is taken from `next`, and nothing else of that URL is used.
 */
function nextCursor(paging: v.InferOutput<typeof Paging>): string | undefined {
  if (paging?.next === undefined) return undefined;
  return paging.cursors?.after ?? new URLSearchParams(paging.next.split('?')[1]).get('after') ?? undefined;
}
