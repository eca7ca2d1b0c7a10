import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { FlagValues } from '../../agoras/flags';
import { DEFAULT_VERSION } from '../../agoras/target';
import { valueReference } from '../../agoras/launchConfiguration';
import type { Log } from '../../base/log';
import { err, ok, type Outcome } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import { flagValues, type AccountRecord } from '../../credentials/account';
import type { AccountStore } from '../accounts/accountStore';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import { DONE, failed, startOver, type CommandEnd } from '../prompts/commandEnd';
import { STATE_KEYS, VALUE_COMMANDS, type ValueField } from '../settings/manifestIds';
import { runForValue, type ValueEnd } from './commandBoundary';

type NoValues = Exclude<CommandEnd, { kind: 'done' }>;

const FIELDS = Object.keys(VALUE_COMMANDS) as ValueField[];

export interface ValueCommands {
  readonly value: (field: ValueField) => Promise<string | undefined>;
  readonly dispose: () => void;
}

/** The hidden commands that `launch.json` and `tasks.json` name to get a value. */
export function createValueCommands(
  accounts: AccountStore,
  workspace: WorkspaceChoices,
  workspaceState: vscode.Memento,
  log: Log,
): ValueCommands {
  const values = new ValueHandover(accounts, workspace, workspaceState);
  const guard = vscode.debug.registerDebugConfigurationProvider('*', {
    resolveDebugConfigurationWithSubstitutedVariables: (_folder, configuration) =>
      lacksValue(configuration) ? undefined : configuration,
  });
  return {
    value: (field) => runForValue(VALUE_COMMANDS[field], log, () => values.give(field)),
    dispose: () => {
      guard.dispose();
    },
  };
}

/**
 * Whether a value was asked for and not given. Some versions of VS Code, 1.100 among them, start a launch all the same,
 * with the reference in the place of the value; Agoras would then send that to Facebook as a token.
 */
function lacksValue(configuration: vscode.DebugConfiguration): boolean {
  const text = JSON.stringify(configuration);
  return FIELDS.some((field) => text.includes(valueReference(field)));
}

/**
 * Answers `${command:agoras.accessToken}` and the like in `launch.json` and `tasks.json` with the values of the account
 * that the workspace uses. Whoever can write those files can ask, so a workspace gets them only when it is trusted and
 * the person has agreed once.
 */
class ValueHandover {
  #asking: Promise<Outcome<FlagValues, NoValues>> | undefined;
  #isAgreedInWindow = false;

  constructor(
    private readonly accounts: AccountStore,
    private readonly workspace: WorkspaceChoices,
    private readonly workspaceState: vscode.Memento,
  ) {}

  /**
   * VS Code asks for the values of a launch one after the other and ends it at the first that it does not get; tasks
   * and compounds may ask side by side. Those share one question, and the first of them tells the failure.
   */
  async give(field: keyof FlagValues): Promise<ValueEnd<string>> {
    const isFirst = this.#asking === undefined;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    const values = await this.#asking;
    if (!values.ok) return isFirst ? values.error : { kind: 'cancelled' };
    const value = values.value[field];
    // VS Code puts it in the place of its reference: the one way out of the extension that takes a bare string.
    return { kind: 'given', value: typeof value === 'string' ? value : value.reveal() };
  }

  async #ask(): Promise<Outcome<FlagValues, NoValues>> {
    if (!vscode.workspace.isTrusted) return err(failed({ kind: 'notTrusted' }));
    // This may be what has started the extension.
    await this.accounts.refreshList();
    const record = this.workspace.account();
    if (record === undefined) return err(this.workspace.withoutAccount(() => this.#askAgain()));
    if (!(await this.#agree(record))) return err({ kind: 'cancelled' });
    const account = await this.accounts.open(record);
    if (account.ok) return ok(flagValues(account.value, this.workspace.agorasVersion() ?? DEFAULT_VERSION));
    return err(failed(account.error, account.error.kind === 'secretMissing' ? startOver : () => this.#askAgain()));
  }

  /** What waited for the value has ended by then: it is started again by the person, with the way free. */
  async #askAgain(): Promise<CommandEnd> {
    const values = await this.#ask();
    return values.ok ? DONE : values.error;
  }

  async #agree(account: AccountRecord): Promise<boolean> {
    if (this.#isAgreedInWindow || this.workspaceState.get<unknown>(STATE_KEYS.handsOverValues) === true) return true;
    const handOver = l10n.t('Hand Over');
    const pressed = await vscode.window.showWarningMessage(
      l10n.t('Hand the credentials of “{0}” to what this workspace starts?', sanitizeLabel(account.page.name)),
      {
        modal: true,
        detail: l10n.t(
          'A launch configuration or task of this workspace asks for them. The program that it starts can then publish as this Page. Agree only if you know what its launch.json and tasks.json start; you are asked once for this workspace.',
        ),
      },
      handOver,
    );
    if (pressed !== handOver) return false;
    // Without a folder there is no workspace that could be recognised again.
    if (vscode.workspace.workspaceFolders === undefined) this.#isAgreedInWindow = true;
    else await this.workspaceState.update(STATE_KEYS.handsOverValues, true);
    return true;
  }
}
