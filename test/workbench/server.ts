import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { type CodeServer, ensureCodeServer } from './codeServer';
import { startFront } from './front';
import { type ProcessTree, startProcessTree } from './processTree';
import { vsCodeVersion } from './product';
import { projectRoot } from './root';
import { eventually } from './waiting';

export type Settings = Readonly<Record<string, unknown>>;

export interface ServerOptions {
  /** Extensions that run from their folders, as with F5. */
  readonly extensionPaths?: readonly string[];
  /** Extensions installed in a new data folder, because a workbench runs only one extension from its folder. */
  readonly installedExtensions?: readonly string[];
  /** A VSIX that VS Code itself installs, as for a user. */
  readonly installedVsix?: string;
  /** The folder (or `.code-workspace` file) that the workbench opens. */
  readonly workspace?: string | undefined;
  /** Settings of the computer or container that VS Code's server runs on: workspaces can't change scope `machine`. */
  readonly machineSettings?: Settings;
  readonly userSettings?: Settings;
  readonly extraArgs?: readonly string[];
  /** A folder to keep, so that a later start has everything that was stored; by default, a temporary folder is used. */
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Scripts that the server and its extension host run first: newer versions don't pass on `NODE_OPTIONS`. */
  readonly preloaded?: readonly string[];
}

interface UrlOptions {
  readonly workspace?: string | undefined;
  /** A module whose `run()` is called in the extension host. */
  readonly extensionTestsPath?: string | undefined;
}

export interface WorkbenchServer {
  readonly dataDir: string;
  /** The address of a workbench; each call may choose another folder. */
  url(options?: UrlOptions): string;
  /** What the server has printed, for failure messages. */
  readonly output: () => string;
  close(): Promise<void>;
}

/** Settings that keep a new VS Code quiet: no pop-ups, no blinking, no telemetry. */
export const quietSettings: Settings = {
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  // Newer versions open a chat beside the editor.
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
};

/** Without an address for the extension marketplace, the workbench sends no requests to the network. */
const noGallery = JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '', controlUrl: '' });

const quietServer = ['--accept-server-license-terms', '--telemetry-level', 'off'];

/** Starts VS Code's server on a free port; resolves when it is listening. */
export async function startWorkbenchServer(options: ServerOptions = {}): Promise<WorkbenchServer> {
  const codeServer = await ensureCodeServer(vsCodeVersion);
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'agoras-workbench-')));
  await writeSettings(dataDir, 'Machine', options.machineSettings);
  await writeSettings(dataDir, 'User', { ...quietSettings, ...options.userSettings });
  await installExtensions(options.installedExtensions ?? [], dataDir);
  if (options.installedVsix !== undefined) await installVsix(codeServer, options.installedVsix, dataDir);
  const extensionPaths = await linkedFromOutside(options.extensionPaths ?? [], dataDir);

  const fixed = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token'];
  const tree = startProcessTree(
    codeServer.node,
    [
      ...(options.preloaded ?? []).map((script) => `--require=${script}`),
      codeServer.main,
      ...fixed,
      ...['--server-data-dir', dataDir],
      ...quietServer,
      ...(options.extraArgs ?? []),
    ],
    { env: { ...environmentFor(dataDir), ...options.env }, cwd: projectRoot },
  );
  const removeData = async (): Promise<void> => {
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const front = await startFront(await listeningPort(tree), await secretKeyOf(dataDir));
    const authority = `localhost:${front.port}`;
    return {
      dataDir,
      url: (wanted = {}) => workbenchUrl(authority, { workspace: options.workspace, extensionPaths, ...wanted }),
      output: tree.output,
      async close() {
        await front.close();
        await tree.stop();
        await removeData();
      },
    };
  } catch (reason) {
    await tree.stop();
    await removeData();
    throw reason;
  }
}

/**
 * VS Code treats everything below an extension in development as part of it, so it would try the color themes of this
 * very VS Code, which is installed below the project, instead of the one in the settings. So the extension is linked
 * from outside.
 */
function linkedFromOutside(extensionPaths: readonly string[], dataDir: string): Promise<string[]> {
  return Promise.all(
    extensionPaths.map(async (path, index) => {
      const folder = join(dataDir, 'development', String(index));
      const link = join(folder, basename(path));
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      // A junction needs no special rights on Windows; other systems ignore this argument.
      await symlink(path, link, 'junction');
      return link;
    }),
  );
}

/** If there is no list of installed extensions yet, VS Code creates it from the folders that it finds. */
async function installExtensions(paths: readonly string[], dataDir: string): Promise<void> {
  for (const path of paths) {
    await cp(path, join(dataDir, 'extensions', basename(path)), { recursive: true });
  }
}

async function installVsix({ node, main }: CodeServer, vsix: string, dataDir: string): Promise<void> {
  const wanted = ['--install-extension', vsix, '--server-data-dir', dataDir, ...quietServer];
  await promisify(execFile)(node, [main, ...wanted], { env: environmentFor(dataDir) });
}

async function writeSettings(dataDir: string, room: 'Machine' | 'User', settings: Settings | undefined): Promise<void> {
  const file = join(dataDir, 'data', room, 'settings.json');
  await mkdir(dirname(file), { recursive: true });
  if (settings) await writeFile(file, JSON.stringify(settings, undefined, 2));
}

/** The server's half of the key to the secrets is kept with its data, so that a later start can read them. */
async function secretKeyOf(dataDir: string): Promise<Buffer> {
  const file = join(dataDir, 'secret-key');
  try {
    return await readFile(file);
  } catch {
    const key = randomBytes(32);
    await writeFile(file, key, { mode: 0o600 });
    return key;
  }
}

function listeningPort(tree: ProcessTree): Promise<number> {
  return eventually(
    'the VS Code server to listen',
    () => {
      const port = /listening on (\d+)/.exec(tree.output())?.[1];
      const { exitCode, signalCode } = tree.child;
      if (port === undefined && (exitCode !== null || signalCode !== null || tree.child.pid === undefined)) {
        throw new Error(`The VS Code server ended before it listened:\n${tree.output()}`);
      }
      return Promise.resolve(port === undefined ? undefined : Number(port));
    },
    { timeout: 60_000, seen: () => Promise.resolve(tree.output()) },
  );
}

/** A terminal inside VS Code passes on variables that would make this server believe it is that VS Code. */
function environmentFor(dataDir: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name));
  // Sockets are created in the runtime folder, so that they are removed with the data.
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: noGallery, XDG_RUNTIME_DIR: dataDir };
}

function workbenchUrl(authority: string, wanted: UrlOptions & { readonly extensionPaths: readonly string[] }): string {
  const { workspace, extensionPaths, extensionTestsPath } = wanted;
  const url = new URL(`http://${authority}/`);
  if (workspace === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', urlPath(workspace));

  const remote = (path: string): string => `vscode-remote://${authority}${encodeURI(urlPath(path))}`;
  const payload = [
    ...extensionPaths.map((path) => ['extensionDevelopmentPath', remote(path)]),
    ...(extensionTestsPath === undefined ? [] : [['extensionTestsPath', remote(extensionTestsPath)]]),
    ['skipWelcome', 'true'],
  ];
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

function urlPath(path: string): string {
  const slashes = path.split(sep).join('/');
  return slashes.startsWith('/') ? slashes : `/${slashes}`;
}
