// `npm run test:installed`: packages the extension, installs it into the oldest and the newest VS Code like a user, and
// runs people's tests in both. Arguments: the versions to test.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageVsix } from '../package/vsix';
import { VERSION_VARIABLE, VSCODE_VERSIONS, VSIX_VARIABLE } from '../workbench/product';
import { projectRoot } from '../workbench/root';

const vsix = join(projectRoot, 'out', 'installed.vsix');
await packageVsix(vsix);

const asked = process.argv.slice(2);
const results: { readonly version: string; readonly summary: string; readonly code: number | null }[] = [];
for (const version of asked.length === 0 ? VSCODE_VERSIONS : asked) {
  console.log(`\nVS Code ${version}, the package installed`);
  results.push({ version, ...(await runPeople(version)) });
}

console.log('');
for (const { version, summary } of results) console.log(`VS Code ${version}: ${summary}`);
process.exit(results.every(({ code }) => code === 0) ? 0 : 1);

/** In a separate process, because its environment selects what is tested; the last line is the summary. */
async function runPeople(version: string): Promise<{ summary: string; code: number | null }> {
  const runner = join(projectRoot, 'out', 'test', 'run', 'main.mjs');
  const child = spawn(process.execPath, ['--enable-source-maps', runner, 'people'], {
    env: { ...process.env, [VSIX_VARIABLE]: vsix, [VERSION_VARIABLE]: version },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text);
    printed += text;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { summary: printed.trimEnd().split('\n').at(-1) ?? '', code };
}
