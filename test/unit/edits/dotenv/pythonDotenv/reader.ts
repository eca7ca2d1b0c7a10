// Reads `.env` files with python-dotenv, as users of Agoras have it.
import { spawnSync } from 'node:child_process';
import type { Variables } from '../dotenvReaders';

/** Opens the file with universal line breaks, like python-dotenv. */
const PROGRAM = `
import io, json, sys
from dotenv import dotenv_values
print(json.dumps([dotenv_values(stream=io.StringIO(text, newline=None)) for text in json.load(sys.stdin)]))
`;

/** Debian's own Python comes second: another one without python-dotenv may be first on the PATH. */
const INTERPRETERS = ['python3', '/usr/bin/python3'];

/** A Python with python-dotenv; undefined if there is none. */
export function findPython(): string | undefined {
  return INTERPRETERS.find((python) => spawnSync(python, ['-c', 'import dotenv']).status === 0);
}

export function readWithPythonDotenv(python: string, files: readonly string[]): Variables[] {
  const input = JSON.stringify(files);
  const answer = spawnSync(python, ['-c', PROGRAM], { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (answer.status !== 0) throw new Error(`python-dotenv: ${answer.stderr}`);
  return JSON.parse(answer.stdout) as Variables[];
}
