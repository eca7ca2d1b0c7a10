// The permissions that the extension asks for. Publishing to Instagram needs four (Meta, "Content Publishing"), posting
// on the Page one more. Source of the six in the guide: the Agoras 1.x guide, "Instagram credentials".

export type Permission =
  'pages_show_list' | 'pages_read_engagement' | 'instagram_basic' | 'instagram_content_publish' | 'pages_manage_posts';

export type PermissionUse = 'publishing' | 'facebookPosts';

/** Every permission that may be asked for, and what it is needed for. */
export const PERMISSIONS: Readonly<Record<Permission, PermissionUse>> = {
  pages_show_list: 'publishing',
  pages_read_engagement: 'publishing',
  instagram_basic: 'publishing',
  instagram_content_publish: 'publishing',
  pages_manage_posts: 'facebookPosts',
};

/**
 * The permissions in the guide. Two of them are about comments and belong to another use case: if an app without that
 * use case asks for them, the result is "Invalid Scopes" and no token. So they are only requested if the person chooses
 * the guide's list.
 */
export const GUIDE_PERMISSIONS: readonly string[] = [
  'pages_show_list',
  'pages_read_user_content',
  'pages_read_engagement',
  'pages_manage_engagement',
  'instagram_basic',
  'instagram_content_publish',
];

/**
 * Without these, Facebook hides the Pages of business portfolios, and Instagram accounts of people whose role comes
 * from one.
 */
export const PORTFOLIO_PERMISSIONS: readonly string[] = ['business_management', 'ads_read'];

/** The permissions for one purpose, in a fixed order. */
export function permissionsFor(use: PermissionUse): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => PERMISSIONS[permission] === use);
}

/** The permissions that the login dialog and the Explorer are asked for, and that a token is checked for. */
export function permissionsToAskFor(postsOnFacebook: boolean): Permission[] {
  return [...permissionsFor('publishing'), ...(postsOnFacebook ? permissionsFor('facebookPosts') : [])];
}
