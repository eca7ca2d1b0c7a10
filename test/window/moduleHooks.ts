// Replaces the modules that a bundle requires, so that every call that changes something is counted as a step.
import http, { Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import { constants, type Stats } from 'node:fs';
import fs, { type FileHandle } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { Socket } from 'node:net';
import { projectRoot } from '../workbench/root';
import { kill, type Manner, type Steps } from './steps';

export interface World {
  readonly steps: () => Steps;
  /** The person closes whatever is open. */
  readonly leave: () => void;
  /** Makes the next request fail, or each further one; undefined in a process without a sandbox. */
  readonly breakConnection: (how: 'reset' | 'resetMidBody', times: number) => void;
  /** Whether there is a network. */
  readonly isOnline: () => boolean;
  /** How far the window's clock is ahead of the disk's, in milliseconds. */
  readonly ahead: () => number;
}

type AnyCall = (...args: unknown[]) => Promise<unknown>;

/** Resolves like the folder of the bundles, which load others there later. */
const require = createRequire(join(projectRoot, 'dist', 'main.js'));

/** `require` for the bundle. */
export function createModuleHooks(vscode: object, world: World): (name: string) => unknown {
  const hooked = new Map<string, unknown>([
    ['vscode', vscode],
    ['node:fs/promises', countedFiles(world)],
    ['node:http', { ...http, request: countedRequest(world) }],
  ]);
  return (name) => {
    const required: unknown = hooked.has(name) ? hooked.get(name) : require(name);
    return required;
  };
}

/** Calls that change something on disk. */
const WRITING = ['mkdir', 'rename', 'rm', 'rmdir'] as const;
const WRITING_OF_HANDLE: ReadonlySet<unknown> = new Set(['chmod', 'writeFile', 'sync', 'close']);
/** Calls that need free disk space. */
export const NEEDS_ROOM: ReadonlySet<string> = new Set(['mkdir', 'open', 'rename', 'sync', 'writeFile']);

function countedFiles({ steps, ahead }: World): object {
  const counted = (name: string, call: AnyCall): AnyCall => {
    return (...args) => steps().take('file', `${name} ${shortName(args[0])}`, () => call(...args), failing(name));
  };
  const open: AnyCall = async (path, flags, ...rest) => {
    // Opening a file just for reading isn't a step.
    if (typeof flags === 'number' && (flags & (constants.O_WRONLY | constants.O_RDWR)) === 0) {
      return (fs.open as AnyCall)(path, flags, ...rest);
    }
    const handle = await counted('open', fs.open as AnyCall)(path, flags, ...rest);
    return countedHandle(handle as FileHandle, shortName(path), steps);
  };
  // Modification times follow the window's clock.
  const lstat: AnyCall = async (...args) => {
    const stats = (await (fs.lstat as AnyCall)(...args)) as Stats;
    return Object.assign(stats, { mtimeMs: stats.mtimeMs + ahead() });
  };
  const writing = Object.fromEntries(WRITING.map((name) => [name, counted(name, fs[name] as AnyCall)]));
  return { ...fs, ...writing, lstat, open };
}

function countedHandle(handle: FileHandle, file: string, steps: () => Steps): FileHandle {
  return new Proxy(handle, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      const call = (member as AnyCall).bind(target);
      if (!WRITING_OF_HANDLE.has(name)) return call;
      const what = String(name);
      return (...args: unknown[]) =>
        steps().take(
          'file',
          `${what} ${file}`,
          () => call(...args),
          async (manner) => {
            const error = await failing(what)(manner);
            // A disk becomes full in the middle of a write, and a handle is closed even if closing it fails.
            if (error !== undefined && what === 'writeFile') await target.writeFile(String(args[0]).slice(0, 7));
            if (error !== undefined && what === 'close') await target.close();
            return error;
          },
        );
    },
  });
}

function failing(name: string): (manner: Manner) => Promise<Error | undefined> {
  return (manner) => {
    const fails = manner === 'EACCES' || manner === 'EIO' || (manner === 'ENOSPC' && NEEDS_ROOM.has(name));
    return Promise.resolve(fails ? Object.assign(new Error(`${manner}: ${name}`), { code: manner }) : undefined);
  };
}

/** The same in every run: without random parts. */
function shortName(path: unknown): string {
  return basename(String(path))
    .replace(/^\d+\.[0-9a-f-]{36}\.[0-9a-f]{16}$/, 'owner of lock')
    .replace(/(?<=^agoras-login-).*$/, '*')
    .replace(/(?<=\.|^)[0-9a-f]{12}(?=\.(?:tmp|new|old|copied)$)/, '*');
}

function countedRequest(world: World): (target: string | URL, options: http.RequestOptions) => ClientRequest {
  return (target, options) => {
    const url = new URL(target);
    const steps = world.steps();
    const manner = steps.begin('request', `${options.method ?? 'GET'} ${url.pathname}`);
    const lasting = steps.lasting;
    if (lasting === 'offline' || !world.isOnline()) return http.request(url, { ...options, agent: unconnected() });
    if (manner === 'reset') world.breakConnection('reset', 1);
    if (manner === 'resets') world.breakConnection('reset', Infinity);
    if (manner === 'lost') world.breakConnection('resetMidBody', 1);
    const request = http.request(url, options);
    if (manner === 'leave') setImmediate(world.leave);
    request.on('response', (response: IncomingMessage) => {
      if (manner === 'leaveLate') world.leave();
      if (manner === 'killAfter') response.on('end', kill);
    });
    return request;
  };
}

/** Behaves like a computer without a network. */
function unconnected(): Agent {
  const agent = new Agent();
  agent.createConnection = () => {
    const socket = new Socket();
    // Asynchronously, like a real network, so that listeners are attached by then.
    setImmediate(() => socket.destroy(Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH' })));
    return socket;
  };
  return agent;
}
