import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const files = {
  'README.md': [
    '# A site that publishes with Agoras',
    '',
    'Press F1 and choose **Agoras: Get Instagram Credentials…**. The values to type are in the terminal that started',
    'this demo; they belong to a Graph API on this machine, so nothing here reaches Facebook.',
    '',
  ],
  // Lines that aren't ours, to show that they stay unchanged.
  '.env': ['# The site', 'SITE_URL="https://example.org"  # public address', ''],
  '.gitignore': ['.env', ''],
};

/** A small project like one that uses Agoras; returns its folder. */
export async function createExampleWorkspace(parent: string): Promise<string> {
  const folder = join(parent, 'example-site');
  await mkdir(folder, { recursive: true });
  for (const [name, lines] of Object.entries(files)) await writeFile(join(folder, name), lines.join('\n'));
  // Without Git, the extension and the example work, too.
  spawnSync('git', ['init', '--quiet'], { cwd: folder, stdio: 'ignore' });
  return folder;
}
