import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests, SilentReporter } from '@vscode/test-electron';
import { quietSettings } from '../workbench/server';
import { projectRoot } from '../workbench/root';
import { explain, type SuiteResult } from './suite';

/** The oldest VS Code that the manifest allows, so that nothing newer is used by accident. */
const oldestVsCode = '1.100.3';

/** Runs the host tests in VS Code: on the desktop if it can be downloaded and shown, otherwise in the workbench. */
export async function runHost(): Promise<SuiteResult> {
  const executable = await findVsCode();
  const results = join(projectRoot, 'out', 'test', 'host', 'results.json');
  await rm(results, { force: true });
  const scratch = await mkdtemp(join(tmpdir(), 'agoras-host-'));
  let ending: unknown;
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: join(projectRoot, 'out', 'test', 'host', 'index.cjs'),
      launchArgs: await launchArguments(scratch),
    });
  } catch (reason) {
    ending = reason;
  }
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  return readResults(results, ending);
}

/** A separate profile and workspace, so that nothing of the person's is touched. */
async function launchArguments(scratch: string): Promise<string[]> {
  const workspace = join(scratch, 'workspace');
  const profile = join(scratch, 'profile');
  await mkdir(workspace, { recursive: true });
  await mkdir(join(profile, 'User'), { recursive: true });
  await writeFile(join(workspace, 'README.md'), '# A workspace for tests\n');
  // In a browser, VS Code saves automatically, a second after typing.
  const settings = { ...quietSettings, 'files.autoSave': 'off' };
  await writeFile(join(profile, 'User', 'settings.json'), JSON.stringify(settings));
  return [workspace, `--user-data-dir=${profile}`, `--extensions-dir=${join(scratch, 'extensions')}`];
}

async function findVsCode(): Promise<string> {
  const wanted = process.env['AGORAS_TEST_VSCODE'];
  if (wanted !== undefined && wanted !== 'desktop' && wanted !== 'workbench') {
    throw new Error(`AGORAS_TEST_VSCODE is "${wanted}"; it can be "desktop" or "workbench".`);
  }
  if (wanted === 'desktop') return downloadDesktop();
  if (wanted === undefined && canShowDesktop()) {
    try {
      return await downloadDesktop();
    } catch (reason) {
      console.log(`  Desktop VS Code cannot be downloaded here (${String(reason)}).`);
    }
  }
  console.log('  in the workbench that stands in for desktop VS Code');
  return standIn();
}

function canShowDesktop(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function downloadDesktop(): Promise<string> {
  return downloadAndUnzipVSCode({
    version: oldestVsCode,
    cachePath: join(projectRoot, '.vscode-test'),
    reporter: new SilentReporter(),
    timeout: 20_000,
  });
}

/** An executable file that starts the workbench's launcher with this Node.js. */
async function standIn(): Promise<string> {
  const launcher = join(projectRoot, 'out', 'test', 'workbench', 'main.mjs');
  if (process.platform === 'win32') {
    const file = join(projectRoot, 'out', 'workbench.cmd');
    await writeFile(file, `@"${process.execPath}" --enable-source-maps "${launcher}" %*\r\n`);
    return file;
  }
  const file = join(projectRoot, 'out', 'workbench');
  const quote = (text: string): string => `'${text.replaceAll(`'`, `'\\''`)}'`;
  await writeFile(file, `#!/bin/sh\nexec ${quote(process.execPath)} --enable-source-maps ${quote(launcher)} "$@"\n`);
  await chmod(file, 0o755);
  return file;
}

async function readResults(file: string, ending: unknown): Promise<SuiteResult> {
  let written: string;
  try {
    written = await readFile(file, 'utf8');
  } catch {
    throw new Error('VS Code ended before the host tests did.', { cause: ending });
  }
  const { passed, failures } = JSON.parse(written) as {
    passed: number;
    failures: { title: string; details: string }[];
  };
  if (failures.length > 0 || ending === undefined) return { passed, failures };
  return { passed, failures: [{ title: 'VS Code ended with an error', details: explain(ending) }] };
}
