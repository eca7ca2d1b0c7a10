// Secrets that pass through the product in a test, and the search for them in everything that can be observed later.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Sandbox } from '../sandbox/sandbox';

/** All forms in which a secret may appear: as it is, encoded, or broken over two lines. */
function formsOf(secret: string): string[] {
  const half = Math.floor(secret.length / 2);
  const inUrl = encodeURIComponent(secret);
  return [
    secret,
    inUrl,
    inUrl.toLowerCase(),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex'),
    JSON.stringify(JSON.stringify(secret)).slice(3, -3),
    `${secret.slice(0, half)}\n${secret.slice(half)}`,
    `${secret.slice(0, half)}\\n${secret.slice(half)}`,
  ];
}

/** How many forms of each secret are searched for. */
export const FORMS = formsOf('').length;

export interface Canaries {
  /** Where any of the secrets occurs in a text; empty if nowhere. */
  readonly findIn: (text: Buffer | string) => string[];
  readonly count: number;
}

/** `named`: secret → its name in a report, which never shows the secret itself. */
export function canaries(named: ReadonlyMap<string, string>): Canaries {
  const forms = [...named].flatMap(([secret, name]) =>
    formsOf(secret).map((form) => [name, Buffer.from(form)] as const),
  );
  return {
    count: named.size,
    findIn: (text) => {
      const bytes = typeof text === 'string' ? Buffer.from(text) : text;
      return [...new Set(forms.filter(([, form]) => bytes.includes(form)).map(([name]) => name))];
    },
  };
}

/** Every secret that was sent to a sandbox, whether typed, created by Facebook or computed. */
export function canariesOf(sandbox: Sandbox): Canaries {
  const named = new Map<string, string>([[sandbox.apps.demo.secret, 'the App Secret']]);
  for (const { form, query, headers } of sandbox.requests) {
    const parameters = { ...query, ...form };
    const proof = parameters['appsecret_proof'];
    if (proof !== undefined) named.set(proof, 'an appsecret_proof');
    const { code } = form;
    if (code !== undefined) named.set(code, 'the code of a sign-in');
    const { state } = query;
    if (state !== undefined) named.set(state, 'the state of a sign-in');
    const tokens = [
      parameters['fb_exchange_token'],
      parameters['input_token'],
      parameters['access_token'],
      headers['authorization']?.replace('Bearer ', ''),
    ];
    for (const token of tokens) if (token !== undefined) named.set(token, sandbox.describe(token)?.kind ?? 'a token');
  }
  return canaries(named);
}

/** Searches all files below a folder; returns the leaks and the number of searched files. */
export async function searchFiles(folder: string, { findIn }: Canaries): Promise<{ leaks: string[]; files: number }> {
  const leaks: string[] = [];
  let files = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // A file that disappears while the folder is read contains nothing anymore.
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes === undefined) continue;
    files += 1;
    for (const name of findIn(bytes)) leaks.push(`${name} in ${relative(folder, path)}`);
  }
  return { leaks, files };
}

/** Searches the command lines and environments of all readable processes (Linux), or of the given ones. */
export async function searchProcesses(
  { findIn }: Canaries,
  only?: readonly string[],
): Promise<{ leaks: string[]; processes: number }> {
  const leaks: string[] = [];
  const all = await readdir('/proc').catch(() => []);
  const ids = only ?? all.filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  for (const id of ids) {
    for (const file of ['cmdline', 'environ']) {
      const bytes = await readFile(join('/proc', id, file)).catch(() => Buffer.alloc(0));
      for (const name of findIn(bytes)) leaks.push(`${name} in ${file} of a process`);
    }
  }
  return { leaks, processes: ids.length };
}
