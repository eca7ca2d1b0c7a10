// `npm run package`: the VSIX, dated by the last commit, so that the same commit gives the same bytes.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../workbench/root';

const date = execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: projectRoot, encoding: 'utf8' }).trim();
const vsce = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
const { status } = spawnSync(process.execPath, [vsce, 'package', ...process.argv.slice(2)], {
  cwd: projectRoot,
  env: { ...process.env, SOURCE_DATE_EPOCH: date },
  stdio: 'inherit',
});
process.exit(status ?? 1);
