import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runToEnd } from './childOutput';

/** Runs npm in a folder; if it fails, throws an error with its output. */
export async function runNpm(args: readonly string[], folder: string): Promise<void> {
  const script = npmScript();
  // Prefers npm's own script with the current Node.js: no shell, no quoting, no `npm.cmd` rules.
  const [command, ...rest] = script ? [process.execPath, script, ...args] : ['npm', ...args];
  const child = spawn(command, [...rest, '--no-audit', '--no-fund', '--no-update-notifier'], {
    cwd: folder,
    env: environmentOutsideNpm(),
    shell: !script && process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { code, printed } = await runToEnd(child);
  if (code !== 0) throw new Error(`npm ${args.join(' ')} ended with ${String(code)}:\n${printed}`);
}

/** npm's JavaScript entry point: as given by the npm that started us, or installed next to the current Node.js. */
function npmScript(): string | undefined {
  const told = process.env['npm_execpath'];
  const home = dirname(process.execPath);
  const candidates = [
    ...(told && basename(told) === 'npm-cli.js' ? [told] : []),
    join(home, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(home, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  return candidates.find((candidate) => existsSync(candidate));
}

/** An outer `npm test` passes on which package it runs in; the inner npm must find its own. */
function environmentOutsideNpm(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|command|config_local_prefix)/.test(name),
  );
  return Object.fromEntries(inherited);
}
