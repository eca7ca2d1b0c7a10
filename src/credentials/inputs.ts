// Validates what a person types. The same functions validate in the input box and create the values.
import { err, ok, type Outcome } from '../base/outcome';
import { Secret, type AppSecret, type ShortLivedUserToken } from '../base/secret';
import { toAppId, toPageId, type AppId, type PageId } from '../graph/ids';
import type { AppCredentials } from '../graph/requests';

/** The inputs of the flow. */
export interface CredentialInputs {
  readonly app: AppCredentials;
  readonly shortLivedToken: ShortLivedUserToken;
  /** Whether Facebook is among the networks: then the token needs the permission for it. */
  readonly postsOnFacebook: boolean;
}

/** Why an input can't be right. `looksLike…`: a valid value that belongs in another box. */
export type InputProblem =
  | 'empty'
  | 'appIdNotDigits'
  | 'appIdLength'
  /** `APP_ID|APP_SECRET`, although only one of the two was asked for. */
  | 'appPair'
  | 'pageIdNotDigits'
  | 'pageIdLength'
  | 'pageAddressWithoutId'
  | 'notAPageAddress'
  | 'looksLikeProfileId'
  | 'looksLikeInstagramId'
  | 'appSecretNotHex'
  | 'appSecretLength'
  | 'tokenCharacters'
  | 'tokenTooShort'
  | 'looksLikeAppId'
  | 'looksLikeAppSecret'
  | 'looksLikeToken'
  | 'looksLikeAppToken'
  | 'looksLikeInstagramToken'
  | 'looksLikeAddress'
  | 'notAnAddress'
  | 'notTheFinalAddress'
  | 'finalAddressCut'
  | 'addressOfOtherSignIn';

const APP_ID = /^\d{15,16}$/;
const APP_SECRET = /^[0-9a-f]{32}$/i;
const APP_PAIR = /^\d+(?:\||%7C)/i;
const FACEBOOK_TOKEN = /^EAA[\w-]{16,}$/;
/** Tokens of the Instagram login and of Threads, which have their own APIs. */
const OTHER_TOKEN = /^(?:IG|TH)[A-Za-z]{1,3}[\w-]{16,}$/;
/** The number in the URL of a Page without a custom name: `profile.php?id=61…`, or `1000…` for older ones. */
const PROFILE_ID = /^(?:61\d{12}|1000\d{11})$/;
const INSTAGRAM_ID = /^17841\d{12}$/;

const FACEBOOK_HOST = /^(?:https?:\/\/)?(?:[\w-]+\.)*(?:facebook|fb)\.com(?:[/?#]|$)/i;
/** Used by Meta Business Suite, and in URLs of profiles and posts. */
const ID_PARAMETERS = ['asset_id', 'page_id', 'id'];
/** The first part of URLs such as `/pages/Name/123`, `/pages/category/Bakery/Name-123` and those of profiles. */
const PAGE_FOLDERS = ['pages', 'pg', 'people', 'p', 'profile'];

/**
 * All whitespace and invisible characters: zero-width ones, soft hyphens, directional marks. Web pages, chats and
 * terminals add them when text is copied, at the ends and at line breaks.
 */
const INVISIBLE = /[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+/gu;

/** The pasted text without whitespace and invisible characters: no value that we ask for contains any. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** App IDs have 15 or 16 digits. */
export function parseAppId(text: string): Outcome<AppId, InputProblem> {
  const typed = withoutInvisible(text);
  if (typed === '') return err('empty');
  if (APP_ID.test(typed)) return ok(toAppId(typed));
  if (/^\d+$/.test(typed)) return err('appIdLength');
  if (APP_PAIR.test(typed)) return err('appPair');
  if (APP_SECRET.test(typed)) return err('looksLikeAppSecret');
  if (isToken(typed)) return err('looksLikeToken');
  return err('appIdNotDigits');
}

/**
 * A Page ID is a number, typed by itself or in a URL of the Page. The Page's name isn't an ID, nor is its profile's
 * number, which the Graph API doesn't accept.
 */
export function parsePageId(text: string): Outcome<PageId, InputProblem> {
  const typed = withoutInvisible(text);
  if (typed === '') return err('empty');
  const isAddress = /^https?:/i.test(typed) || FACEBOOK_HOST.test(typed);
  const id = isAddress ? idInAddress(typed) : /^\d+$/.test(typed) ? ok(typed) : err('pageIdNotDigits' as const);
  if (!id.ok) return id;
  if (PROFILE_ID.test(id.value)) return err('looksLikeProfileId');
  if (INSTAGRAM_ID.test(id.value)) return err('looksLikeInstagramId');
  return /^\d{5,20}$/.test(id.value) ? ok(toPageId(id.value)) : err('pageIdLength');
}

/** An App Secret is 32 hexadecimal digits. */
export function parseAppSecret(text: string): Outcome<AppSecret, InputProblem> {
  const typed = withoutInvisible(text);
  if (typed === '') return err('empty');
  if (APP_SECRET.test(typed)) return ok(new Secret('appSecret', typed));
  if (APP_PAIR.test(typed)) return err('appPair');
  if (isToken(typed)) return err('looksLikeToken');
  if (APP_ID.test(typed)) return err('looksLikeAppId');
  return err(/^[0-9a-f]+$/i.test(typed) ? 'appSecretLength' : 'appSecretNotHex');
}

/** Tokens are opaque and vary in length, so only what can't be a user token is rejected. */
export function parseShortLivedToken(text: string): Outcome<ShortLivedUserToken, InputProblem> {
  const typed = withoutInvisible(text);
  if (typed === '') return err('empty');
  if (/^https?:\/\//i.test(typed)) return err('looksLikeAddress');
  if (APP_PAIR.test(typed)) return err('looksLikeAppToken');
  if (APP_SECRET.test(typed)) return err('looksLikeAppSecret');
  if (APP_ID.test(typed)) return err('looksLikeAppId');
  if (OTHER_TOKEN.test(typed)) return err('looksLikeInstagramToken');
  // With its spaces removed, a sentence that contains a token would look like a token.
  if (!/^[\w-]+$/.test(typed) || (!typed.startsWith('EAA') && /\s+EAA/.test(text.trim()))) {
    return err('tokenCharacters');
  }
  if (typed.length < 20) return err('tokenTooShort');
  return ok(new Secret('shortLivedUserToken', typed));
}

function isToken(typed: string): boolean {
  return FACEBOOK_TOKEN.test(typed) || OTHER_TOKEN.test(typed);
}

/** The number of a Page or profile in a Facebook URL; the numbers in `/groups/123` or `/events/123` are neither. */
function idInAddress(typed: string): Outcome<string, InputProblem> {
  const address = /^https?:/i.test(typed) ? typed : `https://${typed}`;
  if (!FACEBOOK_HOST.test(typed) || !URL.canParse(address)) return err('notAPageAddress');
  const { pathname, searchParams } = new URL(address);
  const [first = '', ...rest] = pathname.split('/').filter((part) => part !== '');
  const parts = PAGE_FOLDERS.includes(first) ? rest : [first];
  const candidates = [
    ...ID_PARAMETERS.map((name) => searchParams.get(name) ?? ''),
    ...parts.map((part) => /^(?:.*-(?=\d{9}))?(\d+)$/.exec(part)?.[1] ?? ''),
  ];
  const id = candidates.find((candidate) => /^\d+$/.test(candidate));
  return id === undefined ? err('pageAddressWithoutId') : ok(id);
}
