// An Agoras for tests, installed into a folder like one installed with pip.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../workbench/root';
import type { AgorasVersionNumber } from './versions';

/** The variables through which the scripts configure the program. */
export const variables = {
  version: 'AGORAS_STAND_IN_VERSION',
  graph: 'AGORAS_STAND_IN_GRAPH',
  delay: 'AGORAS_STAND_IN_DELAY',
  printsSecrets: 'AGORAS_STAND_IN_PRINTS_SECRETS',
} as const;

export interface Misbehaviour {
  /** Milliseconds to wait before doing anything. */
  readonly delay?: number;
  /** Whether it prints the credentials it was given. */
  readonly printsSecrets?: boolean;
  /** Environment variables that the script started as Agoras withholds from it. */
  readonly withholds?: readonly string[];
}

export interface InstalledAgoras {
  /** For `agoras.executable`. Named `agoras`, so that its folder can be added to the PATH. */
  readonly executable: string;
  /** A program named `python` in the same folder, which accepts `-m MODULE …`. */
  readonly python: string;
}

/** @param graph The address that this Agoras uses instead of https://graph.facebook.com: that of a sandbox. */
export function installAgoras(
  folder: string,
  version: AgorasVersionNumber,
  graph: string,
  { delay = 0, printsSecrets = false, withholds = [] }: Misbehaviour = {},
): InstalledAgoras {
  mkdirSync(folder, { recursive: true });
  const environment = {
    ...Object.fromEntries(withholds.map((name) => [name, ''])),
    [variables.version]: version,
    [variables.graph]: graph,
    [variables.delay]: String(delay),
    [variables.printsSecrets]: String(printsSecrets),
  };
  const program = join(projectRoot, 'out/test/agoras/main.mjs');
  const executable = writeScript(folder, 'agoras', environment, [process.execPath, program, 'console']);
  const python = scriptName(folder, 'python');
  for (const name of ['python', 'python3']) {
    writeScript(folder, name, environment, [process.execPath, program, 'python', scriptName(folder, name)]);
  }
  return { executable, python };
}

function scriptName(folder: string, name: string): string {
  return join(folder, process.platform === 'win32' ? `${name}.cmd` : name);
}

/** The values are in the script itself, so that a caller that passes on no environment starts the same program. */
function writeScript(
  folder: string,
  name: string,
  environment: Readonly<Record<string, string>>,
  command: readonly string[],
): string {
  const file = scriptName(folder, name);
  const isWindows = process.platform === 'win32';
  const lines = isWindows
    ? [
        '@echo off',
        ...Object.entries(environment).map(([variable, value]) => `set "${variable}=${value}"`),
        `${command.map((word) => `"${word}"`).join(' ')} %*`,
      ]
    : [
        '#!/bin/sh',
        ...Object.entries(environment).map(([variable, value]) => `export ${variable}=${quoted(value)}`),
        `exec ${command.map(quoted).join(' ')} "$@"`,
      ];
  writeFileSync(file, lines.join(isWindows ? '\r\n' : '\n'));
  chmodSync(file, 0o755);
  return file;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
