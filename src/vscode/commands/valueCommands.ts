import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { flagValues, type AccountRecord } from '../../credentials/account';
import type { FlagValues } from '../../agoras/flags';
import { valueReference } from '../../agoras/launchConfiguration';
import { err, ok, type Outcome } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import type { AccountStore } from '../accounts/accountStore';
import { startOver } from './checkToken';
import { runForValue, type CommandEnd, type ValueEnd } from './commandBoundary';
import { currentAccount } from '../accounts/currentAccount';
import { STATE_KEYS, VALUE_COMMANDS, type ValueField } from '../settings/manifestIds';
import type { Log } from '../../base/log';

type NoValues = Exclude<CommandEnd, { kind: 'done' }>;

const FIELDS = Object.keys(VALUE_COMMANDS) as ValueField[];

export interface ValueCommands {
  readonly value: (field: ValueField) => Promise<string | undefined>;
  readonly dispose: () => void;
}

/** The hidden commands that `launch.json` and `tasks.json` name to get a value. */
export function createValueCommands(accounts: AccountStore, workspaceState: vscode.Memento, log: Log): ValueCommands {
  const values = new ValueHandover(accounts, workspaceState);
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
    if (!vscode.workspace.isTrusted) return err({ kind: 'failed', failure: { kind: 'notTrusted' } });
    const account = currentAccount(this.accounts, this.workspaceState);
    if (account === undefined) return err({ kind: 'failed', failure: { kind: 'noAccount' }, resume: startOver });
    if (!(await this.#agree(account))) return err({ kind: 'cancelled' });
    const secrets = await this.accounts.readSecrets(account);
    if (secrets.ok) return ok(flagValues(account, secrets.value));
    const resume = secrets.error.kind === 'secretMissing' ? startOver : () => this.#askAgain();
    return err({ kind: 'failed', failure: secrets.error, resume });
  }

  /** What waited for the value has ended by then: it is started again by the person, with the way free. */
  async #askAgain(): Promise<CommandEnd> {
    const values = await this.#ask();
    return values.ok ? { kind: 'done' } : values.error;
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
