import vscode = require('vscode');
import type { Log } from '../../base/log';
import type { AccountList } from '../accounts/accountList';
import { MismatchNotifier, offerRewrite } from '../delivery/agorasVersionSwitch';
import type { DeliveryServices } from '../delivery/deliverAndNotify';
import type { Previews } from '../delivery/preview';
import { DONE, type CommandEnd } from '../prompts/commandEnd';
import type { WizardState } from '../questions/wizardState';
import { createInstalledAgorasReader } from '../settings/installedAgoras';
import { COMMANDS, type CommandName, type ValueField } from '../settings/manifestIds';
import type { ConnectTo } from '../signIn/connect';
import type { CheckReports } from '../walkthrough/checkReports';
import type { FlowProgress } from '../walkthrough/flowProgress';
import type { WalkthroughPanel } from '../walkthrough/walkthroughPanel';
import type { ReminderStore } from '../watch/reminderStore';
import { watch } from '../watch/watch';
import { checkToken, reportLines } from './checkToken';
import { runCommand } from './commandBoundary';
import { copyFlags } from './copyFlags';
import { forgetCredentials } from './forgetCredentials';
import { getCredentials } from './getCredentials';
import { helpButton, walkthroughStepOf } from './helpButton';
import { renewToken } from './renewToken';
import type { Services } from './services';
import { showActions } from './showActions';
import { switchAccount } from './switchAccount';
import { useInTerminal } from './useInTerminal';
import { createValueCommands } from './valueCommands';
import { writeFlags } from './writeFlags';

/** What lives as long as the window. */
export interface CommandParts extends Omit<DeliveryServices, 'runInBackground'> {
  readonly list: AccountList;
  readonly reminders: ReminderStore;
  readonly reports: CheckReports;
  readonly progress: FlowProgress;
  readonly previews: Previews;
  readonly walkthrough: WalkthroughPanel;
  readonly connect: ConnectTo;
  readonly workspaceState: vscode.Memento;
  readonly log: Log;
  readonly showLog: () => void;
}

/** Run from the views, a command gets the id of the account that it was pressed on. */
type CommandBody = (accountId: string | undefined) => Promise<CommandEnd>;

export interface Commands {
  /** `argument`: of the command; views give the id of an account. */
  readonly run: (command: CommandName, argument: unknown) => Promise<void>;
  /** The value of a field for a launch configuration or task; undefined when it is refused, which was told. */
  readonly value: (field: ValueField) => Promise<string | undefined>;
  readonly offerRewrite: () => void;
  readonly watch: () => Promise<void>;
  readonly dispose: () => void;
}

/** These need no account, and do not wait for a locked keychain. */
const WITHOUT_ACCOUNTS: ReadonlySet<CommandName> = new Set(['openWalkthrough', 'showLog']);

/** Every command, each behind the command boundary. */
export function createCommands(parts: CommandParts): Commands {
  const { list, progress, walkthrough, workspace, log } = parts;
  const runInBackground = (body: () => Promise<CommandEnd>) => void runCommand('a button of a message', log, body);
  const installedAgoras = createInstalledAgorasReader();
  const services: Services = {
    ...parts,
    runInBackground,
    installedAgoras,
    mismatch: new MismatchNotifier({ ...parts, runInBackground }, installedAgoras),
    report: (account, checks) => {
      for (const line of reportLines(account, checks)) log.info(line);
      parts.reports.set(account.id, checks);
    },
    help: (question) => helpButton(walkthrough, question),
  };
  const obtain = (state: WizardState) =>
    progress.track((begin) =>
      getCredentials(
        services,
        (step, appId) => {
          begin(walkthroughStepOf(step), appId);
        },
        state,
      ),
    );
  const appOfAccount = (accountId: string | undefined) => list.records().find(({ id }) => id === accountId)?.app.id;
  const bodies: Readonly<Record<CommandName, CommandBody>> = {
    getCredentials: () => obtain({}),
    signIn: () => obtain({ signsIn: 'loopback' }),
    checkToken: (accountId) =>
      progress.track((begin) => {
        begin('verified', appOfAccount(accountId));
        return checkToken(services, accountId);
      }),
    renewToken: (accountId) =>
      progress.track((begin) => {
        begin('token', appOfAccount(accountId));
        return renewToken(services, accountId);
      }),
    writeFlags: (accountId) => writeFlags(services, accountId),
    copyFlags: (accountId) => copyFlags(services, accountId),
    switchAccount: (accountId) => switchAccount(services, (id) => writeFlags(services, id), accountId),
    useInTerminal: () => useInTerminal(services),
    forgetCredentials: (accountId) => forgetCredentials(services, accountId),
    showActions: () => showActions(services),
    openWalkthrough: () => {
      walkthrough.open({ preserveFocus: false });
      return Promise.resolve(DONE);
    },
    showLog: () => {
      parts.showLog();
      return Promise.resolve(DONE);
    },
  };
  const values = createValueCommands(parts.accounts, workspace, parts.workspaceState, log);
  return {
    run: (name, argument) =>
      runCommand(COMMANDS[name], log, async () => {
        if (!WITHOUT_ACCOUNTS.has(name)) await parts.accounts.refreshList();
        return bodies[name](typeof argument === 'string' ? argument : undefined);
      }),
    value: values.value,
    offerRewrite: () => {
      offerRewrite(services);
    },
    watch: () => watch({ ...services, records: () => list.records() }),
    dispose: values.dispose,
  };
}
