// “Diagnose This Workspace…”: gathers facts, shows the report, and runs what is pressed in it.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { assertNever } from '../../base/outcome';
import type { DiagnosisFacts } from '../../diagnosis/facts';
import { describeReport, isStillTrue, reportOf } from '../../diagnosis/report';
import { pressed } from '../../diagnosis/reportHtml';
import type { Place, Report, Task } from '../../diagnosis/reportModel';
import { reportText } from '../../diagnosis/reportText';
import { editsOfAll } from '../../findings/findIn';
import { DONE, failed, type CommandEnd, type RunInBackground } from '../prompts/commandEnd';
import { openPlace } from '../prompts/openPlace';
import { withProgress } from '../prompts/progress';
import { COMMANDS, EXTENSION_ID } from '../settings/manifestIds';
import { gatherFacts, type DiagnosisParts } from './gatherFacts';
import type { ReportPanel } from './reportPanel';
import { ReportWatch } from './reportWatch';
import { changeTexts, editsForUpdate, type FileChange } from './textRemedies';

type Remedy = Extract<Task, { readonly kind: 'remedy' }>;

export class Diagnosis {
  #number = 0;

  constructor(
    private readonly parts: DiagnosisParts,
    private readonly panel: ReportPanel,
    private readonly runInBackground: RunInBackground,
  ) {}

  async run(): Promise<CommandEnd> {
    const end = await this.#find('', () => true);
    if (end.kind === 'done') this.panel.reveal();
    return end;
  }

  /** Looks again after a button, unless the person has closed the report in the meantime. */
  async #look(before: string): Promise<CommandEnd> {
    const isWanted = () => this.panel.isOpen;
    return isWanted() ? this.#find(before, isWanted) : DONE;
  }

  /** `before`: what was just done, for screen readers. `isWanted`: whether to show the report once it is ready. */
  async #find(before: string, isWanted: () => boolean): Promise<CommandEnd> {
    const gathered = await withProgress(l10n.t('Diagnosing this workspace…'), (signal) =>
      gatherFacts(this.parts, signal),
    );
    if (!gathered.ok) return failed(gathered.error);
    if (!isWanted()) return DONE;
    const facts = gathered.value;
    const locale = vscode.env.language;
    const report = reportOf(facts, locale);
    const shown = { report, number: ++this.#number, at: facts.now, isOutdated: false, locale };
    const announcement = [before, describeReport(report)].filter((text) => text !== '').join(' ');
    this.panel.show(shown, announcement, {
      press: (button) => {
        this.runInBackground(() => this.#press(button, facts, report));
      },
      watch: (options) =>
        new ReportWatch({
          ...options,
          isStillTrue: (signal) => this.#isStillTrue(facts, signal),
          changes: [this.parts.list.onDidChange, this.parts.terminals.onDidChange],
        }),
    });
    return DONE;
  }

  async #isStillTrue(facts: DiagnosisFacts, signal: AbortSignal): Promise<boolean> {
    const again = await gatherFacts(this.parts, signal, facts);
    return !again.ok || isStillTrue(facts, again.value, vscode.env.language);
  }

  #press(button: string, facts: DiagnosisFacts, report: Report): Promise<CommandEnd> {
    switch (button) {
      case 'again':
        return this.#look('');
      case 'copy':
        return copy(facts);
      case 'fixAll':
        return this.#change(editedFiles(facts));
      default: {
        const found = pressed(report, button);
        if (found === undefined) return Promise.resolve(DONE);
        const { item, action } = found;
        if (action === 'open') return item.place === undefined ? Promise.resolve(DONE) : open(item.place);
        const task = item.actions[action]?.task;
        return task === undefined ? Promise.resolve(DONE) : this.#do(task);
      }
    }
  }

  async #do(task: Task): Promise<CommandEnd> {
    switch (task.kind) {
      case 'remedy':
        return this.#mend(task);
      case 'command':
        await vscode.commands.executeCommand(COMMANDS[task.command], task.account);
        return this.#look('');
      case 'setting':
        await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${task.setting}`);
        return DONE;
      case 'saveAll':
        await saveAll();
        return this.#look('');
      case 'manageTrust':
        await vscode.commands.executeCommand('workbench.trust.manage');
        return DONE;
      case 'reload':
        await vscode.commands.executeCommand('workbench.action.reloadWindow');
        return DONE;
      default:
        return assertNever(task);
    }
  }

  async #mend({ remedy, documentKind, fingerprint, uri: address }: Remedy): Promise<CommandEnd> {
    const uri = vscode.Uri.parse(address);
    switch (remedy.kind) {
      case 'edit':
        return this.#change([{ uri, documentKind, fingerprint, edits: remedy.edits }]);
      case 'update': {
        const { workspace, editorContext } = this.parts;
        const edits = await editsForUpdate(workspace, editorContext, uri, remedy.configuration);
        return edits.length === 0
          ? this.#look(l10n.t('This entry couldn’t be rewritten: no account is stored, or the file can’t be read.'))
          : this.#change([{ uri, documentKind, fingerprint, edits }]);
      }
      case 'command': {
        const argument = remedy.command === 'ignoreFile' ? address : remedy.account;
        await vscode.commands.executeCommand(COMMANDS[remedy.command], argument);
        return this.#look('');
      }
      default:
        return assertNever(remedy);
    }
  }

  async #change(changes: readonly FileChange[]): Promise<CommandEnd> {
    const changed = await changeTexts(changes);
    return this.#look(
      changed === 'changed'
        ? l10n.t('Fixed.')
        : l10n.t('A file changed in the meantime, or couldn’t be written. See the new report.'),
    );
  }
}

function editedFiles({ files }: DiagnosisFacts): FileChange[] {
  return files.all.flatMap(({ uri, kind, read }) => {
    const edits = read === undefined ? [] : editsOfAll(read.findings).edits;
    if (read === undefined || edits.length === 0) return [];
    return [{ uri: vscode.Uri.parse(uri), documentKind: kind, fingerprint: read.fingerprint, edits }];
  });
}

/** Also saves documents without an editor, which VS Code's own “Save All” skips. */
async function saveAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (document.isDirty && !document.isUntitled) await document.save();
  }
}

async function open({ uri, line, column }: Place): Promise<CommandEnd> {
  await openPlace(uri, line, column);
  return DONE;
}

async function copy(facts: DiagnosisFacts): Promise<CommandEnd> {
  const { installed } = facts.agoras;
  const extension: unknown = vscode.extensions.getExtension(EXTENSION_ID)?.packageJSON;
  const version =
    typeof extension === 'object' && extension !== null && 'version' in extension ? extension.version : undefined;
  const unknown = l10n.t('unknown');
  const versions = [
    `Agoras Credentials ${typeof version === 'string' ? version : unknown}`,
    `VS Code ${vscode.version} (${process.platform}, ${vscode.env.remoteName === undefined ? 'local' : 'remote'})`,
    `Agoras ${'kind' in installed ? unknown : installed.exact}`,
  ];
  await vscode.env.clipboard.writeText(reportText(facts, versions, vscode.env.language));
  void vscode.window.showInformationMessage(
    l10n.t('The report was copied, without secrets or the names of your Pages.'),
  );
  return DONE;
}
