// As much of the `vscode` module as the extension needs.
import { basename, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Emitter } from './emitter';
import { BACK_BUTTON, QuickInput } from './quickInputDouble';
import type { Steps } from './steps';
import type { Told, UserDouble } from './userDouble';

export interface DoubleParts {
  readonly user: UserDouble;
  readonly steps: () => Steps;
  /** The folders that are open. */
  readonly folders: readonly string[];
  /** As in a window on another computer, e.g. `ssh-remote`. */
  readonly remoteName: string | undefined;
  /** By full name; what is not there has its default. */
  readonly settings: Map<string, unknown>;
  /** Takes what is written to the log. */
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

  get scheme(): string {
    return this.url.protocol.slice(0, -1);
  }

  get fsPath(): string {
    return fileURLToPath(this.url);
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

class Named {
  constructor(readonly id: string) {}
}

const nothingToDispose = { dispose: () => undefined };
const never = () => nothingToDispose;

type Command = (...args: unknown[]) => unknown;

export class VscodeDouble {
  readonly commands = new Map<string, Command>();
  readonly statusBar = { text: '', isVisible: false };
  readonly clipboard = { text: '' };
  /** What the browser does with an address that is opened. */
  browser: (address: string) => Promise<void> = () => Promise.resolve();
  readonly settingsChanged = new Emitter<{ readonly affectsConfiguration: (name: string) => boolean }>();
  readonly module: object;

  constructor({ user, steps, folders, remoteName, settings, log }: DoubleParts) {
    const workspaceFolders = folders.map((path, index) => ({ uri: Uri.file(path), name: basename(path), index }));
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
      Uri,
      Disposable,
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
        executeCommand: (name: string, ...args: unknown[]) => Promise.resolve(this.commands.get(name)?.(...args)),
      },
      debug: { registerDebugConfigurationProvider: never },
      extensions: { getExtension: () => undefined },
      workspace: {
        isTrusted: true,
        workspaceFile: undefined,
        workspaceFolders,
        textDocuments: [],
        getWorkspaceFolder,
        asRelativePath: (uri: string | Uri) => {
          const path = pathOf(uri) ?? '';
          const folder = getWorkspaceFolder(uri);
          if (folder === undefined) return path;
          const inside = relative(folder.uri.fsPath, path);
          return folders.length === 1 ? inside : `${folder.name}/${inside}`;
        },
        // A setting of a folder has the folder's name before its own.
        getConfiguration: (section: string, scope?: Uri) => ({
          get: (name: string, fallback?: unknown) => {
            const folder = workspaceFolders.find(({ uri }) => uri.toString() === scope?.toString());
            const key = `${section}.${name}`;
            return settings.get(`${folder?.name ?? ''}/${key}`) ?? settings.get(key) ?? fallback;
          },
          inspect: (name: string) => {
            const folder = workspaceFolders.find(({ uri }) => uri.toString() === scope?.toString());
            const key = `${section}.${name}`;
            return {
              workspaceFolderValue: settings.get(`${folder?.name ?? ''}/${key}`),
              globalValue: settings.get(key),
            };
          },
          update: (name: string, value: unknown) => {
            settings.set(`${section}.${name}`, value);
            this.settingsChanged.fire({ affectsConfiguration: (changed) => changed === `${section}.${name}` });
            return Promise.resolve();
          },
        }),
        onDidChangeConfiguration: this.settingsChanged.event,
        onDidChangeWorkspaceFolders: never,
        onDidCloseTextDocument: never,
        registerTextDocumentContentProvider: never,
      },
      window: {
        createInputBox: () => new QuickInput('box', user, steps),
        createQuickPick: () => new QuickInput('list', user, steps),
        createOutputChannel: () => ({ info: log, warn: log, error: log, dispose: () => undefined }),
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
