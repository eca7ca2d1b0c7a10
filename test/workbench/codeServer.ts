import { join } from 'node:path';
import { installedOnce, installPackages } from './installs';
import { runNpm } from './npm';

/** The newest VS Code server that runs on Node.js 20; it is also the oldest VS Code that the manifest allows. */
const version = '4.100.3';

/** Fetches VS Code's workbench and server from the npm registry; returns the server's main script. */
export async function ensureCodeServer(): Promise<string> {
  const folder = await installedOnce(`code-server-${version}`, async (draft) => {
    await installPackages(draft, `code-server@${version}`);
    // The package's own install script would fetch these and compile native modules; the plain ones are enough.
    await runNpm(['install', '--ignore-scripts', '--omit=dev'], vscodeIn(draft));
  });
  return join(vscodeIn(folder), 'out', 'server-main.js');
}

function vscodeIn(folder: string): string {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}
