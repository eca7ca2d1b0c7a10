import { fileVisibility } from '../files/git';

interface SeenByGit {
  /** Git tracks them or would commit them. */
  readonly shown: readonly string[];
  /** Git couldn't be asked, or didn't answer. */
  readonly unknown: readonly string[];
}

export async function gitVisibility(paths: readonly string[]): Promise<SeenByGit> {
  const seen = await Promise.all(paths.map(async (path) => ({ path, visibility: await fileVisibility(path) })));
  const of = (isMeant: (visibility: (typeof seen)[number]['visibility']) => boolean) =>
    seen.flatMap(({ path, visibility }) => (isMeant(visibility) ? [path] : []));
  return {
    shown: of((visibility) => visibility === 'tracked' || visibility === 'notIgnored'),
    unknown: of((visibility) => typeof visibility === 'object'),
  };
}
