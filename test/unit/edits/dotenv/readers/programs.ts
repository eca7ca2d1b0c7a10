// The programs that read a `.env`, if they are installed on this machine.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCommand } from '../../../../../src/edits/loadCommand';
import { shellOf } from '../../../../../src/edits/shellQuoting';
import { OBJECT_ID, TOKEN } from '../dotenvFiles';
import type { Variables } from '../dotenvReaders';
import { findPython, readWithPythonDotenv } from '../pythonDotenv/reader';

/** Returns undefined if it isn't installed. */
export type Program = (texts: readonly string[]) => readonly Variables[] | undefined;

const KEYS = [TOKEN, OBJECT_ID];

/**
 * Docker Compose uses compose-go. A program with this name takes a JSON list of texts and prints the result of
 * compose-go's `dotenv.Read` for each. There is no package with such a program, so the record is used almost
 * everywhere.
 */
const COMPOSE_READER = process.env['AGORAS_TEST_COMPOSE_READER'] ?? 'compose-go-dotenv';

export const programs: Readonly<Record<string, Program>> = {
  bash: shell('bash', ['--noprofile', '--norc']),
  dash: shell('dash', []),
  zsh: shell('zsh', ['-f']),
  fish: shell('fish', ['--no-config']),
  'python-dotenv': (texts) => {
    const python = findPython();
    return python === undefined ? undefined : readWithPythonDotenv(python, texts);
  },
  'node --env-file': (texts) =>
    inFiles(texts, (path) => {
      const print = `console.log(JSON.stringify([${KEYS.map((key) => `process.env.${key}`).join()}]))`;
      const { stdout } = spawnSync(process.execPath, [`--env-file=${path}`, '-e', print], {
        encoding: 'utf8',
        env: {},
      });
      return fromValues(JSON.parse(stdout) as string[]);
    }),
  'docker compose': (texts) => {
    const read = spawnSync(COMPOSE_READER, [], { input: JSON.stringify(texts), encoding: 'utf8' });
    return read.error === undefined ? (JSON.parse(read.stdout) as Variables[]) : undefined;
  },
};

/** A shell that loads each file with exactly the command that the extension copies for it. */
function shell(name: string, options: readonly string[]): Program {
  return (texts) => {
    if (spawnSync(name, ['-c', 'exit 0']).error !== undefined) return undefined;
    return inFiles(texts, (_path, folder, text) => {
      const command = loadCommand('.env', shellOf(name), { hasCarriageReturns: text.includes('\r') });
      if (!command.ok) throw new Error('There is no command for a plain name.');
      const print = KEYS.map((key) => `printf '%s\\n' "$${key}"`).join('; ');
      const { PATH = '' } = process.env;
      const { stdout } = spawnSync(name, [...options, '-c', `${command.value}; ${print}`], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH, HOME: folder },
      });
      return fromValues(stdout.split('\n'));
    });
  };
}

function fromValues(values: readonly string[]): Variables {
  return Object.fromEntries(KEYS.map((key, index) => [key, values[index]]));
}

function inFiles(
  texts: readonly string[],
  read: (path: string, folder: string, text: string) => Variables,
): readonly Variables[] {
  const folder = mkdtempSync(join(tmpdir(), 'agoras-readers-'));
  const path = join(folder, '.env');
  try {
    return texts.map((text) => {
      writeFileSync(path, text);
      return read(path, folder, text);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
