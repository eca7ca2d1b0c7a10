// Runs in the extension host of one window: activates the measured extensions and writes VS Code's own marks of when it
// loaded and called each.
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extensions } from 'vscode';
import { MEASURED, RESULTS_FILE, type Mark } from './activationMarks';

export async function run(): Promise<void> {
  for (const id of Object.values(MEASURED)) {
    const extension = extensions.getExtension(id);
    if (extension === undefined) throw new Error(`VS Code does not know ${id}.`);
    await extension.activate();
  }
  await appendFile(join(__dirname, RESULTS_FILE), `${JSON.stringify(readMarks())}\n`);
}

/** VS Code keeps its marks in a global variable. */
function readMarks(): readonly Mark[] {
  const { MonacoPerformanceMarks: marks } = globalThis as { MonacoPerformanceMarks?: { getMarks: () => Mark[] } };
  if (marks === undefined) throw new Error('This VS Code keeps no marks of its performance.');
  return marks.getMarks().filter(({ name }) => Object.values(MEASURED).some((id) => name.endsWith(`/${id}`)));
}
