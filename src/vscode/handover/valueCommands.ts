// The hidden commands that `launch.json` and `tasks.json` use to get a value of an account. Anything that can run VS
// Code commands can run these too, so they only answer in a trusted workspace, and only what the person has agreed to.
import vscode = require('vscode');
import { DEFAULT_VERSION } from '../../agoras/target';
import { accountIn, refersToValue, type AskedField } from '../../agoras/valueReferences';
import { err, ok, type Outcome } from '../../base/outcome';
import { flagValues, type AccountRecord } from '../../credentials/account';
import type { ValueField } from '../../agoras/valueConsent';
import type { AccountStore } from '../accounts/accountStore';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import { afterFailedProof, DONE, failed, startOver, type CommandEnd, type ValueEnd } from '../prompts/commandEnd';
import { VALUE_COMMANDS } from '../settings/manifestIds';
import { askingTasks, entryOfLaunch, valuesAskedByLaunch, type IsAsked } from './askingEntries';
import { LaunchesUnderWay, type Launch } from './launchesUnderWay';
import type { ValueConsents } from './valueConsents';

type NoValue = Exclude<CommandEnd, { kind: 'done' }>;

export interface ValueCommands {
  /** `argument`: the command's argument; an input of a launch.json passes the account in it. */
  readonly value: (field: ValueField, argument: unknown) => Promise<string | undefined>;
  /** VS Code announces a launch twice: before it asks for its values, and when it has them. */
  readonly launchBegins: (launch: Launch) => void;
  /** False if a value was asked for but not returned. */
  readonly launchIsFilled: (configuration: vscode.DebugConfiguration) => boolean;
}

/** Reports how a command ended, and returns its value; undefined if it was refused. */
export type RunForValue = (command: string, body: () => Promise<ValueEnd<string>>) => Promise<string | undefined>;

export function createValueCommands(
  accounts: AccountStore,
  workspace: WorkspaceChoices,
  consents: ValueConsents,
  run: RunForValue,
): ValueCommands {
  const launches = new LaunchesUnderWay();
  const handover = new ValueHandover(accounts, workspace, consents, launches);
  return {
    value: (field, argument) => run(VALUE_COMMANDS[field], () => handover.give(field, accountIn(argument))),
    launchBegins: ({ folder, configuration }) => {
      launches.begin(folder, configuration);
    },
    launchIsFilled: (configuration) => {
      launches.end(configuration);
      // Some versions of VS Code, including 1.100, start a launch anyway, with the reference instead of the value;
      // Agoras would then send that to Facebook as a token.
      return !refersToValue(JSON.stringify(configuration));
    },
  };
}

class ValueHandover {
  #running: Promise<ValueEnd<string>> | undefined;

  constructor(
    private readonly accounts: AccountStore,
    private readonly workspace: WorkspaceChoices,
    private readonly consents: ValueConsents,
    private readonly launches: LaunchesUnderWay,
  ) {}

  /**
   * Returns a value, one call at a time. VS Code asks for the values of a launch one after the other. If a command
   * returns none it ends the launch, but if an input returns none it continues with the next. Tasks and compounds may
   * ask at the same time. So calls are queued, and a refusal also applies to the calls that are waiting and to the rest
   * of the launch: the person gets one question and one message.
   */
  give(field: ValueField, accountId: string | undefined): Promise<ValueEnd<string>> {
    const before = this.#running;
    const turn = this.#inTurn(before, field, accountId);
    this.#running = turn;
    const over = () => {
      if (this.#running === turn) this.#running = undefined;
    };
    void turn.then(over, over);
    return turn;
  }

  async #inTurn(
    before: Promise<ValueEnd<string>> | undefined,
    field: ValueField,
    accountId: string | undefined,
  ): Promise<ValueEnd<string>> {
    const isRefused = await before?.then(
      ({ kind }) => kind !== 'given',
      () => true,
    );
    const launch =
      accountId === undefined ? undefined : this.#launchAsking(field, (asked) => asked.account === accountId);
    if (isRefused === true || launch?.refusedAt !== undefined) return { kind: 'cancelled' };
    const value = await this.#find(field, accountId);
    if (!value.ok && launch !== undefined) this.launches.refuse(launch);
    return value.ok ? { kind: 'given', value: value.value } : value.error;
  }

  async #find(field: ValueField, accountId: string | undefined): Promise<Outcome<string, NoValue>> {
    if (!vscode.workspace.isTrusted) return err(failed({ kind: 'notTrusted' }));
    const again = () => this.#askAgain(field, accountId);
    // The extension may just have been started by this call.
    await this.accounts.refreshList();
    const inUse = this.workspace.account();
    const record = accountId === undefined ? inUse : this.workspace.find(accountId);
    if (record === undefined) {
      const isOtherAccount = accountId !== undefined && inUse !== undefined;
      return err(isOtherAccount ? failed({ kind: 'accountOfLaunchMissing' }) : this.workspace.withoutAccount(again));
    }
    if (!(await this.#agrees(field, record, record === inUse))) return err({ kind: 'cancelled' });
    const account = await this.accounts.open(record);
    if (!account.ok) {
      return err(failed(account.error, account.error.kind === 'secretMissing' ? startOver : again));
    }
    const value = flagValues(account.value, this.workspace.agorasVersion() ?? DEFAULT_VERSION)[field];
    if (value === undefined) {
      return err(failed({ kind: 'userTokenMissing' }, (action) => afterFailedProof(action, record.id, again)));
    }
    // VS Code replaces its reference with this. It is the only way for a plain string to leave the extension.
    return ok(typeof value === 'string' ? value : value.reveal());
  }

  /** What waited for the value has ended by then. The person can start it again, and the value will be available. */
  async #askAgain(field: ValueField, accountId: string | undefined): Promise<CommandEnd> {
    const value = await this.#find(field, accountId);
    return value.ok ? DONE : value.error;
  }

  /** `isInUse`: references that name no account mean this one. */
  async #agrees(field: ValueField, record: AccountRecord, isInUse: boolean): Promise<boolean> {
    const isAsked: IsAsked = ({ account }) => (account === undefined ? isInUse : account === record.id);
    const launch = this.#launchAsking(field, isAsked);
    if (launch !== undefined) {
      const entry = await entryOfLaunch(launch, isAsked);
      if (entry?.fields.includes(field) === true) return this.consents.agreeToEntries(record, [entry]);
      const fields = new Set(
        valuesAskedByLaunch(launch)
          .filter(isAsked)
          .map((asked) => asked.field),
      );
      return this.consents.agreeToLaunch(record, launch, [...fields]);
    }
    const tasks = (await askingTasks(isAsked)).filter(({ fields }) => fields.includes(field));
    return tasks.length > 0 ? this.consents.agreeToEntries(record, tasks) : this.consents.agreeOnce(record, [field]);
  }

  #launchAsking(field: ValueField, isAsked: IsAsked) {
    const isThisField = (asked: AskedField) => asked.field === field && isAsked(asked);
    return this.launches.all().findLast((launch) => valuesAskedByLaunch(launch).some(isThisField));
  }
}
