// Changes a file like the extension, and is killed before its n-th file system call, so that the disk stays as it was
// after the call before. Arguments: path, new text, n. Exit code 0 if it wasn't killed.
import { intercept } from '../fileSystemCalls';

const [path = '', text = '', n = ''] = process.argv.slice(2);
let calls = 0;

intercept(({ run }) => {
  calls += 1;
  if (calls === Number(n)) process.kill(process.pid, 'SIGKILL');
  return run();
});

// Imported after replacing the calls, so that it uses the replacements.
const { changeFile } = await import('../../../../../src/vscode/files/fileChange');
const changed = await changeFile<never>(path, () => ({ kind: 'create', text }), { mode: 0o600 });
process.exit(changed.ok ? 0 : 1);
