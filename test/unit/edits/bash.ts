import { execFileSync } from 'node:child_process';

/** The output of bash, run with nothing of this process's environment except the PATH. */
export function runBash(script: string, options: { cwd?: string } = {}): string {
  const { PATH = '' } = process.env;
  return execFileSync('bash', ['--noprofile', '--norc', '-c', script], { ...options, encoding: 'utf8', env: { PATH } });
}
