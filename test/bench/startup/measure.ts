// How long startup takes, compared with two of VS Code's own extensions in the same windows.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from '../../workbench/browser';
import { projectRoot } from '../../workbench/root';
import { startWorkbenchServer } from '../../workbench/server';
import { eventually } from '../../workbench/waiting';
import { median } from '../timing';
import { MEASURED, RESULTS_FILE, type Mark } from './activationMarks';

export const WINDOWS = 10;
const built = join(projectRoot, 'out', 'test', 'bench', 'startup');
const results = join(built, RESULTS_FILE);

/** Medians over all windows, in milliseconds; VS Code's marks have whole milliseconds. */
export interface StartupTimes {
  /** Reading and running the extension's code. */
  readonly load: number;
  /** The call of `activate`. */
  readonly activate: number;
  readonly total: number;
  /** The total of the quickest window: more meaningful than a median on a busy machine. */
  readonly quickest: number;
}

/**
 * Opens ten windows, one after the other; the extension must be built for production. VS Code's list of running
 * extensions can't be used: its time for an extension includes the extensions before, because all clocks start before
 * the first one is loaded.
 */
export async function measureWindows(): Promise<Readonly<Record<keyof typeof MEASURED, StartupTimes>>> {
  await rm(results, { force: true });
  for (let window = 0; window < WINDOWS; window++) await openWindow();
  const lines = (await readFile(results, 'utf8')).trimEnd().split('\n');
  const windows = lines.map((line) => JSON.parse(line) as readonly Mark[]);
  const mediansOf = (extension: string): StartupTimes => {
    const times = windows.map((marks) => timesOf(extension, marks));
    const totals = times.map(({ load, activate }) => load + activate);
    return {
      load: median(times.map(({ load }) => load)),
      activate: median(times.map(({ activate }) => activate)),
      total: median(totals),
      quickest: Math.min(...totals),
    };
  };
  return {
    ours: mediansOf(MEASURED.ours),
    debugAutoLaunch: mediansOf(MEASURED.debugAutoLaunch),
    githubAuthentication: mediansOf(MEASURED.githubAuthentication),
  };
}

/** With a new server, extension host and profile. */
async function openWindow(): Promise<void> {
  const [server, browser] = await Promise.all([
    startWorkbenchServer({ extensionPaths: [projectRoot], extraArgs: ['--disable-workspace-trust'] }),
    launchBrowser(),
  ]);
  try {
    const page = await browser.newPage();
    let code: number | undefined;
    await page.exposeFunction('codeAutomationExit', (ended: number) => {
      code = ended;
    });
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.goto(server.url({ extensionTestsPath: join(built, 'activations.cjs') }));
    await eventually('the extensions to be activated', () => Promise.resolve(code), { timeout: 60_000 });
    if (code !== 0) throw new Error(`The extension host ended with ${String(code)}.\n${server.output()}`);
  } finally {
    await browser.close();
    await server.close();
  }
}

function timesOf(extension: string, marks: readonly Mark[]): { readonly load: number; readonly activate: number } {
  const at = (what: string): number =>
    marks.find(({ name }) => name === `code/extHost/${what}/${extension}`)?.startTime ?? Number.NaN;
  return {
    load: at('didLoadExtensionCode') - at('willLoadExtensionCode'),
    activate: at('didActivateExtension') - at('willActivateExtension'),
  };
}
