import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../workbench/root';

/** When the last commit was made, in seconds since 1970: the date of every file in the package. */
export function dateOfCommit(): string {
  return execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: projectRoot, encoding: 'utf8' }).trim();
}

/** Packages the project in a folder, as for a release; returns what `vsce package` printed. */
export function packageVsix(folder: string, vsix: string): string {
  const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vsce, 'package', '--out', vsix], {
    cwd: folder,
    // Dated by the commit, so that the same commit gives the same bytes.
    env: { ...process.env, SOURCE_DATE_EPOCH: dateOfCommit() },
    encoding: 'utf8',
  });
  const printed = stdout + stderr;
  if (status !== 0) throw new Error(`vsce package ended with ${String(status)}:\n${printed}`);
  return printed;
}
