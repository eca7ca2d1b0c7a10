// Graph API IDs are strings of digits. They are never numbers, because Instagram's have 17 digits and exceed 2^53.
declare const brand: unique symbol;
type Id<Of extends string> = string & { readonly [brand]: Of };

export type AppId = Id<'app'>;
export type UserId = Id<'user'>;
export type PageId = Id<'page'>;
export type BusinessId = Id<'business'>;
/** An Instagram professional account (`instagram_business_account.id` of a Page). */
export type InstagramAccountId = Id<'instagramAccount'>;

const ID = /^\d{1,32}$/;

/** Whether a text can be an ID: 1 to 32 digits. */
export function isId(text: string): boolean {
  return ID.test(text);
}

// The text of an ID is checked once, where it comes in; from then on its type says what it identifies.
export const toAppId = (text: string) => checked(text) as AppId;
export const toUserId = (text: string) => checked(text) as UserId;
export const toPageId = (text: string) => checked(text) as PageId;
export const toBusinessId = (text: string) => checked(text) as BusinessId;
export const toInstagramAccountId = (text: string) => checked(text) as InstagramAccountId;

function checked(text: string): string {
  if (!isId(text)) throw new Error('An ID is a string of digits.');
  return text;
}
