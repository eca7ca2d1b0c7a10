// Everything that is registered at start-up and loads the runtime on first use.
import vscode = require('vscode');
import type { AccountList } from '../accounts/accountList';
import { isCheckDue } from '../../credentials/checkSchedule';
import { isRenewalDue } from '../../credentials/expiry';
import { reminderFor } from '../../credentials/reminders';
import { unixNow } from '../../base/time';
import { mayImport } from '../settings/importHint';
import { isRenewalAutomatic, readCheckIntervalHours, readWarnDays } from '../settings/windowSettings';
import {
  COMMANDS,
  CONTEXT_KEYS,
  SETTINGS_SECTION,
  VALUE_COMMANDS,
  VIEWS,
  type CommandName,
  type ValueField,
} from '../settings/manifestIds';
import { hasOutdated } from '../../credentials/account';
import type { LoadRuntime, Runtime } from './runtime';

/** Registers every command; running the first one loads the runtime. */
export function registerCommands(load: LoadRuntime): vscode.Disposable {
  const commands = Object.keys(COMMANDS) as CommandName[];
  const fields = Object.keys(VALUE_COMMANDS) as ValueField[];
  return vscode.Disposable.from(
    ...commands.map((name) =>
      vscode.commands.registerCommand(COMMANDS[name], async (argument: unknown) => (await load()).run(name, argument)),
    ),
    ...fields.map((field) =>
      vscode.commands.registerCommand(VALUE_COMMANDS[field], async (argument: unknown) =>
        (await load()).values.value(field, argument),
      ),
    ),
  );
}

/** Watches launches before VS Code resolves their variables, and afterwards; most need nothing. */
export function registerLaunchWatch(load: LoadRuntime): vscode.Disposable {
  let values: Runtime['values'] | undefined;
  return vscode.debug.registerDebugConfigurationProvider('*', {
    resolveDebugConfiguration: async (folder, configuration) => {
      if (mayAskForValues(folder, configuration)) {
        values = (await load()).values;
        values.launchBegins({ folder, configuration });
      }
      return configuration;
    },
    resolveDebugConfigurationWithSubstitutedVariables: (_folder, configuration) =>
      values?.launchIsFilled(configuration) === false ? undefined : configuration,
  });
}

/** A cheap first test: a configuration that asks for our values contains our commands, directly or in its inputs. */
function mayAskForValues(
  folder: vscode.WorkspaceFolder | undefined,
  configuration: vscode.DebugConfiguration,
): boolean {
  const inputs = vscode.workspace.getConfiguration('launch', folder?.uri).get<unknown>('inputs');
  return JSON.stringify([configuration, inputs]).includes(`${SETTINGS_SECTION}.`);
}

/** Registers the webviews: the walkthrough in the sidebar, and a tab that was open when the window was closed. */
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

/** The first check waits until VS Code has finished starting the window. */
const FIRST_LOOK_MILLISECONDS = 5000;
const HOUR_MILLISECONDS = 3_600_000;

/** Checks every hour whether anything is due. Only then is more loaded or the network used. */
export function registerSchedule(list: AccountList, load: LoadRuntime): vscode.Disposable {
  const look = async () => {
    // The date may have changed, or another window may have made a check.
    await list.refresh();
    if (list.records().length === 0) {
      await vscode.commands.executeCommand('setContext', CONTEXT_KEYS.canImport, await mayImport());
    }
    if (isAnythingDue(list)) await (await load()).watch();
  };
  // A real timer ignores the promise; the tests' fake clock waits for it.
  const first = setTimeout((): unknown => look(), FIRST_LOOK_MILLISECONDS);
  const hourly = setInterval((): unknown => look(), HOUR_MILLISECONDS);
  return new vscode.Disposable(() => {
    clearTimeout(first);
    clearInterval(hourly);
  });
}

/** Whether a check or renewal is due, a renewed token still has to be written, or a reminder is due. */
function isAnythingDue(list: AccountList): boolean {
  const now = unixNow();
  const isAutomatic = isRenewalAutomatic();
  return list
    .records()
    .some(
      (account) =>
        (list.isCheckedUnasked(account) &&
          (isCheckDue(account.lastCheck, readCheckIntervalHours(), now) ||
            (isAutomatic && (isRenewalDue(account, now) || hasOutdated(account))))) ||
        reminderFor(account, readWarnDays(), now, isAutomatic) !== undefined,
    );
}
