// python-dotenv, as Agoras' users have it, reading `.env` files.
import { spawnSync } from 'node:child_process';
import type { Variables } from '../dotenvReaders';

/** A file is opened with universal line breaks, as python-dotenv opens it. */
const PROGRAM = `
import io, json, sys
from dotenv import dotenv_values
print(json.dumps([dotenv_values(stream=io.StringIO(text, newline=None)) for text in json.load(sys.stdin)]))
`;

/** Debian's own Python comes second: another one may come first on the PATH, without python-dotenv. */
const INTERPRETERS = ['python3', '/usr/bin/python3'];

/** A Python that has python-dotenv; undefined where there is none. */
export function findPython(): string | undefined {
  return INTERPRETERS.find((python) => spawnSync(python, ['-c', 'import dotenv']).status === 0);
}

export function readWithPythonDotenv(python: string, files: readonly string[]): Variables[] {
  const input = JSON.stringify(files);
  const answer = spawnSync(python, ['-c', PROGRAM], { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (answer.status !== 0) throw new Error(`python-dotenv: ${answer.stderr}`);
  return JSON.parse(answer.stdout) as Variables[];
}
