// The permissions that the guide of Agoras 1.x lists, in its order, and the one for posts on the Page. Publishing to
// Instagram needs four of them; two are about comments, and a token without them publishes just as well.

export type Permission =
  | 'pages_show_list'
  | 'pages_read_user_content'
  | 'pages_read_engagement'
  | 'pages_manage_engagement'
  | 'instagram_basic'
  | 'instagram_content_publish'
  | 'pages_manage_posts';

export type PermissionUse = 'publishing' | 'comments' | 'facebookPosts';

export const PERMISSIONS: Readonly<Record<Permission, PermissionUse>> = {
  pages_show_list: 'publishing',
  pages_read_user_content: 'comments',
  pages_read_engagement: 'publishing',
  pages_manage_engagement: 'comments',
  instagram_basic: 'publishing',
  instagram_content_publish: 'publishing',
  pages_manage_posts: 'facebookPosts',
};

export function permissionsFor(use: PermissionUse): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => PERMISSIONS[permission] === use);
}

/** What the dialog and the Explorer are asked for: the permissions of the guide, and the one for posts on the Page. */
export function permissionsToAskFor(postsOnFacebook: boolean): Permission[] {
  const all = Object.keys(PERMISSIONS) as Permission[];
  return all.filter((permission) => postsOnFacebook || PERMISSIONS[permission] !== 'facebookPosts');
}
