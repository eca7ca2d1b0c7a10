// Runs the Agoras stand-in against a sandbox, and checks the results.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installAgoras, type InstalledAgoras, type Misbehaviour } from '../../agoras/standIn';
import type { AgorasVersionNumber } from '../../agoras/versions';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';

export type Variables = Readonly<Record<string, string>>;

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const image = 'https://example.org/cake.jpg';
export const withPublish: readonly AgorasVersionNumber[] = ['1.0.0', '1.1.2', '1.1.3', '1.1.5'];
export const withPlatforms: readonly AgorasVersionNumber[] = ['1.1.6', '2.0.5', '2.1.1', '2.2.0', '3.0.0'];

const login = ['POST v21.0/oauth/access_token', 'GET v21.0/me'];
export const loginTwice = [...login, ...login];

export function notAuthenticated(network: string): string {
  return `Not authenticated. Please run 'agoras ${network} authorize' first.`;
}

export class StandInFixture {
  /** The folder of the current test. */
  folder = '';
  private opened: Sandbox | undefined;

  /** For use in a `describe`: one sandbox for all its tests, and a folder for each. */
  constructor() {
    openForAll(async () => (this.opened = await startSandbox()));
    beforeEach(() => {
      this.folder = mkdtempSync(join(tmpdir(), 'agoras-stand-in-'));
    });
    afterEach(() => {
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  get sandbox(): Sandbox {
    assert.ok(this.opened, 'within a test');
    return this.opened;
  }

  readonly install = (version: AgorasVersionNumber, misbehaviour?: Misbehaviour): InstalledAgoras =>
    installAgoras(join(this.folder, 'bin'), version, this.sandbox.url, misbehaviour);

  /** Runs a program with nothing of this process's environment except the path. */
  readonly start = (program: string, args: readonly string[], variables: Variables = {}): Promise<Ended> => {
    const home = { HOME: this.folder, USERPROFILE: this.folder };
    const env = { PATH: process.env['PATH'] ?? '', ...home, ...variables };
    return new Promise((resolve) => {
      execFile(program, args, { env, shell: process.platform === 'win32' }, (error, stdout, stderr) => {
        resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
      });
    });
  };

  readonly run = (version: AgorasVersionNumber, args: readonly string[], variables: Variables = {}): Promise<Ended> =>
    this.start(this.install(version).executable, args, variables);

  readonly instagramId = (): string => this.sandbox.pages.adaInstagram.instagram.id;
  readonly pageId = (): string => this.sandbox.pages.adaInstagram.id;
  readonly pageToken = (): string => this.sandbox.pageToken('ada', this.pageId(), { from: 'longLived' });

  readonly credentials = (network: 'INSTAGRAM' | 'FACEBOOK', refreshToken: string): Variables => ({
    [`${network}_CLIENT_ID`]: this.sandbox.apps.demo.id,
    [`${network}_CLIENT_SECRET`]: this.sandbox.apps.demo.secret,
    [`${network}_REFRESH_TOKEN`]: refreshToken,
    [`${network}_OBJECT_ID`]: network === 'INSTAGRAM' ? this.instagramId() : this.pageId(),
  });

  /** The requests that the sandbox received, without IDs. */
  readonly calls = (): readonly string[] =>
    this.sandbox.requests.map(({ method, version, path }) => {
      const named = path.replace(this.instagramId(), '{ig}').replace(this.pageId(), '{page}');
      return `${method} ${version ?? ''}${named.replace(/\/\d+$/, '/{container}')}`;
    });
}

export function without(variables: Variables, name: string): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([key]) => key !== name));
}

/** Checks for Python's output for an uncaught exception. */
export function raises({ exitCode, stdout, stderr }: Ended, text: string): void {
  const lines = stdout.split('\n');
  assert.deepEqual([exitCode, stderr], [1, '']);
  assert.equal(lines[0], `[ERROR] ${text}`);
  assert.equal(lines[1], 'Traceback (most recent call last):');
  assert.equal(lines.at(-2), '[CRITICAL] Shutting down due to fatal error!');
}

export function refuses(ended: Ended, exitCode: number, text: string): void {
  assert.deepEqual(ended, { exitCode, stdout: '', stderr: `${text}\n` });
}
