// Replaces desktop VS Code where there is none: accepts the flags that @vscode/test-electron passes, runs the tests in
// the extension host of a workbench in a headless browser, and exits with their exit code.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, parseArgs } from 'node:util';
import { isTestLine } from '../host/lines';
import { launchBrowser } from './browser';
import { type Settings, startWorkbenchServer } from './server';

/** Milliseconds, enough for all host tests; without a limit, a lost connection would hang forever. */
const timeLimit = 240_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  // Desktop VS Code has many more flags (--disable-gpu-sandbox …), which are ignored here.
  strict: false,
  options: {
    extensionDevelopmentPath: { type: 'string', multiple: true },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
  },
});

process.exitCode = await runHostTests();

async function runHostTests(): Promise<number> {
  const { extensionTestsPath, extensionDevelopmentPath } = values;
  if (typeof extensionTestsPath !== 'string') throw new Error('--extensionTestsPath=… is missing.');
  // On a desktop, one settings file serves both scopes.
  const settings = await readUserSettings();
  const server = await startWorkbenchServer({
    extensionPaths: (extensionDevelopmentPath ?? []).map(String),
    workspace: positionals[0],
    machineSettings: settings,
    userSettings: settings,
    extraArgs: ['--disable-workspace-trust'],
  });
  try {
    const code = await runInBrowser(server.url({ extensionTestsPath }));
    if (code === undefined) console.error(`The tests did not end in ${timeLimit / 1000} s.\n${server.output()}`);
    return code ?? 1;
  } finally {
    await server.close();
  }
}

async function runInBrowser(url: string): Promise<number | undefined> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    let alarm: NodeJS.Timeout | undefined;
    const ended = new Promise<number | undefined>((resolve) => {
      alarm = setTimeout(resolve, timeLimit, undefined);
      void page.exposeFunction('codeAutomationExit', resolve);
    });
    const kept: string[] = [];
    await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => {
      relay(args, kept);
    });
    await page.goto(url);
    const code = await ended;
    clearTimeout(alarm);
    if (code !== 0) console.log(`The log of the workbench:\n${kept.join('\n')}`);
    return code;
  } finally {
    await browser.close();
  }
}

/** Prints what the tests print; the workbench's own log is kept in case they fail. */
function relay(args: readonly unknown[], kept: string[]): void {
  const line = format(...args);
  if (isTestLine(line)) console.log(line);
  else kept.push(line);
}

async function readUserSettings(): Promise<Settings> {
  const profile = values['user-data-dir'];
  if (typeof profile !== 'string') return {};
  try {
    return JSON.parse(await readFile(join(profile, 'User', 'settings.json'), 'utf8')) as Settings;
  } catch {
    // A new profile has no settings file.
    return {};
  }
}
