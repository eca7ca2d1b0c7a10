import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { installedOnce, installPackages } from './installs';

export interface Chromium {
  readonly executablePath: string;
  /** Added to the browser's environment: libraries and fonts that the machine may not have. */
  readonly env: Readonly<Record<string, string>>;
}

const packed = { chromium: '143.0.4', fonts: '2.37.3' };

/** A Chromium for the tests: the system's own, or on Linux the one from an npm package. */
export async function ensureChromium(): Promise<Chromium> {
  const own = process.env['CHROME_PATH'] ?? systemChromium();
  if (own) return { executablePath: own, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return packedChromium();
  throw new Error('No Chromium, Chrome or Edge was found. Install one, or name its executable in CHROME_PATH.');
}

function systemChromium(): string | undefined {
  return [...wellKnownPlaces(), ...pathPlaces()].find((place) => existsSync(place));
}

function pathPlaces(): string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'chrome'];
  const extension = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => join(folder, name + extension)));
}

function wellKnownPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform !== 'win32') return [];
  const programs = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => process.env[name] ?? '');
  const products = [
    ['Google', 'Chrome', 'Application', 'chrome.exe'],
    ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ];
  return programs.filter(Boolean).flatMap((base) => products.map((product) => join(base, ...product)));
}

async function packedChromium(): Promise<Chromium> {
  const folder = await installedOnce(`chromium-${packed.chromium}`, async (draft) => {
    await installPackages(draft, `@sparticuz/chromium@${packed.chromium}`, `dejavu-fonts-ttf@${packed.fonts}`);
    await unpack(draft);
  });
  const browser = join(folder, 'browser');
  const fontconfig = join(folder, 'fonts.conf');
  // Written each time, not when installing: it contains absolute paths, and the project's folder may be moved.
  await writeFile(fontconfig, fontsConfiguration(folder));
  const libraries = [join(browser, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter(Boolean);
  return {
    executablePath: join(browser, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries.join(':'), FONTCONFIG_FILE: fontconfig },
  };
}

/** Lets the package decompress itself. It writes to the temporary folder, which for this one process is `folder`. */
async function unpack(folder: string): Promise<void> {
  const script = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
  // On the platforms that the package is built for, which this variable names, it also unpacks libraries (nss, nspr,
  // expat) that a minimal Linux doesn't have.
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder, env });
  await gather(folder);
}

/** Moves what the package unpacked into one folder; the loader finds the graphics libraries next to the executable. */
async function gather(folder: string): Promise<void> {
  await mkdir(join(folder, 'browser'));
  const keep = new Set(['browser', 'node_modules', 'package.json', 'package-lock.json']);
  for (const name of await readdir(folder)) {
    if (!keep.has(name)) await rename(join(folder, name), join(folder, 'browser', name));
  }
}

/**
 * Text needs fonts, and a minimal machine has none: Open Sans from the package for text, DejaVu for code and symbols.
 */
function fontsConfiguration(folder: string): string {
  const folders = [
    join(folder, 'browser', 'fonts'),
    join(folder, 'node_modules', 'dejavu-fonts-ttf', 'ttf'),
    '/usr/share/fonts',
    '/usr/local/share/fonts',
  ];
  const families = { 'sans-serif': 'Open Sans', 'system-ui': 'Open Sans', monospace: 'DejaVu Sans Mono' };
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders.map((place) => `  <dir>${place}</dir>`),
    `  <cachedir>${join(folder, 'fonts-cache')}</cachedir>`,
    ...Object.entries(families).map(
      ([generic, family]) =>
        `  <alias binding="strong"><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`,
    ),
    '</fontconfig>',
    '',
  ].join('\n');
}
