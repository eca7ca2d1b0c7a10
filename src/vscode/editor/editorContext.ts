// What findings are based on: the stored accounts, and the Agoras version of a document's folder.
import vscode = require('vscode');
import type { InstalledAgoras } from '../../agoras/installedVersion';
import type { AgorasVersion } from '../../agoras/target';
import { unixNow } from '../../base/time';
import { KnownValues } from '../../findings/knownValues';
import type { FindingContext } from '../../findings/variableSet';
import type { AccountList } from '../accounts/accountList';
import type { AccountStore } from '../accounts/accountStore';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import type { ReadInstalledAgoras } from '../settings/installedAgoras';
import { readWarnDays } from '../settings/windowSettings';

export interface EditorParts {
  readonly list: AccountList;
  readonly accounts: Pick<AccountStore, 'read'>;
  readonly workspace: WorkspaceChoices;
  readonly installedAgoras: ReadInstalledAgoras;
}

export class EditorContext implements vscode.Disposable {
  readonly #changes: vscode.Disposable;
  #known: Promise<KnownValues> | undefined;

  constructor(private readonly parts: EditorParts) {
    this.#changes = parts.list.onDidChange(() => {
      this.#known = undefined;
    });
  }

  dispose(): void {
    this.#changes.dispose();
  }

  /** `file`: determines the folder. */
  async read(file: vscode.Uri): Promise<FindingContext> {
    const [version, known] = await Promise.all([this.version(file), this.known()]);
    return { version, known, now: unixNow(), warnDays: readWarnDays() };
  }

  /** The version that the folder is set to, otherwise the installed one. */
  async version(file: vscode.Uri): Promise<AgorasVersion | undefined> {
    const folder = vscode.workspace.getWorkspaceFolder(file)?.uri;
    return this.parts.workspace.agorasVersion(folder) ?? (await this.parts.installedAgoras())?.version;
  }

  /** The installed Agoras, for a folder that is set to 1.x, because its first releases read no variables. */
  async installedFor(file: vscode.Uri): Promise<InstalledAgoras | undefined> {
    return (await this.version(file)) === '1.x' ? this.parts.installedAgoras() : undefined;
  }

  /** Read once after each change of the accounts; empty if the secret storage can't be read. */
  known(): Promise<KnownValues> {
    this.#known ??= this.#read();
    return this.#known;
  }

  async #read(): Promise<KnownValues> {
    const accounts = await this.parts.accounts.read();
    const inUse = this.parts.workspace.account()?.id;
    const all = accounts.ok ? accounts.value : [];
    return new KnownValues([...all].sort((one, other) => rank(one.record.id, inUse) - rank(other.record.id, inUse)));
  }
}

function rank(id: string, inUse: string | undefined): number {
  return id === inUse ? 0 : 1;
}
