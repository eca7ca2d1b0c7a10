import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { AGORAS_VERSIONS, DEFAULT_NETWORKS } from '../../src/agoras/target';
import { wantedLaunch, type LaunchSource } from '../../src/agoras/launchConfiguration';
import { inputsOf } from '../../src/edits/json/launchInputs';
import { planLaunch, planLaunchRemoval } from '../../src/edits/json/launchPlan';
import { VALUE_COMMANDS } from '../../src/vscode/settings/manifestIds';
import { describeLaunchInputs } from '../../src/messages/inputMessages';
import { eventually } from '../workbench/waiting';

const SOURCES: readonly LaunchSource[] = [{ kind: 'commands' }, { kind: 'envFile', path: '${workspaceFolder}/.env' }];

/** A typical file: comments, trailing commas, a configuration of the person's own. */
const THEIRS = `{
\t// mine
\t"version": "0.2.0",
\t"configurations": [
\t\t{ "name": "mine", "type": "node", "request": "launch" }, // runs it
\t],
}
`;

describe('A launch.json with our configuration', () => {
  let folder: vscode.WorkspaceFolder;
  let file: string;

  before(async () => {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first, 'the tests run in a folder');
    folder = first;
    file = join(folder.uri.fsPath, '.vscode', 'launch.json');
    await mkdir(join(folder.uri.fsPath, '.vscode'), { recursive: true });
  });
  after(() => rm(join(folder.uri.fsPath, '.vscode'), { recursive: true, force: true }));

  /** Waits until VS Code reads exactly this value for a key of the file. */
  async function reads(key: 'configurations' | 'inputs', expected: unknown): Promise<void> {
    const wanted = JSON.stringify(expected);
    const read = (): string => JSON.stringify(vscode.workspace.getConfiguration('launch', folder).get(key));
    await eventually(`${key} to be ${wanted}`, () => Promise.resolve(read() === wanted ? true : undefined), {
      seen: () => Promise.resolve(read()),
    });
  }

  for (const version of AGORAS_VERSIONS) {
    for (const debug of ['debugpy', 'node-terminal'] as const) {
      for (const source of SOURCES) {
        it(`is read by VS Code as it was meant, for Agoras ${version}, ${debug} and ${source.kind}`, async () => {
          const setup = { accountId: '1.2', debugger: debug, shell: 'posix', readsFlagsOnly: false } as const;
          const options = { version, networks: DEFAULT_NETWORKS, ...setup, source };
          const wanted = wantedLaunch(options, describeLaunchInputs());
          const plan = planLaunch(THEIRS, wanted, { indent: '  ', lineBreak: '\n' }, 'launch.json');
          assert.ok(plan.kind === 'rewrite');
          await writeFile(file, plan.text);
          const mine = { name: 'mine', type: 'node', request: 'launch' };
          await reads('configurations', [mine, wanted.configuration]);
          await reads('inputs', inputsOf(wanted));

          const removal = planLaunchRemoval(plan.text, wanted, 'launch.json');
          assert.ok(removal.kind === 'rewrite');
          assert.equal(removal.text, THEIRS);
        });
      }
    }
  }

  it('gets no values while there is no account, and does not wait for the message to be read', async () => {
    const values = Object.values(VALUE_COMMANDS).map((command) => vscode.commands.executeCommand(command));
    assert.deepEqual(
      await Promise.all(values),
      values.map(() => undefined),
    );
  });
});
