// Every call of the file system that a write makes passes through here, so that something can happen at each of them.
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { changeFile } from '../../../../src/vscode/files/fileChange';

type AnyCall = (...args: unknown[]) => Promise<unknown>;

/** A call by its name; one of an open file begins with `handle.`, and has the path of that file for its first argument. */
export interface FileSystemCall {
  readonly name: string;
  readonly path: string;
  /** Carries it out. */
  readonly run: () => Promise<unknown>;
}

/** The calls as they were. */
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

/** Lets each call be carried out by `by`; gives back what ends that. */
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

/** What a change finds in a file, once it has put right what an earlier one has left. */
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
