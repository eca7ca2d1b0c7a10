import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runNpm } from './npm';
import { projectRoot } from './root';

const home = join(projectRoot, '.vscode-test');

/**
 * A folder in the git-ignored `.vscode-test/` that is either complete or absent: it is filled under another name and
 * renamed at the end, so that interrupted or simultaneous installs never leave half of it.
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
    // Another process finished first: its folder is as good as ours.
    if (!existsSync(folder)) throw reason;
  }
  return folder;
}

/** Installs packages into a folder. Their install scripts don't run: none is needed, and some would download files. */
export async function installPackages(folder: string, ...packages: readonly string[]): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  await runNpm(['install', '--ignore-scripts', '--prefix', folder, ...packages], folder);
}
