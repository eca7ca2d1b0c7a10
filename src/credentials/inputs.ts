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
  | 'pageIdNotDigits'
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

const APP_ID = /^\d{5,20}$/;
const APP_SECRET = /^[0-9a-f]{32}$/i;
const FACEBOOK_TOKEN = /^EAA[\w-]{16,}$/;
const INSTAGRAM_TOKEN = /^IG[A-Za-z]{1,3}[\w-]{16,}$/;

/** Meta shows App IDs as digits, 15 or 16 of them today. */
export function parseAppId(text: string): Outcome<AppId, InputProblem> {
  const trimmed = text.trim();
  if (trimmed === '') return err('empty');
  if (APP_ID.test(trimmed)) return ok(toAppId(trimmed));
  if (/^\d+$/.test(trimmed)) return err('appIdLength');
  if (APP_SECRET.test(trimmed)) return err('looksLikeAppSecret');
  if (FACEBOOK_TOKEN.test(trimmed)) return err('looksLikeToken');
  return err('appIdNotDigits');
}

/** A Page ID is a number; a Page's name or address is not. */
export function parsePageId(text: string): Outcome<PageId, InputProblem> {
  const trimmed = text.trim();
  if (trimmed === '') return err('empty');
  return /^\d{5,20}$/.test(trimmed) ? ok(toPageId(trimmed)) : err('pageIdNotDigits');
}

/** An App Secret is 32 hexadecimal digits. */
export function parseAppSecret(text: string): Outcome<AppSecret, InputProblem> {
  const trimmed = text.trim();
  if (trimmed === '') return err('empty');
  if (APP_SECRET.test(trimmed)) return ok(new Secret('appSecret', trimmed));
  if (FACEBOOK_TOKEN.test(trimmed)) return err('looksLikeToken');
  if (APP_ID.test(trimmed)) return err('looksLikeAppId');
  return err(/^[0-9a-f]+$/i.test(trimmed) ? 'appSecretLength' : 'appSecretNotHex');
}

/** Tokens are opaque and their length varies, so only what can not be a user token is refused. */
export function parseShortLivedToken(text: string): Outcome<ShortLivedUserToken, InputProblem> {
  const trimmed = text.trim();
  if (trimmed === '') return err('empty');
  if (/^https?:\/\//i.test(trimmed)) return err('looksLikeAddress');
  if (/^\d+(?:\||%7C)/i.test(trimmed)) return err('looksLikeAppToken');
  if (APP_SECRET.test(trimmed)) return err('looksLikeAppSecret');
  if (APP_ID.test(trimmed)) return err('looksLikeAppId');
  if (INSTAGRAM_TOKEN.test(trimmed)) return err('looksLikeInstagramToken');
  if (!/^[\w-]+$/.test(trimmed)) return err('tokenCharacters');
  if (trimmed.length < 20) return err('tokenTooShort');
  return ok(new Secret('shortLivedUserToken', trimmed));
}
