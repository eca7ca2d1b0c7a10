// The hidden commands that `launch.json` and `tasks.json` name to get a value of an account. Whoever can run a command of
// VS Code can run these, too: they answer in a trusted workspace only, and only what the person has agreed to.
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
  /** `argument`: of the command; an input of a launch.json names the account in it. */
  readonly value: (field: ValueField, argument: unknown) => Promise<string | undefined>;
  /** VS Code tells of a launch twice: before it asks for the values in it, and when it has them. */
  readonly launchBegins: (launch: Launch) => void;
  /** False where a value was asked for and not given. */
  readonly launchIsFilled: (configuration: vscode.DebugConfiguration) => boolean;
}

/** Tells how a command ended, and gives its value; undefined where it was refused. */
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
      // Some versions of VS Code, 1.100 among them, start a launch all the same, with the reference in the place of the
      // value; Agoras would then send that to Facebook as a token.
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
   * VS Code asks for the values of a launch one after the other. At the first command that gives none it ends the launch;
   * after an input that gives none it goes on to the next. Tasks and compounds may ask side by side. Those take turns, and
   * what is refused to one is refused to those that wait, and to the rest of its launch: one question, and one message.
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
    // This may be what has started the extension.
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
    // VS Code puts it in the place of its reference: the one way out of the extension that takes a bare string.
    return ok(typeof value === 'string' ? value : value.reveal());
  }

  /** What waited for the value has ended by then: it is started again by the person, with the way free. */
  async #askAgain(field: ValueField, accountId: string | undefined): Promise<CommandEnd> {
    const value = await this.#find(field, accountId);
    return value.ok ? DONE : value.error;
  }

  /** `isInUse`: what names no account gets the values of this one. */
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
