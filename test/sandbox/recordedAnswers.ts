// Refusals that the sandbox never gives by itself, word for word: `sandbox.refuse('/me', 'apiBlocked')`.
import {
  apiBlocked,
  codeExpired,
  codeUsed,
  containerUnknown,
  dayLimitReached,
  exchangeOfOtherAppsToken,
  imageNotFetchable,
  appOfTokenUnknown,
  impersonationNotGranted,
  methodTypeUnsupported,
  missingPermission,
  mustBeAdministrator,
  needsInstagramPermission,
  needsPagePermission,
  oauth,
  oauthWithSubcode,
  objectUnsupported,
  pageNotAccessible,
  redirectUriDiffers,
  withUserText,
  type Refusal,
} from './errors';
import type { Fault } from './faults';

type RecordedAnswer = Pick<Fault, 'refusal' | 'status' | 'body'>;

const refusing = (refusal: Refusal): RecordedAnswer => ({ refusal });

/** From the table of publishing errors: code, subcode, and the text for the user. */
function publishing(code: number, subcode: number, text: string): RecordedAnswer {
  return refusing(withUserText(oauthWithSubcode(code, subcode, text), text));
}

export const recordedAnswers = {
  // ---- the app ----
  appUnknown: refusing(appOfTokenUnknown()),
  apiBlocked: refusing(apiBlocked()),
  tokenOfOtherApp: refusing(exchangeOfOtherAppsToken('874310265938217')),
  /** The permission is granted, but the account has no role on the app, and the app has not been reviewed. */
  requiresAppReview: refusing(
    oauth(
      10,
      "(#10) To use 'Page Public Content Access', your use of this endpoint must be reviewed and approved by Facebook. To submit this 'Page Public Content Access' feature for review please read our documentation on reviewable features: https://developers.facebook.com/docs/apps/review.",
    ),
  ),
  /** Instagram's own error format, for an ID or secret that belongs to the other of the two apps. */
  invalidPlatformApp: {
    status: 400,
    body: { error_type: 'OAuthException', code: 400, error_message: 'Invalid platform app' },
  },

  // ---- the code of the login dialog ----
  redirectUriDiffers: refusing(redirectUriDiffers()),
  codeUsed: refusing(codeUsed()),
  codeExpired: refusing(codeExpired()),

  // ---- the person, the Page, the role ----
  impersonationNotGranted: refusing(impersonationNotGranted()),
  mustBeAdministrator: refusing(mustBeAdministrator()),
  pageNotAccessible: refusing(pageNotAccessible()),
  missingPermission: refusing(missingPermission()),
  needsInstagramPermission: refusing(needsInstagramPermission()),
  needsPagePermission: refusing(needsPagePermission()),
  /** For the number in a profile address such as `profile.php?id=61…`. */
  objectUnsupported: refusing(objectUnsupported('GET', '61550192837465')),
  methodTypeUnsupported: refusing(methodTypeUnsupported('GET')),

  // ---- conditions of publishing ----
  // https://developers.facebook.com/docs/marketing-api/reference/business/owned_pages#error-codes
  twoFactorRequired: refusing(
    withUserText(
      oauth(415, '(#415) Two factor authentication required'),
      'Two factor authentication required. User have to enter a code from SMS or TOTP code generator to pass 2fac. This could happen when accessing a 2fac-protected asset like a page that is owned by a 2fac-protected business manager.',
      'Two factor authentication required',
    ),
  ),
  /**
   * The subcode is recorded, the code is not; Meta only says that requests fail until the authorization is complete.
   */
  pageAuthorizationRequired: refusing(
    withUserText(
      oauthWithSubcode(200, 1404078, '(#200) Permissions error'),
      'To publish as this Page, complete Page Publishing Authorization.',
      'Page Publishing Authorization required',
    ),
  ),

  // ---- publishing ----
  // https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes
  mediaNotFetchable: refusing(imageNotFetchable()),
  mediaNotReady: publishing(9007, 2207027, 'The media is not ready for publishing, please wait for a moment'),
  containerUnknown: refusing(containerUnknown()),
  containerExpired: publishing(
    24,
    2207008,
    'The media builder with creation id = 17889455560051444 does not exist or has been expired.',
  ),
  /** The only error for which the table shows the whole response. */
  imageTooLarge: refusing(
    withUserText(
      oauthWithSubcode(36000, 2207004, 'The image size is too large.'),
      'The image is too large to download. It should be less than 8 MiB.',
      'Image size too large',
    ),
  ),
  imageFormatUnsupported: publishing(
    36001,
    2207005,
    'The image format WEBP is not supported. Supported formats are: JPEG.',
  ),
  videoFormatUnsupported: publishing(
    352,
    2207026,
    'The video format is not supported. Please check spec for supported video format',
  ),
  aspectRatioInvalid: publishing(
    36003,
    2207009,
    'The submitted image with aspect ratio 3.2 cannot be published. Please submit an image with a valid aspect ratio.',
  ),
  captionTooLong: publishing(
    36004,
    2207010,
    "The submitted image's caption was 2391 characters long. The maximum number of characters permitted for a caption is 2200. Please submit media with a shorter caption.",
  ),
  dayLimitReached: refusing(dayLimitReached()),
  spamSuspected: publishing(
    4,
    2207051,
    'We restrict certain activity to protect our community. Tell us if you think we made a mistake.',
  ),
  accountRestricted: publishing(25, 2207050, 'The Instagram account is restricted.'),
} as const satisfies Record<string, RecordedAnswer>;

export type RecordedAnswerName = keyof typeof recordedAnswers;

/** Rewrites an answer like some recorded ones: with IDs as numbers that are too large for JavaScript. */
export function withNumericIds(body: string): string {
  return body.replaceAll(/"(\d{12,})"/g, '$1');
}
