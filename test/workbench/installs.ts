import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runNpm } from './npm';
import { projectRoot } from './root';

const home = join(projectRoot, '.vscode-test');

/**
 * A folder of the git-ignored `.vscode-test/` that is either whole or not there: it is filled under another name
 * and renamed at the end, so that an interrupted or a simultaneous install never leaves half of one behind.
 */
export async function installedOnce(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(home, name);
  if (existsSync(folder)) return folder;
  await mkdir(home, { recursive: true });
  const draft = await mkdtemp(join(home, `.${name}-`));
  try {
    await fill(draft);
    await rename(draft, folder);
  } catch (reason) {
    await rm(draft, { recursive: true, force: true });
    // Somebody else finished first: theirs is as good as ours.
    if (!existsSync(folder)) throw reason;
  }
  return folder;
}

/** Installs packages into a folder of their own. Their install scripts stay off: none is needed, some download. */
export async function installPackages(folder: string, ...packages: readonly string[]): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await runNpm(['install', '--ignore-scripts', '--prefix', folder, ...packages], folder);
}
