import { fileVisibility } from '../files/git';

interface SeenByGit {
  /** Git tracks them or would commit them. */
  readonly shown: readonly string[];
  /** Git couldn't be asked, or didn't answer. */
  readonly unknown: readonly string[];
}

export async function gitVisibility(paths: readonly string[]): Promise<SeenByGit> {
  const seen = await Promise.all(paths.map(async (path) => ({ path, visibility: await fileVisibility(path) })));
  const isShown = ({ visibility }: (typeof seen)[number]) => visibility === 'tracked' || visibility === 'notIgnored';
  const isUnknown = ({ visibility }: (typeof seen)[number]) => typeof visibility === 'object';
  const pathOf = ({ path }: (typeof seen)[number]) => path;
  return { shown: seen.filter(isShown).map(pathOf), unknown: seen.filter(isUnknown).map(pathOf) };
}
