import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { installedOnce, installPackages } from './installs';
import { runNpm } from './npm';

/** The newest VS Code server that runs on Node.js 20; it is also the oldest VS Code that the manifest allows. */
const version = '4.100.3';

/** What is done to it after the download; another word has everybody's download done anew. */
const stamp = 'terminals';

/** VS Code's own `node-pty`, on which terminals run, comes as source; this is the same, compiled for usual systems. */
const compiledPty = 'npm:@lydell/node-pty@1.1.0';
const ownPty = '1.1.0-beta33';

/** Fetches VS Code's workbench and server from the npm registry; returns the server's main script. */
export async function ensureCodeServer(): Promise<string> {
  const folder = await installedOnce(`code-server-${version}-${stamp}`, async (draft) => {
    await installPackages(draft, `code-server@${version}`);
    await installWithPty(vscodeIn(draft));
  });
  return join(vscodeIn(folder), 'out', 'server-main.js');
}

/** The package's own install script would fetch these and compile native modules; all but one are enough as they come. */
async function installWithPty(folder: string): Promise<void> {
  const install = ['install', '--ignore-scripts', '--omit=dev'];
  await runNpm([...install, `node-pty@${compiledPty}`], folder);
  if ((await ptyProblem(folder)) === undefined) return;
  await runNpm([...install, `node-pty@${ownPty}`], folder);
  // npm may well report a failure of what comes after the compiling: whether the module works is what counts.
  const rebuilt = await runNpm(['rebuild', 'node-pty'], folder).catch((reason: unknown) => reason);
  const problem = await ptyProblem(folder);
  if (problem !== undefined) console.warn('No terminal will start in the test workbench.', problem, rebuilt);
}

/** In a process of its own: Windows renames no folder from which a module is loaded. */
function ptyProblem(folder: string): Promise<Error | undefined> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['-e', 'require("node-pty")'], { cwd: folder }, (error) => {
      resolve(error ?? undefined);
    });
  });
}

function vscodeIn(folder: string): string {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}
