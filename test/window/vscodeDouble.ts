// As much of the `vscode` module as the commands need.
import { basename, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Emitter } from './emitter';
import type { Person, Told } from './userDouble';
import { QuickInput } from './quickInputDouble';
import type { Steps } from './steps';

export interface DoubleParts {
  readonly person: Person;
  readonly steps: () => Steps;
  /** The folder that is open. */
  readonly workspace: string;
  /** By full name; what is not there has its default. */
  readonly settings: Readonly<Record<string, unknown>>;
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

class ThemeIcon {
  constructor(readonly id: string) {}
}

const nothingToDispose = { dispose: () => undefined };
const never = () => nothingToDispose;

export function doubleVscode(parts: DoubleParts): object {
  const { person, steps, workspace, settings, log } = parts;
  const folder = { uri: Uri.file(workspace), name: basename(workspace), index: 0 };
  const tell =
    (severity: Told['severity']) =>
    (message: string, ...more: readonly unknown[]): Promise<string | undefined> => {
      const isModal = typeof more[0] === 'object' && more[0] !== null;
      const buttons = more.filter((button) => typeof button === 'string');
      return isModal ? person.decide(message, buttons) : person.hear(severity, message, buttons);
    };
  return {
    Uri,
    Disposable,
    ThemeIcon,
    EventEmitter: Emitter,
    QuickInputButtons: { Back: new ThemeIcon('arrow-left') },
    InputBoxValidationSeverity: { Info: 1, Warning: 2, Error: 3 },
    ProgressLocation: { Notification: 15 },
    ViewColumn: { Active: -1 },
    l10n: { bundle: undefined },
    env: {
      language: 'en',
      shell: '/bin/bash',
      clipboard: { readText: () => Promise.resolve(''), writeText: () => Promise.resolve() },
      openExternal: () => Promise.resolve(true),
    },
    commands: { executeCommand: () => Promise.resolve(undefined) },
    debug: { registerDebugConfigurationProvider: never },
    extensions: { getExtension: () => undefined },
    workspace: {
      isTrusted: true,
      workspaceFile: undefined,
      workspaceFolders: [folder],
      textDocuments: [],
      getWorkspaceFolder: () => folder,
      asRelativePath: (path: string | Uri) => relative(workspace, typeof path === 'string' ? path : path.fsPath),
      getConfiguration: (section: string) => ({
        get: (name: string, fallback?: unknown) => settings[`${section}.${name}`] ?? fallback,
      }),
      onDidChangeWorkspaceFolders: never,
      onDidCloseTextDocument: never,
      registerTextDocumentContentProvider: never,
    },
    window: {
      createInputBox: () => new QuickInput('box', person, steps),
      createQuickPick: () => new QuickInput('list', person, steps),
      createOutputChannel: () => ({ info: log, warn: log, error: log, dispose: () => undefined }),
      showInformationMessage: tell('info'),
      showWarningMessage: tell('warning'),
      showErrorMessage: tell('error'),
      withProgress: progressOf(person, steps),
    },
  };
}

type Task = (progress: object, token: object) => Promise<unknown>;

function progressOf(person: Person, steps: () => Steps) {
  return async ({ title }: { readonly title: string }, task: Task): Promise<unknown> => {
    const cancelled = new Emitter<void>();
    const open = {
      leave: () => {
        cancelled.fire();
      },
    };
    person.opened(open);
    const manner = steps().begin('progress', title);
    try {
      const done = task({ report: () => undefined }, { onCancellationRequested: cancelled.event });
      if (manner === 'leave') open.leave();
      return await done;
    } finally {
      person.closed(open);
    }
  };
}
