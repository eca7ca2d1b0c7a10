// Writes the workflow that publishes: always as a new file, never replacing another.
import { dirname, join } from 'node:path';
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { publishingNetwork } from '../../agoras/flags';
import { NETWORK_NAMES, type Target } from '../../agoras/target';
import { WORKFLOW_PATH, workflowText } from '../../agoras/workflow';
import { ok, type Outcome } from '../../base/outcome';
import { describeLaunchInputs } from '../../messages/inputMessages';
import { makeFolder, ORDINARY } from '../files/textFiles';
import type { FileProblem } from '../../messages/failures/failureKinds';
import { changeText } from '../files/textChange';

/** Writes it in a repository that doesn't have it yet, and opens it. */
export async function writeWorkflow(
  root: string,
  target: Target,
  environment: string | undefined,
): Promise<Outcome<void, FileProblem>> {
  const path = join(root, WORKFLOW_PATH);
  const made = await makeFolder(dirname(path));
  if (!made.ok) return made;
  const name = l10n.t('Publish to {0}', NETWORK_NAMES[publishingNetwork(target)]);
  const text = workflowText(target, environment, {
    name,
    heading: l10n.t('Once this file is on the default branch, start it under Actions > {0} > Run workflow.', name),
    actionLimits: l10n.t('This action drops double quotes, and fails with a text that begins with a hyphen.'),
    ...describeLaunchInputs(),
  });
  const written = await changeText<never>(
    path,
    (there) => (there === undefined ? { kind: 'create', text } : { kind: 'unchanged' }),
    { mode: ORDINARY },
  );
  if (!written.ok) {
    if (written.error.kind === 'refused') throw new Error('A new file is never refused.');
    return { ok: false, error: written.error };
  }
  await vscode.window.showTextDocument(vscode.Uri.file(path));
  return ok(undefined);
}
