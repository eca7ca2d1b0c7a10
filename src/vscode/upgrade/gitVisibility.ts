import { fileVisibility } from '../files/git';

/** Those of the files that Git has, or would take along. */
export async function gitVisibility(paths: readonly string[]): Promise<readonly string[]> {
  const seen = await Promise.all(paths.map(async (path) => ({ path, visibility: await fileVisibility(path) })));
  return seen.flatMap(({ path, visibility }) =>
    visibility === 'tracked' || visibility === 'notIgnored' ? [path] : [],
  );
}
