// Changes a file as the extension does, and is killed before its n-th call of the file system: the disk is then as it
// was after the call before. Arguments: path, text to end with, n. Ends with 0 when it was not killed.
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const [path = '', text = '', n = ''] = process.argv.slice(2);
let calls = 0;

type AnyCall = (...args: unknown[]) => Promise<unknown>;

/** The call, with the end of the process before it. */
function deadly(call: AnyCall): AnyCall {
  return (...args) => {
    calls += 1;
    if (calls === Number(n)) process.kill(process.pid, 'SIGKILL');
    return call(...args);
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
