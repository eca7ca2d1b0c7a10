// What a token is asked for. Publishing to Instagram needs four permissions (Meta, "Content Publishing"); posts on the Page
// need one more. Source of the guide's six: the Agoras 1.x guide, "Instagram credentials".

export type Permission =
  'pages_show_list' | 'pages_read_engagement' | 'instagram_basic' | 'instagram_content_publish' | 'pages_manage_posts';

export type PermissionUse = 'publishing' | 'facebookPosts';

/** Every permission that may be asked for, and what it is for. */
export const PERMISSIONS: Readonly<Record<Permission, PermissionUse>> = {
  pages_show_list: 'publishing',
  pages_read_engagement: 'publishing',
  instagram_basic: 'publishing',
  instagram_content_publish: 'publishing',
  pages_manage_posts: 'facebookPosts',
};

/**
 * The list of the guide. Its other two are about comments and belong to another use case: an app that lacks it, and is
 * asked for them, gets "Invalid Scopes" and no token. So nobody is asked for them who does not ask for the guide's list.
 */
export const GUIDE_PERMISSIONS: readonly string[] = [
  'pages_show_list',
  'pages_read_user_content',
  'pages_read_engagement',
  'pages_manage_engagement',
  'instagram_basic',
  'instagram_content_publish',
];

/** What Facebook hides without them: the Pages of a business portfolio, and the Instagram account of a role through one. */
export const PORTFOLIO_PERMISSIONS: readonly string[] = ['business_management', 'ads_read'];

/** The permissions for one purpose, in a fixed order. */
export function permissionsFor(use: PermissionUse): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => PERMISSIONS[permission] === use);
}

/** What the dialog and the Explorer are asked for, and what a token is inspected for. */
export function permissionsToAskFor(postsOnFacebook: boolean): Permission[] {
  return [...permissionsFor('publishing'), ...(postsOnFacebook ? permissionsFor('facebookPosts') : [])];
}
