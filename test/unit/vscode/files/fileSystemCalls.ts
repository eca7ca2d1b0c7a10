// Every file system call of a write passes through here, so that tests can make something happen at each.
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { changeFile } from '../../../../src/vscode/files/fileChange';

type AnyCall = (...args: unknown[]) => Promise<unknown>;

/** A call by name; those of an open file begin with `handle.` and have the file's path as their first argument. */
export interface FileSystemCall {
  readonly name: string;
  readonly path: string;
  /** Makes the real call. */
  readonly run: () => Promise<unknown>;
}

/** The original functions. */
export const real = { ...fs };

const NAMES = [
  'lstat',
  'mkdir',
  'readdir',
  'readlink',
  'realpath',
  'rename',
  'rm',
  'rmdir',
] as const satisfies readonly (keyof typeof fs)[];

/** Passes each call to `by`; returns a function that ends this. */
export function intercept(by: (call: FileSystemCall) => Promise<unknown>): () => void {
  const through = (name: string, call: AnyCall, path?: string): AnyCall => {
    return (...args) => by({ name, path: path ?? String(args[0]), run: () => call(...args) });
  };
  const handleOf = (handle: FileHandle, path: string) =>
    new Proxy(handle, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return through(`handle.${String(name)}`, (member as AnyCall).bind(target), path);
      },
    });
  for (const name of NAMES) Object.assign(fs, { [name]: through(name, real[name] as AnyCall) });
  const open = through('open', real.open as AnyCall);
  Object.assign(fs, {
    open: async (...args: unknown[]) => handleOf((await open(...args)) as FileHandle, String(args[0])),
  });
  syncBuiltinESMExports();
  return () => {
    Object.assign(fs, real);
    syncBuiltinESMExports();
  };
}

/** The text that a change finds in a file after repairing what an earlier one has left. */
export async function textSeen(path: string): Promise<string | undefined> {
  let seen: string | undefined;
  await changeFile<never>(
    path,
    (text) => {
      seen = text;
      return { kind: 'unchanged' };
    },
    { mode: 0o600 },
  );
  return seen;
}
