// Where a secret that passed through the product can be found after a person's action.
import assert from 'node:assert/strict';
import { canariesOf, searchFiles, searchProcesses } from './canaries';
import type { Desk } from './flow';

/** Fails if a secret is in VS Code's data, in the workspace outside its .env, in a process, or on the screen. */
export async function assertNoLeaks({ workbench, sandbox, workspace }: Desk): Promise<void> {
  const all = canariesOf(sandbox);
  const data = await searchFiles(workbench.server.dataDir, all);
  const files = await searchFiles(workspace, all);
  const processes = await searchProcesses(all);
  const frames = await Promise.all(workbench.page.frames().map((frame) => frame.content().catch(() => '')));
  const shown = [...frames, ...(await workbench.notifications.all()).map(({ text }) => text)];
  const places = `${String(data.files)} files of VS Code’s data, ${String(files.files)} files of the workspace, ${String(processes.processes)} processes, ${String(shown.length)} texts on the screen`;
  const leaks = [
    ...data.leaks,
    ...files.leaks.filter((leak) => !leak.endsWith(' in .env')),
    ...processes.leaks,
    ...shown.flatMap((text) => all.findIn(text).map((name) => `${name} on the screen`)),
  ];
  console.log(`      ${String(all.count)} canaries searched for in ${places}: ${String(leaks.length)} leaks`);
  assert.deepEqual(leaks, []);
  assert.ok(all.count > 3 && data.files > 3, 'the search had something to search');
}
