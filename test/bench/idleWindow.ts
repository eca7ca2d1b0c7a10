// An idle window: the built startup bundle, with VS Code, the disk, the clock and the network simulated.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Account } from '../../src/credentials/account';
import { writeStoredAccounts } from '../../src/credentials/storedAccounts';
import { projectRoot } from '../workbench/root';

export interface Timer {
  readonly callback: () => void;
  readonly milliseconds: number;
  readonly repeats: boolean;
}

export interface IdleWindow {
  readonly timers: readonly Timer[];
  /** How often the startup bundle has loaded the main bundle (required for network access) or fetched something. */
  networkCalls(): number;
  /** Sets the clock, in milliseconds since 1970. */
  setTime(now: number): void;
}

const nothing = { dispose: () => undefined };
const register = () => nothing;

class EventEmitter {
  readonly #listeners: (() => void)[] = [];
  readonly event = (listener: () => void) => {
    this.#listeners.push(listener);
    return nothing;
  };
  fire(): void {
    for (const listener of this.#listeners) listener();
  }
}

class Item {
  show(): void {
    return undefined;
  }
}

class Disposable extends Item {
  static from = register;
}

const vscode = {
  Disposable,
  EventEmitter,
  ThemeColor: Item,
  ThemeIcon: Item,
  TreeItem: Item,
  StatusBarAlignment: {},
  CodeActionKind: { QuickFix: {}, SourceFixAll: { append: () => ({}) } },
  env: { language: 'en' },
  l10n: {},
  commands: { registerCommand: register },
  debug: { registerDebugConfigurationProvider: register },
  languages: { registerCodeActionsProvider: register, registerHoverProvider: register },
  window: {
    onDidChangeWindowState: register,
    createStatusBarItem: () => new Item(),
    createTreeView: register,
    registerWebviewPanelSerializer: register,
    registerWebviewViewProvider: register,
  },
  workspace: {
    getConfiguration: () => ({ get: <T>(_: string, fallback: T) => fallback }),
    isTrusted: true,
    textDocuments: [],
    onDidChangeConfiguration: register,
    onDidChangeTextDocument: register,
    onDidCloseTextDocument: register,
    onDidOpenTextDocument: register,
  },
};

/** Activates the built extension at this time, with these stored accounts. */
export function openIdleWindow(accounts: readonly Account[], start: number): IdleWindow {
  let now = start;
  let calls = 0;
  const timers: Timer[] = [];
  const require = createRequire(join(projectRoot, 'dist', 'extension.js'));
  const played = {
    require: (name: string): unknown => {
      if (name === 'vscode') return vscode;
      if (name === 'node:fs/promises') return { readFile: () => Promise.reject(new Error('Nothing is on the disk.')) };
      if (name !== './main') return require(name);
      calls++;
      return { createRuntime: () => ({ watch: () => Promise.resolve() }) };
    },
    fetch: () => {
      calls++;
    },
    setTimeout: (callback: () => void, milliseconds: number) => timers.push({ callback, milliseconds, repeats: false }),
    setInterval: (callback: () => void, milliseconds: number) => timers.push({ callback, milliseconds, repeats: true }),
    Date: class extends Date {
      static override now = () => now;
    },
    module: { exports: {} as { activate?: (context: unknown) => void } },
  };
  const code = readFileSync(join(projectRoot, 'dist', 'extension.js'), 'utf8');
  Reflect.apply(compileFunction(code, Object.keys(played)), undefined, Object.values(played));
  const stored = writeStoredAccounts({ revision: 0, accounts, unreadable: [] });
  played.module.exports.activate?.({
    secrets: { get: () => Promise.resolve(stored), onDidChange: register },
    globalStorageUri: { fsPath: '/' },
    workspaceState: { get: () => undefined },
    subscriptions: [],
  });
  return {
    timers,
    networkCalls: () => calls,
    setTime: (time) => {
      now = time;
    },
  };
}
