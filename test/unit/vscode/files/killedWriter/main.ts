// Changes a file as the extension does, and is killed before its n-th call of the file system: the disk is then as it
// was after the call before. Arguments: path, text to end with, n. Ends with 0 when it was not killed.
import { intercept } from '../fileSystemCalls';

const [path = '', text = '', n = ''] = process.argv.slice(2);
let calls = 0;

intercept(({ run }) => {
  calls += 1;
  if (calls === Number(n)) process.kill(process.pid, 'SIGKILL');
  return run();
});

// Imported now, so that it finds the calls replaced.
const { changeFile } = await import('../../../../../src/vscode/files/fileChange');
const changed = await changeFile<never>(path, () => ({ kind: 'create', text }), { mode: 0o600 });
process.exit(changed.ok ? 0 : 1);
