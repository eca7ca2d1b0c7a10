// The parts of the `vscode` module that the extension needs.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'jsonc-parser';
import { projectRoot } from '../workbench/root';
import { Editors } from './editors';
import { Emitter } from './emitter';
import { GithubSessions } from './githubSessions';
import { BACK_BUTTON, QuickInput } from './quickInputDouble';
import type { Steps } from './steps';
import type { Told, UserDouble } from './userDouble';

export interface DoubleParts {
  readonly user: UserDouble;
  readonly steps: () => Steps;
  /** The open folders. */
  readonly folders: readonly string[];
  /** Set for a window on another computer, e.g. `ssh-remote`. */
  readonly remoteName: string | undefined;
  readonly isTrusted: boolean;
  /** Full name → value; missing settings have their defaults. */
  readonly settings: Map<string, unknown>;
  /** Receives what is written to the log. */
  readonly log: (line: string) => void;
}

class Uri {
  constructor(private readonly url: URL) {}

  static file(path: string): Uri {
    return new Uri(pathToFileURL(path));
  }

  static parse(text: string): Uri {
    return new Uri(new URL(text));
  }

  static joinPath(base: Uri, ...parts: readonly string[]): Uri {
    return Uri.file(join(base.fsPath, ...parts));
  }

  get scheme(): string {
    return this.url.protocol.slice(0, -1);
  }

  get fsPath(): string {
    return fileURLToPath(this.url);
  }

  get path(): string {
    return decodeURIComponent(this.url.pathname);
  }

  toString(): string {
    return this.url.href;
  }
}

class Disposable {
  constructor(private readonly callOnDispose: () => unknown) {}

  static from(...disposables: readonly { readonly dispose: () => unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  dispose(): void {
    this.callOnDispose();
  }
}

class Kind {
  constructor(readonly value: string) {}

  append(part: string): Kind {
    return new Kind(`${this.value}.${part}`);
  }
}

/** Nobody listens to this token: results come at once. */
class CancellationTokenSource {
  readonly token = {};

  cancel(): void {
    this.dispose();
  }

  dispose(): void {
    Object.freeze(this.token);
  }
}

class Named {
  constructor(readonly id: string) {}
}

const nothingToDispose = { dispose: () => undefined };
const never = () => nothingToDispose;
const unwatched = { ...nothingToDispose, onDidCreate: never, onDidDelete: never };

/** Prefixes of settings from the remote machine's settings, and from the workspace's. */
const MACHINE = '<machine>/';
const WORKSPACE = '<workspace>/';

type Command = (...args: unknown[]) => unknown;

/** A DebugConfigurationProvider. */
export interface LaunchWatcher {
  readonly resolveDebugConfiguration: (folder: unknown, configuration: object) => Promise<object | undefined>;
  readonly resolveDebugConfigurationWithSubstitutedVariables: (
    folder: unknown,
    configuration: object,
  ) => Promise<object | undefined>;
}

export class VscodeDouble {
  readonly commands = new Map<string, Command>();
  readonly statusBar = { text: '', isVisible: false };
  readonly clipboard = { text: '' };
  readonly trust = { isGiven: true };
  readonly github: GithubSessions;
  readonly editors = new Editors();
  /** What the browser does with an opened address. */
  browser: (address: string) => Promise<void> = () => Promise.resolve();
  readonly settingsChanged = new Emitter<{ readonly affectsConfiguration: (name: string) => boolean }>();
  /** Called for each launch, before and after its variables are filled in. */
  readonly launchWatchers: LaunchWatcher[] = [];
  /** What was sent to webviews. */
  readonly shown: string[] = [];
  /** Fires when a file was created, changed or deleted. */
  readonly filesChanged = new Emitter<void>();
  /** View type of each webview in a tab → listeners to its messages. */
  readonly webviews = new Map<string, Emitter<unknown>>();
  /** Who is told when the tab of one is closed. */
  readonly closings = new Map<string, Emitter<void>>();
  /** Files opened for viewing, with the line. */
  readonly opened: { readonly path: string; readonly line: number }[] = [];
  /** What the Settings editor was opened with. */
  readonly settingsSearched: string[] = [];
  readonly folders: readonly object[];
  readonly extensionUri: object = Uri.file(projectRoot);
  readonly module: object;

  constructor({ user, steps, folders, remoteName, isTrusted, settings, log }: DoubleParts) {
    const { trust } = this;
    trust.isGiven = isTrusted;
    const workspaceFolders = folders.map((path, index) => ({ uri: Uri.file(path), name: basename(path), index }));
    this.folders = workspaceFolders;
    this.github = new GithubSessions(user);
    const pathOf = (uri: string | Uri) =>
      typeof uri === 'string' ? uri : uri.scheme === 'file' ? uri.fsPath : undefined;
    const getWorkspaceFolder = (uri: string | Uri) => {
      const path = pathOf(uri);
      return workspaceFolders.find((folder) => path?.startsWith(folder.uri.fsPath + sep));
    };
    const show =
      (severity: Told['severity']) =>
      (message: string, ...more: readonly unknown[]): Promise<string | undefined> => {
        const buttons = more.filter((button) => typeof button === 'string');
        const [first] = more;
        const isModal = typeof first === 'object' && first !== null && 'detail' in first;
        return isModal
          ? user.decide(message, String(first.detail), buttons)
          : user.hear({ severity, message, buttons });
      };
    const item = {
      ...this.statusBar,
      show: () => Object.assign(this.statusBar, { text: item.text, isVisible: true }),
      hide: () => Object.assign(this.statusBar, { isVisible: false }),
      dispose: () => undefined,
    };
    this.module = {
      version: '1.100.0',
      Uri,
      Disposable,
      CancellationTokenSource,
      ...this.editors.types,
      ThemeIcon: Named,
      ThemeColor: Named,
      TreeItem: Named,
      EventEmitter: Emitter,
      QuickInputButtons: { Back: BACK_BUTTON },
      InputBoxValidationSeverity: { Info: 1, Warning: 2, Error: 3 },
      ProgressLocation: { Notification: 15 },
      StatusBarAlignment: { Right: 2 },
      ConfigurationTarget: { Global: 1, Workspace: 2 },
      ViewColumn: { Active: -1 },
      FileType: { File: 1, Directory: 2 },
      l10n: { bundle: undefined },
      env: {
        language: 'en',
        remoteName,
        shell: '/bin/bash',
        clipboard: {
          readText: () => Promise.resolve(this.clipboard.text),
          writeText: (text: string) => {
            this.clipboard.text = text;
            return Promise.resolve();
          },
        },
        openExternal: async (uri: Uri) => {
          await this.browser(uri.toString());
          return true;
        },
      },
      commands: {
        registerCommand: (name: string, command: Command) => {
          this.commands.set(name, command);
          return nothingToDispose;
        },
        executeCommand: (name: string, ...args: unknown[]) => {
          if (name === 'workbench.action.openSettings') this.settingsSearched.push(String(args[0]));
          return Promise.resolve(this.commands.get(name)?.(...args));
        },
      },
      debug: {
        registerDebugConfigurationProvider: (_type: string, watcher: LaunchWatcher) => {
          this.launchWatchers.push(watcher);
          return nothingToDispose;
        },
      },
      authentication: {
        getSession: (...asked: Parameters<GithubSessions['getSession']>) => this.github.getSession(...asked),
      },
      languages: {
        registerHoverProvider: never,
        registerCodeActionsProvider: never,
        createDiagnosticCollection: () => this.editors.createDiagnosticCollection(),
      },
      CodeActionKind: { SourceFixAll: new Kind('source.fixAll'), QuickFix: new Kind('quickfix') },
      extensions: { getExtension: () => undefined },
      workspace: {
        get isTrusted() {
          return trust.isGiven;
        },
        workspaceFile: undefined,
        workspaceFolders,
        textDocuments: this.editors.open,
        openTextDocument: async ({ fsPath }: Uri) => Promise.resolve(this.editors.look(fsPath)),
        findFiles: (_pattern: string, exclude: string | undefined) => {
          this.editors.searchCount += 1;
          return this.editors.searches
            ? Promise.resolve(folders.flatMap((folder) => filesIn(folder, exclude ?? '')).map((path) => Uri.file(path)))
            : Promise.reject(new Error('spawn rg ENOENT'));
        },
        fs: { readDirectory: ({ fsPath }: Uri) => Promise.resolve().then(() => entriesOf(fsPath)) },
        applyEdit: (edit: Parameters<Editors['apply']>[0]) => this.editors.apply(edit),
        getWorkspaceFolder,
        asRelativePath: (uri: string | Uri, includesFolder = folders.length > 1) => {
          const path = pathOf(uri) ?? '';
          const folder = getWorkspaceFolder(uri);
          if (folder === undefined) return path;
          const inside = relative(folder.uri.fsPath, path);
          return includesFolder ? `${folder.name}/${inside}` : inside;
        },
        // Settings of a folder have the folder's name as prefix; those of a remote machine or workspace, the prefixes
        // above. VS Code returns the closest one. (It respects scopes; this double doesn't, as if a scope were wrong.)
        getConfiguration: (section: string, scope?: Uri) =>
          section === 'launch' || section === 'tasks'
            ? fileSection(section, scope, folders)
            : {
                get: (name: string, fallback?: unknown) => {
                  const folder = workspaceFolders.find(({ uri }) => uri.toString() === scope?.toString());
                  const key = `${section}.${name}`;
                  const nearest = [`${folder?.name ?? ''}/${key}`, `${WORKSPACE}${key}`, `${MACHINE}${key}`, key];
                  return nearest.map((place) => settings.get(place)).find((value) => value !== undefined) ?? fallback;
                },
                inspect: (name: string) => {
                  const folder = workspaceFolders.find(({ uri }) => uri.toString() === scope?.toString());
                  const key = `${section}.${name}`;
                  return {
                    workspaceFolderValue: settings.get(`${folder?.name ?? ''}/${key}`),
                    workspaceValue: settings.get(`${WORKSPACE}${key}`),
                    globalLocalValue: settings.get(key),
                    globalRemoteValue: settings.get(`${MACHINE}${key}`),
                    globalValue: settings.get(`${MACHINE}${key}`) ?? settings.get(key),
                  };
                },
                update: (name: string, value: unknown) => {
                  settings.set(`${section}.${name}`, value);
                  this.settingsChanged.fire({ affectsConfiguration: (changed) => changed === `${section}.${name}` });
                  return Promise.resolve();
                },
              },
        onDidChangeConfiguration: this.settingsChanged.event,
        onDidChangeWorkspaceFolders: never,
        onDidGrantWorkspaceTrust: never,
        createFileSystemWatcher: () => ({ ...unwatched, onDidChange: this.filesChanged.event }),
        onDidOpenTextDocument: this.editors.opened.event,
        onDidChangeTextDocument: this.editors.changed.event,
        onDidSaveTextDocument: never,
        onDidCloseTextDocument: never,
        registerTextDocumentContentProvider: never,
      },
      window: {
        createInputBox: () => new QuickInput('box', user, steps),
        createQuickPick: () => new QuickInput('list', user, steps),
        createOutputChannel: () => ({
          info: log,
          warn: log,
          error: log,
          show: () => undefined,
          dispose: () => undefined,
        }),
        createWebviewPanel: (type: string) => {
          const received = new Emitter<unknown>();
          const closing = new Emitter<void>();
          this.webviews.set(type, received);
          this.closings.set(type, closing);
          return webviewPanel(this.shown, received, closing);
        },
        terminals: [],
        showTextDocument: (
          { fsPath }: Uri,
          { selection }: { readonly selection: { readonly start: { line: number } } },
        ) => Promise.resolve(this.opened.push({ path: fsPath, line: selection.start.line + 1 })),
        createStatusBarItem: () => item,
        createTreeView: () => ({ message: '', dispose: () => undefined }),
        registerWebviewViewProvider: never,
        registerWebviewPanelSerializer: never,
        onDidChangeWindowState: never,
        showInformationMessage: show('info'),
        showWarningMessage: show('warning'),
        showErrorMessage: show('error'),
        withProgress: progressOf(user, steps),
      },
    };
  }
}

/** All files below a folder, except in folders that are excluded as `**\/name`. */
function filesIn(folder: string, exclude: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return exclude.includes(`**/${entry.name}`) ? [] : filesIn(path, exclude);
  });
}

/** Names and kinds, as VS Code's file system lists them. */
function entriesOf(folder: string): (readonly [name: string, type: number])[] {
  return readdirSync(folder, { withFileTypes: true }).map((entry) => [entry.name, entry.isDirectory() ? 2 : 1]);
}

/** `shown`: collects everything shown in the webview. */
function webviewPanel(shown: string[], received: Emitter<unknown>, closing: Emitter<void>): object {
  const webview = {
    cspSource: 'https://webview',
    asWebviewUri: String,
    onDidReceiveMessage: received.event,
    postMessage: (message: unknown) => Promise.resolve(shown.push(JSON.stringify(message)) > 0),
    set html(html: string) {
      shown.push(html);
    },
  };
  return {
    webview,
    visible: true,
    reveal: () => undefined,
    dispose: () => undefined,
    onDidChangeViewState: never,
    onDidDispose: closing.event,
  };
}

/** What VS Code has read from the launch.json or tasks.json of a folder; by default, of the first folder. */
function fileSection(section: 'launch' | 'tasks', scope: Uri | undefined, folders: readonly string[]): object {
  const folder = scope?.fsPath ?? folders[0];
  const path = folder === undefined ? undefined : join(folder, '.vscode', `${section}.json`);
  const text = path !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : '{}';
  const values = parse(text) as Readonly<Record<string, unknown>>;
  return {
    get: (name: string) => values[name],
    inspect: (name: string) => ({ workspaceValue: values[name], workspaceFolderValue: values[name] }),
  };
}

type Task = (progress: object, token: object) => Promise<unknown>;

function progressOf(user: UserDouble, steps: () => Steps) {
  return async ({ title }: { readonly title: string }, task: Task): Promise<unknown> => {
    const cancelled = new Emitter<void>();
    const open = {
      leave: () => {
        cancelled.fire();
      },
    };
    user.opened(open);
    const manner = steps().begin('progress', title);
    try {
      const done = task({ report: () => undefined }, { onCancellationRequested: cancelled.event });
      if (manner === 'leave') open.leave();
      return await done;
    } finally {
      user.closed(open);
    }
  };
}
