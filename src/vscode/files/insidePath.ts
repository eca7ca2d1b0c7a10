import systemPath, { type PlatformPath } from 'node:path';

/** The path inside a folder that a setting names; undefined if it leads outside or is the folder itself. */
export function pathInside(folder: string, named: string, rules: PlatformPath = systemPath): string | undefined {
  const inside = rules.relative(folder, rules.resolve(folder, named));
  return inside === '' || leadsOut(inside, rules) ? undefined : rules.join(folder, inside);
}

/** Whether a relative path leads out of its folder. On Windows, it may start with another drive. */
export function leadsOut(relative: string, rules: PlatformPath = systemPath): boolean {
  return relative === '..' || relative.startsWith(`..${rules.sep}`) || rules.isAbsolute(relative);
}
