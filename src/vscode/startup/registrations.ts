// What stands ready from the start and loads the rest on first use.
import vscode = require('vscode');
import type { AccountList } from '../accounts/accountList';
import { isCheckDue } from '../../credentials/checkSchedule';
import { reminderFor } from '../../credentials/reminders';
import { unixNow } from '../../base/time';
import { readCheckIntervalHours, readWarnDays } from '../settings/windowSettings';
import {
  COMMANDS,
  SETTINGS_SECTION,
  VALUE_COMMANDS,
  VIEWS,
  type CommandName,
  type ValueField,
} from '../settings/manifestIds';
import type { LoadRuntime } from './runtime';

/** Registers every command; the first one that is run loads what they need. */
export function registerCommands(load: LoadRuntime): vscode.Disposable {
  const commands = Object.keys(COMMANDS) as CommandName[];
  const fields = Object.keys(VALUE_COMMANDS) as ValueField[];
  return vscode.Disposable.from(
    ...commands.map((name) =>
      vscode.commands.registerCommand(COMMANDS[name], async (argument: unknown) => (await load()).run(name, argument)),
    ),
    ...fields.map((field) =>
      vscode.commands.registerCommand(VALUE_COMMANDS[field], async () => (await load()).value(field)),
    ),
  );
}

/** The webviews: the walkthrough in the sidebar, and a tab of it that was open when the window was closed. */
export function registerWebviews(load: LoadRuntime): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.registerWebviewViewProvider(VIEWS.walkthrough, {
      resolveWebviewView: async (view) => {
        (await load()).resolveSidebar(view);
      },
    }),
    vscode.window.registerWebviewPanelSerializer(VIEWS.walkthroughPanel, {
      deserializeWebviewPanel: async (panel) => {
        (await load()).restorePanel(panel);
      },
    }),
  );
}

export function registerSettingsWatch(load: LoadRuntime): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration(async (change) => {
    const watched = ['agorasVersion', 'networks'];
    const isWatched = watched.some((name) => change.affectsConfiguration(`${SETTINGS_SECTION}.${name}`));
    if (isWatched) (await load()).offerRewrite();
  });
}

/** After the start of a window has quietened down. */
const FIRST_LOOK_MILLISECONDS = 5000;
const HOUR_MILLISECONDS = 3_600_000;

/** Looks every hour whether anything is due; nothing more is loaded, and nothing asked of the network, unless it is. */
export function registerSchedule(list: AccountList, load: LoadRuntime): vscode.Disposable {
  const look = async () => {
    // The day may have changed, or another window may have checked.
    await list.refresh();
    if (isAnythingDue(list)) await (await load()).watch();
  };
  const first = setTimeout(() => void look(), FIRST_LOOK_MILLISECONDS);
  const hourly = setInterval(() => void look(), HOUR_MILLISECONDS);
  return new vscode.Disposable(() => {
    clearTimeout(first);
    clearInterval(hourly);
  });
}

/** Whether a check is due, or an end near enough for a reminder. */
function isAnythingDue(list: AccountList): boolean {
  const now = unixNow();
  return list
    .records()
    .some(
      (account) =>
        isCheckDue(account.lastCheck, readCheckIntervalHours(), now) ||
        reminderFor(account, readWarnDays(), now) !== undefined,
    );
}
