import { fileVisibility } from '../files/git';

/** The files that Git tracks or would commit. */
export async function gitVisibility(paths: readonly string[]): Promise<readonly string[]> {
  const seen = await Promise.all(paths.map(async (path) => ({ path, visibility: await fileVisibility(path) })));
  return seen.flatMap(({ path, visibility }) =>
    visibility === 'tracked' || visibility === 'notIgnored' ? [path] : [],
  );
}
