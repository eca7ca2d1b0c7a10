import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse as parseWithDotenvx } from '@dotenvx/dotenvx';
import { parse as parseWithDotenv } from 'dotenv';

export type Variables = Readonly<Record<string, string | undefined>>;

/** The `.env` readers that run in this process. */
export const readers = {
  dotenv: (text: string): Variables => parseWithDotenv(text),
  dotenvx: (text: string): Variables => parseWithDotenvx(text, { processEnv: {} }),
  node: (text: string): Variables => parseEnv(text),
} as const;

/** Loads each file in a subshell of its own, all in one bash process, and returns the values of the keys. */
export function readWithBash(files: readonly string[], keys: readonly string[]): Variables[] {
  const folder = mkdtempSync(join(tmpdir(), 'dotenv-'));
  try {
    const paths = files.map((text, index) => {
      const path = join(folder, `${index}.env`);
      writeFileSync(path, text);
      return path;
    });
    const print = keys.map((key) => `printf '%s\\0' "\${${key}-unset}"`).join('; ');
    const script = `for file; do (set -a; . "$file" >&2; set +a; ${print}); done`;
    const { PATH = '' } = process.env;
    const shell = spawnSync('bash', ['--noprofile', '--norc', '-c', script, 'bash', ...paths], {
      encoding: 'utf8',
      env: { PATH },
    });
    if (shell.error) throw shell.error;
    if (shell.stderr !== '') throw new Error(`bash complains: ${shell.stderr.slice(0, 500)}`);
    const values = shell.stdout.split('\0');
    return files.map((_, file) =>
      Object.fromEntries(keys.map((key, index) => [key, values[file * keys.length + index]])),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
