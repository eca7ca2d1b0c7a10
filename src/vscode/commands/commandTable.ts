import vscode = require('vscode');
import type { Log } from '../../base/log';
import type { AccountList } from '../accounts/accountList';
import { MismatchNotifier, offerRewrite } from '../delivery/agorasVersionSwitch';
import type { DeliveryServices } from '../delivery/deliverAndNotify';
import type { Previews } from '../delivery/preview';
import { Diagnosis } from '../diagnosis/diagnosis';
import type { ReportPanel } from '../diagnosis/reportPanel';
import type { EditorContext } from '../editor/editorContext';
import { DONE, failed, startOver, type CommandEnd } from '../prompts/commandEnd';
import type { WizardState } from '../questions/wizardState';
import type { InstalledAgorasReader } from '../settings/installedAgoras';
import { COMMANDS, type CommandName } from '../settings/manifestIds';
import type { AddressConsent } from '../signIn/addressConsent';
import type { ConnectTo, FindTokenApp } from '../signIn/connect';
import type { CheckReports } from '../walkthrough/checkReports';
import type { FlowProgress } from '../walkthrough/flowProgress';
import type { WalkthroughPanel } from '../walkthrough/walkthroughPanel';
import type { ReminderStore } from '../watch/reminderStore';
import { watch } from '../watch/watch';
import { checkAllTokens, checkToken, reportLines } from './checkToken';
import { runCommand, runForValue } from './commandBoundary';
import { copyFlags } from './copyFlags';
import { forgetCredentials } from './forgetCredentials';
import { getCredentials } from './getCredentials';
import { importCredentials } from './importCredentials';
import { helpButton, walkthroughStepOf } from '../walkthrough/helpButton';
import { proveWithAgoras } from './proveWithAgoras';
import { renewToken } from './renewToken';
import { ignoreFile } from '../editor/ignoreFile';
import type { Services } from './services';
import { showActions } from './showActions';
import { switchAccount } from './switchAccount';
import { upgradeToAgoras3 } from '../upgrade/upgradeToAgoras3';
import { useInTerminal } from './useInTerminal';
import { createValueCommands, type RunForValue, type ValueCommands } from '../handover/valueCommands';
import { ValueConsents } from '../handover/valueConsents';
import { writeFlags } from './writeFlags';
import { copyLoadCommand } from '../destinations/dotenv/loading';

/** Objects that live as long as the window. */
export interface CommandParts extends Omit<DeliveryServices, 'runInBackground'> {
  readonly list: AccountList;
  readonly reminders: ReminderStore;
  readonly reports: CheckReports;
  readonly progress: FlowProgress;
  readonly previews: Previews;
  readonly walkthrough: WalkthroughPanel;
  readonly reportPanel: ReportPanel;
  readonly editorContext: EditorContext;
  readonly connectInBackground: ConnectTo;
  readonly addresses: AddressConsent;
  readonly installed: InstalledAgorasReader;
  readonly findTokenApp: FindTokenApp;
  readonly workspaceState: vscode.Memento;
  readonly log: Log;
  readonly showLog: () => void;
}

/** When a command is run from a view, it gets the ID of the account that was clicked. */
type CommandBody = (accountId: string | undefined) => Promise<CommandEnd>;

export interface Commands {
  /** `argument`: the command's argument; views pass the ID of an account. */
  readonly run: (command: CommandName, argument: unknown) => Promise<void>;
  readonly values: ValueCommands;
  readonly offerRewrite: () => void;
  readonly watch: () => Promise<void>;
}

/** Commands that need no account, so they don't wait for a locked keychain. */
const WITHOUT_ACCOUNTS: ReadonlySet<CommandName> = new Set(['openWalkthrough', 'showLog', 'ignoreFile', 'diagnose']);

/** Commands that fail if the given account is gone, instead of using another one. */
const FOR_ACCOUNT: ReadonlySet<CommandName> = new Set<CommandName>([
  'checkToken',
  'proveWithAgoras',
  'renewToken',
  'switchAccount',
  'forgetCredentials',
  'writeFlags',
  'copyFlags',
  'copyLoadCommand',
]);

/** Every command, each behind the command boundary. */
export function createCommands(parts: CommandParts): Commands {
  const { list, progress, walkthrough, workspace, log } = parts;
  const runInBackground = (body: () => Promise<CommandEnd>) => void runCommand('a button of a message', log, body);
  const { read: installedAgoras, ask: askInstalledAgoras } = parts.installed;
  const consents = new ValueConsents(parts.workspaceState, workspace);
  const services: Services = {
    ...parts,
    consents,
    runInBackground,
    installedAgoras,
    askInstalledAgoras,
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
  const diagnosis = new Diagnosis(
    { ...parts, askInstalledAgoras, terminals: parts.memory.terminals },
    parts.reportPanel,
    runInBackground,
  );
  const bodies: Readonly<Record<CommandName, CommandBody>> = {
    getCredentials: () => obtain({}),
    signIn: () => obtain({ signsIn: 'loopback' }),
    importCredentials: () =>
      progress.track((begin) =>
        importCredentials(
          services,
          (step, appId) => {
            begin(walkthroughStepOf(step), appId);
          },
          obtain,
        ),
      ),
    checkToken: (accountId) =>
      progress.track((begin) => {
        begin('verified', appOfAccount(accountId));
        return checkToken(services, accountId);
      }),
    checkAllTokens: () => checkAllTokens(services),
    proveWithAgoras: (accountId) =>
      progress.track((begin) => {
        begin('verified', appOfAccount(accountId));
        return proveWithAgoras(services, accountId);
      }),
    diagnose: () => diagnosis.run(),
    renewToken: (accountId) =>
      progress.track((begin) => {
        begin('token', appOfAccount(accountId));
        return renewToken(services, accountId);
      }),
    writeFlags: (accountId) => writeFlags(services, accountId),
    copyFlags: (accountId) => copyFlags(services, accountId),
    copyLoadCommand: (accountId) => copyLoadCommand(services, accountId),
    switchAccount: (accountId) => switchAccount(services, (id) => writeFlags(services, id), accountId),
    useInTerminal: () => useInTerminal(services),
    forgetCredentials: (accountId) => forgetCredentials(services, accountId),
    ignoreFile: (uri) =>
      ignoreFile(
        uri,
        () => {
          list.announceChange();
        },
        runInBackground,
      ),
    upgradeToAgoras3: () => upgradeToAgoras3(services),
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
  const runValueCommand: RunForValue = (command, body) => runForValue(command, log, body);
  return {
    run: (name, argument) =>
      runCommand(COMMANDS[name], log, async () => {
        if (!WITHOUT_ACCOUNTS.has(name)) await parts.accounts.refreshList();
        const given = typeof argument === 'string' ? argument : undefined;
        // Messages and reports may outlive the account, and views learn of changes in other windows a moment later.
        const isForgotten = given !== undefined && list.records().length > 0 && workspace.find(given) === undefined;
        if (isForgotten && FOR_ACCOUNT.has(name)) return failed({ kind: 'accountForgotten' }, startOver);
        return bodies[name](given);
      }),
    values: createValueCommands(parts.accounts, workspace, consents, runValueCommand),
    offerRewrite: () => {
      offerRewrite(services);
    },
    watch: () =>
      watch({
        ...services,
        log,
        connect: parts.connectInBackground,
        records: () => list.records(),
        isCheckedUnasked: (account) => list.isCheckedUnasked(account),
      }),
  };
}
