import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { installedOnce, installPackages } from './installs';
import { runNpm } from './npm';
import type { VsCodeVersion } from './product';

/** A VS Code server: its main script, and the Node.js to run it with. */
export interface CodeServer {
  readonly node: string;
  readonly main: string;
}

interface Release {
  /** The npm package that contains this VS Code. */
  readonly codeServer: string;
  /** The major version of Node.js that it requires; if ours is older, a suitable one is downloaded. */
  readonly nodeMajor: number;
  /**
   * VS Code's own `node-pty`, which terminals need, comes as source code; `compiledPty` is the same, already compiled.
   */
  readonly ownPty: string;
  readonly compiledPty: string;
}

const RELEASES: Readonly<Record<VsCodeVersion, Release>> = {
  '1.100.3': { codeServer: '4.100.3', nodeMajor: 20, ownPty: '1.1.0-beta33', compiledPty: '1.1.0' },
  '1.139.1': { codeServer: '4.139.1', nodeMajor: 24, ownPty: '1.2.0-beta.15', compiledPty: '1.2.0-beta.15' },
};

/** The Node.js to download if ours is too old. */
const newerNode = '24.21.0';

/** Identifies the changes made after the download; changing this word makes everybody download again. */
const stamp = 'terminals';

/** Downloads VS Code's workbench and server from the npm registry. */
export async function ensureCodeServer(version: VsCodeVersion): Promise<CodeServer> {
  const release = RELEASES[version];
  const node = await ensureNode(release.nodeMajor);
  const folder = await installedOnce(`code-server-${release.codeServer}-${stamp}`, async (draft) => {
    await installPackages(draft, `code-server@${release.codeServer}`);
    await installWithPty(vscodeIn(draft), release, node);
  });
  return { node, main: join(vscodeIn(folder), 'out', 'server-main.js') };
}

/** The current Node.js if it is new enough, otherwise a newer one; npm has an executable for each common system. */
async function ensureNode(major: number): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) >= major) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = await installedOnce(`node-${newerNode}`, (draft) => installPackages(draft, `${name}@${newerNode}`));
  return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** The package's own install script would install these and compile native modules; only node-pty needs such a step. */
async function installWithPty(folder: string, { ownPty, compiledPty }: Release, node: string): Promise<void> {
  const install = ['install', '--ignore-scripts', '--omit=dev'];
  await runNpm([...install, `node-pty@npm:@lydell/node-pty@${compiledPty}`], folder);
  if ((await ptyProblem(folder, node)) === undefined) return;
  await runNpm([...install, `node-pty@${ownPty}`], folder);
  // npm may report a failure in a step after compiling: what matters is whether the module works.
  const rebuilt = await runNpm(['rebuild', 'node-pty'], folder).catch((reason: unknown) => reason);
  const problem = await ptyProblem(folder, node);
  if (problem !== undefined) console.warn('No terminal will start in the test workbench.', problem, rebuilt);
}

/** In a separate process: Windows can't rename a folder from which a module is loaded. */
function ptyProblem(folder: string, node: string): Promise<Error | undefined> {
  return new Promise((resolve) => {
    execFile(node, ['-e', 'require("node-pty")'], { cwd: folder }, (error) => {
      resolve(error ?? undefined);
    });
  });
}

function vscodeIn(folder: string): string {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}
