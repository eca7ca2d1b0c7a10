// Changes a file as the extension does, and is killed at its n-th call of the file system, before or after it.
// Arguments: path, text to end with, n, `before` or `after`. Ends with 0 when it was not killed.
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [path = '', text = '', n = '', when = ''] = process.argv.slice(2);
let calls = 0;

type AnyCall = (...args: unknown[]) => Promise<unknown>;

/** The call, with the end of the process before or after it. */
function deadly(call: AnyCall): AnyCall {
  return async (...args) => {
    calls += 1;
    const isTurn = calls === Number(n);
    if (isTurn && when === 'before') process.kill(process.pid, 'SIGKILL');
    try {
      return await call(...args);
    } finally {
      // Also when the call failed: that there is no file yet is an answer, too.
      if (isTurn) process.kill(process.pid, 'SIGKILL');
    }
  };
}

function deadlyHandle(handle: FileHandle): FileHandle {
  return new Proxy(handle, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? deadly((member as AnyCall).bind(target)) : member;
    },
  });
}

const names = [
  'chmod',
  'chown',
  'link',
  'lstat',
  'readFile',
  'readdir',
  'readlink',
  'realpath',
  'rename',
  'rm',
  'stat',
] as const;
for (const name of names) Object.assign(fs, { [name]: deadly(fs[name] as AnyCall) });
const open = deadly(fs.open as AnyCall);
Object.assign(fs, { open: async (...args: unknown[]) => deadlyHandle((await open(...args)) as FileHandle) });
syncBuiltinESMExports();

// Imported now, so that it finds the calls replaced.
const { changeFile } = await import('../../../../../src/vscode/files/fileChange');
const changed = await changeFile<never>(path, () => ({ kind: 'create', text }), 0o600);
process.exit(changed.ok ? 0 : 1);
