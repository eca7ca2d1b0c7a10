// Updates a launch configuration of any name to the workspace's account and Agoras version.
import vscode = require('vscode');
import { wantedLaunch } from '../../agoras/launchConfiguration';
import { planLaunch } from '../../edits/json/launchPlan';
import { shellOf } from '../../edits/shellQuoting';
import type { TextEdit } from '../../edits/textPlan';
import { describeLaunchInputs } from '../../messages/inputMessages';
import { withName } from '../../edits/json/wantedLaunch';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';

/** No edits if there is no account, or if the file can't be changed. */
export function updateConfiguration(
  workspace: WorkspaceChoices,
  document: Pick<vscode.TextDocument, 'uri' | 'getText'>,
  name: string,
): readonly TextEdit[] {
  const account = workspace.account();
  if (account === undefined) return [];
  const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  const setup = { debugger: 'debugpy' as const, shell: shellOf(vscode.env.shell), readsFlagsOnly: false };
  const source = { source: { kind: 'commands' as const }, keepsSource: true };
  const options = { ...workspace.target(folder), ...setup, ...source, accountId: account.id };
  const named = withName(wantedLaunch(options, describeLaunchInputs()), name);
  const kind = document.uri.path.endsWith('.code-workspace') ? 'code-workspace' : 'launch.json';
  const plan = planLaunch(document.getText(), named, { indent: '\t', lineBreak: '\n' }, kind);
  return plan.kind === 'rewrite' ? plan.edits : [];
}
