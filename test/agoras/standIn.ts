// An Agoras for tests, installed into a folder: what a machine has that installed it with pip.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../workbench/root';
import type { AgorasVersionNumber } from './versions';

/** How the scripts tell the program what to be. */
export const variables = {
  version: 'AGORAS_STAND_IN_VERSION',
  graph: 'AGORAS_STAND_IN_GRAPH',
  delay: 'AGORAS_STAND_IN_DELAY',
  printsSecrets: 'AGORAS_STAND_IN_PRINTS_SECRETS',
} as const;

export interface Misbehaviour {
  /** Milliseconds before anything happens. */
  readonly delay?: number;
  /** It prints the credentials that it was given. */
  readonly printsSecrets?: boolean;
  /** What is started as Agoras is a script that keeps these variables from it. */
  readonly withholds?: readonly string[];
}

export interface InstalledAgoras {
  /** For `agoras.executable`; it is called `agoras`, so that its folder can be put on the PATH. */
  readonly executable: string;
  /** Takes `-m MODULE …`; called `python`, beside it. */
  readonly python: string;
}

/** @param graph the address that this Agoras takes for https://graph.facebook.com: that of a sandbox. */
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

/** The values stand in the script: a caller that hands on nothing of its environment starts the same program. */
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
