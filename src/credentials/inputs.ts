// What a person types, checked as they type: the same functions answer the input box and make the value.
import { err, ok, type Outcome } from '../base/outcome';
import { Secret, type AppSecret, type ShortLivedUserToken } from '../base/secret';
import { toAppId, toPageId, type AppId, type PageId } from '../graph/ids';
import type { AppCredentials } from '../graph/requests';

/** Everything that the flow starts from. */
export interface CredentialInputs {
  readonly app: AppCredentials;
  readonly shortLivedToken: ShortLivedUserToken;
  /** Facebook is among the networks: the token has to have the permission for it. */
  readonly postsOnFacebook: boolean;
}

/** Why an input cannot be right. `looksLike…`: the person has the right thing in the wrong box. */
export type InputProblem =
  | 'empty'
  | 'appIdNotDigits'
  | 'appIdLength'
  /** `APP_ID|APP_SECRET`, where one of the two is asked for. */
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
/** Of the Instagram login and of Threads, which have APIs of their own. */
const OTHER_TOKEN = /^(?:IG|TH)[A-Za-z]{1,3}[\w-]{16,}$/;
/** What the address bar shows of a Page without a name of its own: `profile.php?id=61…`, of older ones `1000…`. */
const PROFILE_ID = /^(?:61\d{12}|1000\d{11})$/;
const INSTAGRAM_ID = /^17841\d{12}$/;

const FACEBOOK_HOST = /^(?:https?:\/\/)?(?:[\w-]+\.)*(?:facebook|fb)\.com(?:[/?#]|$)/i;
/** Meta Business Suite, and the addresses of profiles and posts. */
const ID_PARAMETERS = ['asset_id', 'page_id', 'id'];
/** `/pages/Name/123`, `/pages/category/Bakery/Name-123`, and the forms of profiles. */
const PAGE_FOLDERS = ['pages', 'pg', 'people', 'p', 'profile'];

/**
 * Every blank, line break and character without a shape: zero-width ones, soft hyphens, marks of the writing direction.
 * Web pages, chats and terminals add them unseen when something is copied, at the ends and where a line was broken.
 */
const INVISIBLE = /[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+/gu;

/** What was pasted, without what nobody can see in it: none of the values that are asked for has any of that. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** Meta shows App IDs as digits, 15 or 16 of them. */
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
 * A Page ID is a number, by itself or in an address of the Page. A Page's name is none, nor is the number of its
 * profile, which the Graph API does not know.
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

/** Tokens are opaque and their length varies, so only what can not be a user token is refused. */
export function parseShortLivedToken(text: string): Outcome<ShortLivedUserToken, InputProblem> {
  const typed = withoutInvisible(text);
  if (typed === '') return err('empty');
  if (/^https?:\/\//i.test(typed)) return err('looksLikeAddress');
  if (APP_PAIR.test(typed)) return err('looksLikeAppToken');
  if (APP_SECRET.test(typed)) return err('looksLikeAppSecret');
  if (APP_ID.test(typed)) return err('looksLikeAppId');
  if (OTHER_TOKEN.test(typed)) return err('looksLikeInstagramToken');
  // Without the blanks between its words, a sentence with a token in it could pass for a token.
  if (!/^[\w-]+$/.test(typed) || (!typed.startsWith('EAA') && /\s+EAA/.test(text.trim()))) {
    return err('tokenCharacters');
  }
  if (typed.length < 20) return err('tokenTooShort');
  return ok(new Secret('shortLivedUserToken', typed));
}

function isToken(typed: string): boolean {
  return FACEBOOK_TOKEN.test(typed) || OTHER_TOKEN.test(typed);
}

/** The number of a Page or profile in an address of Facebook's: of `/groups/123` or `/events/123` it is neither. */
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
