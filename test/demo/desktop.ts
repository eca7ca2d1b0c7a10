import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Settings } from '../workbench/server';
import { projectRoot } from '../workbench/root';

/** The command of the desktop VS Code, if it is installed and there is a display. */
export function findDesktopVsCode(): string | undefined {
  const hasDisplay = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  if (process.platform === 'linux' && !hasDisplay) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const places = [...onPath, '/Applications/Visual Studio Code.app/Contents/Resources/app/bin'];
  return places.map((place) => join(place, name)).find((file) => existsSync(file));
}

/** Opens a window with a separate profile, so that the person's isn't touched; resolves when it is closed. */
export async function showInDesktop(
  command: string,
  home: string,
  workspace: string,
  settings: Settings,
): Promise<void> {
  const profile = join(home, 'profile');
  await mkdir(join(profile, 'User'), { recursive: true });
  await writeFile(join(profile, 'User', 'settings.json'), JSON.stringify(settings, undefined, 2));
  const args = [
    workspace,
    '--new-window',
    '--wait',
    '--disable-workspace-trust',
    `--user-data-dir=${profile}`,
    `--extensions-dir=${join(home, 'extensions')}`,
    `--extensionDevelopmentPath=${projectRoot}`,
  ];
  const isScript = process.platform === 'win32';
  const quoted = isScript ? args.map((arg) => `"${arg}"`) : args;
  const child = spawn(isScript ? `"${command}"` : command, quoted, { stdio: 'ignore', shell: isScript });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      resolve();
    });
  });
}

/** Opens an address in the person's browser; false if there is none. */
export function openInBrowser(url: string): Promise<boolean> {
  const [command, ...args] = browserOpener(url);
  const child = spawn(command, args, { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('error', () => {
      resolve(false);
    });
    child.once('close', (code) => {
      resolve(code === 0);
    });
  });
}

function browserOpener(url: string): [string, ...string[]] {
  if (process.platform === 'darwin') return ['open', url];
  // `start` would interpret the ampersands in the address.
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}
