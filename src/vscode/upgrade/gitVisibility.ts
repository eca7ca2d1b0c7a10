import { fileVisibility } from '../files/git';

export interface SeenByGit {
  /** Git has them, or would take them along. */
  readonly shown: readonly string[];
  /** Git has not said. */
  readonly unknown: readonly string[];
}

/** How Git sees some files. */
export async function gitVisibility(paths: readonly string[]): Promise<SeenByGit> {
  const seen = await Promise.all(paths.map(async (path) => ({ path, visibility: await fileVisibility(path) })));
  const of = (isMeant: (visibility: (typeof seen)[number]['visibility']) => boolean) =>
    seen.flatMap(({ path, visibility }) => (isMeant(visibility) ? [path] : []));
  return {
    shown: of((visibility) => visibility === 'tracked' || visibility === 'notIgnored'),
    unknown: of((visibility) => typeof visibility === 'object'),
  };
}
