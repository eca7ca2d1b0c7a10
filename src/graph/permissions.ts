// The permissions that the guide of Agoras 1.x lists, in its order. Publishing needs four of them; the other two are
// about comments, and a token without them publishes just as well.

export type Permission =
  | 'pages_show_list'
  | 'pages_read_user_content'
  | 'pages_read_engagement'
  | 'pages_manage_engagement'
  | 'instagram_basic'
  | 'instagram_content_publish';

export type PermissionUse = 'publishing' | 'comments';

export const PERMISSIONS: Readonly<Record<Permission, PermissionUse>> = {
  pages_show_list: 'publishing',
  pages_read_user_content: 'comments',
  pages_read_engagement: 'publishing',
  pages_manage_engagement: 'comments',
  instagram_basic: 'publishing',
  instagram_content_publish: 'publishing',
};

export function permissionsFor(use: PermissionUse): Permission[] {
  return (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => PERMISSIONS[permission] === use);
}

/** Every permission of the guide, in its order: what the Explorer has to be asked for. */
export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as readonly Permission[];
