// Updates a launch configuration of any name to its account and the workspace's Agoras version.
import vscode = require('vscode');
import { readsFlagsOnly, type InstalledAgoras } from '../../agoras/installedVersion';
import { wantedLaunch } from '../../agoras/launchConfiguration';
import { accountsIn } from '../../agoras/valueReferences';
import { ANY_FORMAT, childValue, readJson } from '../../edits/json/jsonDocument';
import { configurationsIn, planLaunch, type LaunchFileKind } from '../../edits/json/launchPlan';
import { shellOf } from '../../edits/shellQuoting';
import type { TextEdit } from '../../edits/textPlan';
import { describeLaunchInputs } from '../../messages/inputMessages';
import { withName } from '../../edits/json/wantedLaunch';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';

/** No edits if there is no account, or if the file can't be changed. `installed`: the installed Agoras, if known. */
export function updateConfiguration(
  workspace: WorkspaceChoices,
  document: Pick<vscode.TextDocument, 'uri' | 'getText'>,
  name: string,
  installed: InstalledAgoras | undefined,
): readonly TextEdit[] {
  const kind = document.uri.path.endsWith('.code-workspace') ? 'code-workspace' : 'launch.json';
  // A configuration written for another account than the workspace's keeps that account.
  const account = workspace.find(accountOf(document.getText(), name, kind)) ?? workspace.account();
  if (account === undefined) return [];
  const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  const target = workspace.target(folder);
  const setup = {
    debugger: 'debugpy' as const,
    shell: shellOf(vscode.env.shell),
    readsFlagsOnly: readsFlagsOnly(installed, target),
  };
  const source = { source: { kind: 'commands' as const }, keepsSource: true };
  const options = { ...target, ...setup, ...source, accountId: account.id };
  const named = withName(wantedLaunch(options, describeLaunchInputs()), name);
  const plan = planLaunch(document.getText(), named, ANY_FORMAT, kind);
  return plan.kind === 'rewrite' ? plan.edits : [];
}

/** The account whose values a configuration asks for, if it names one. */
function accountOf(text: string, name: string, kind: LaunchFileKind): string | undefined {
  const ofName = configurationsIn(text, kind).filter((node) => childValue(node, 'name')?.value === name);
  return accountsIn(JSON.stringify(ofName.map(readJson)))[0];
}
