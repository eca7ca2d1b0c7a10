import systemPath, { type PlatformPath } from 'node:path';

/** A path in a folder, as a setting names it; undefined where it leads out or is the folder itself. */
export function pathInside(folder: string, named: string, rules: PlatformPath = systemPath): string | undefined {
  const inside = rules.relative(folder, rules.resolve(folder, named));
  return inside === '' || leadsOut(inside, rules) ? undefined : rules.join(folder, inside);
}

/** Whether a path that is relative to a folder leads out of it. On Windows it may begin on another drive. */
export function leadsOut(relative: string, rules: PlatformPath = systemPath): boolean {
  return relative === '..' || relative.startsWith(`..${rules.sep}`) || rules.isAbsolute(relative);
}
