// Asks whether values of an account may be passed on, and remembers the consents.
import vscode = require('vscode');
import type { AccountRecord } from '../../credentials/account';
import {
  consentFor,
  readConsents,
  withConsent,
  withoutForgotten,
  type AskingEntry,
  type ValueConsent,
  type ValueField,
} from '../../agoras/valueConsent';
import {
  describeEntryQuestion,
  describeStrayQuestion,
  type ConsentQuestion,
  type OpenEntry,
} from '../../messages/consentMessages';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import type { Launch } from './launchesUnderWay';

/** Stored per workspace: which launch configurations and tasks may get values of which account. */
const STATE_KEY = 'agoras.valueConsents';

export class ValueConsents {
  /** Used if no folder is open, because there is no workspace that could be recognized again. */
  #ofWindow: readonly ValueConsent[] = [];
  /** Launches that aren't in a file: consent is only valid for this launch. */
  readonly #agreedLaunches = new WeakMap<Launch, string>();

  constructor(
    private readonly workspaceState: vscode.Memento,
    private readonly workspace: Pick<WorkspaceChoices, 'find'>,
  ) {}

  /** Remembered for the workspace until an entry, or what it starts, changes. */
  async agreeToEntries({ id, page }: AccountRecord, entries: readonly AskingEntry[]): Promise<boolean> {
    const open = entries.flatMap((entry): OpenEntry[] => {
      const state = consentFor(this.#read(), id, entry);
      return state.kind === 'agreed' ? [] : [{ entry, changed: state.changed }];
    });
    if (open.length === 0) return true;
    if (!(await ask(describeEntryQuestion(page.name, open)))) return false;
    // Consent is stored for the state in which it was asked for: anything that changed in the meantime is asked about
    // again.
    await this.#remember(open.reduce((consents, { entry }) => withConsent(consents, id, entry), this.#read()));
    return true;
  }

  /** For a launch that isn't in a file: asks once for everything that it requests. */
  async agreeToLaunch({ id, page }: AccountRecord, launch: Launch, fields: readonly ValueField[]): Promise<boolean> {
    if (this.#agreedLaunches.get(launch) === id) return true;
    if (!(await ask(describeStrayQuestion(page.name, fields, launch.configuration.name)))) return false;
    this.#agreedLaunches.set(launch, id);
    return true;
  }

  /** For requests from outside the workspace's files: asks each time. */
  agreeOnce({ page }: AccountRecord, fields: readonly ValueField[]): Promise<boolean> {
    return ask(describeStrayQuestion(page.name, fields, undefined));
  }

  /** Removes the consents for an account. */
  async forget({ id }: AccountRecord): Promise<void> {
    const others = this.#read().filter(({ account }) => account !== id);
    if (others.length < this.#read().length) await this.#remember(others);
  }

  #read(): readonly ValueConsent[] {
    if (!hasWorkspace()) return this.#ofWindow;
    return readConsents(this.workspaceState.get<unknown>(STATE_KEY));
  }

  async #remember(consents: readonly ValueConsent[]): Promise<void> {
    const kept = withoutForgotten(consents, (account) => this.workspace.find(account) !== undefined);
    if (hasWorkspace()) await this.workspaceState.update(STATE_KEY, kept);
    else this.#ofWindow = kept;
  }
}

function hasWorkspace(): boolean {
  return vscode.workspace.workspaceFolders !== undefined;
}

async function ask({ question, detail, yes }: ConsentQuestion): Promise<boolean> {
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
}
