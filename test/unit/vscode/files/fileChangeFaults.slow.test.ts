import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeFile } from '../../../../src/vscode/files/fileChange';
import { describeCommandFailure } from '../../../../src/messages/failures/commandFailures';
import { toNotificationText } from '../../../../src/messages/failures/failureMessage';
import { intercept, real, type FileSystemCall } from './fileSystemCalls';

/** The error codes of Linux, macOS and Windows, or of Node.js for them, for each call that a write makes. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  realpath: ['EACCES', 'EPERM', 'EIO', 'ELOOP', 'ENAMETOOLONG', 'UNKNOWN'],
  lstat: ['EACCES', 'EPERM', 'EIO', 'EBUSY', 'UNKNOWN'],
  open: [
    ...['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EIO', 'EBUSY', 'EINTR', 'ELOOP'],
    ...['ETXTBSY', 'ENXIO', 'UNKNOWN'],
  ],
  mkdir: ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EMLINK', 'EIO', 'ENAMETOOLONG', 'UNKNOWN'],
  readdir: ['EACCES', 'EPERM', 'EIO', 'EMFILE'],
  readlink: ['EACCES', 'EINVAL', 'UNKNOWN'],
  rename: ['EACCES', 'EPERM', 'EBUSY', 'EXDEV', 'EROFS', 'ENOSPC', 'EDQUOT', 'EMLINK', 'EIO', 'UNKNOWN'],
  rm: ['EACCES', 'EPERM', 'EBUSY', 'EROFS', 'EIO', 'UNKNOWN'],
  rmdir: ['EACCES', 'EPERM', 'EBUSY', 'ENOTEMPTY', 'EROFS', 'EIO', 'UNKNOWN'],
  'handle.stat': ['EIO', 'EOVERFLOW', 'UNKNOWN'],
  'handle.readFile': ['EIO', 'EBUSY', 'EAGAIN', 'EISDIR', 'UNKNOWN'],
  'handle.writeFile': ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EPERM', 'EBUSY', 'UNKNOWN'],
  'handle.write': ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EPERM', 'EBUSY', 'UNKNOWN'],
  'handle.truncate': ['ENOSPC', 'EIO', 'EPERM', 'EINVAL', 'UNKNOWN'],
  'handle.sync': ['ENOSPC', 'EDQUOT', 'EIO', 'EPERM', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'UNKNOWN'],
  'handle.chmod': ['EPERM', 'EACCES', 'EROFS', 'EIO', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'UNKNOWN'],
  'handle.chown': ['EPERM', 'EACCES', 'EROFS', 'EIO', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'UNKNOWN'],
  'handle.close': ['EIO', 'ENOSPC', 'EDQUOT', 'EINTR'],
};

/** The text that the user must see for a code; other codes are named themselves. */
const WORDS: Readonly<Record<string, RegExp>> = {
  EACCES: /no permission/,
  EPERM: /no permission/,
  EROFS: /disk is read-only/,
  ENOSPC: /disk is full/,
  EDQUOT: /disk is full/,
  EBUSY: /Another program is using it/,
  ETXTBSY: /Another program is using it/,
  EISDIR: /It is a folder/,
  // A link where there was a file a moment ago.
  ELOOP: /ELOOP|Another program changed it/,
};

interface Scenario {
  /** Undefined if there is no file. */
  readonly old: string | undefined;
  readonly after: string;
  readonly isLinked?: boolean;
  readonly makesPrivate?: boolean;
  /** A call that always fails, from the start. */
  readonly held?: string;
}

const scenarios: Readonly<Record<string, Scenario>> = {
  'where there was no file': { old: undefined, after: 'NEW=2\n' },
  'of a file': { old: 'OLD=1\n', after: 'NEW=2\n' },
  'of a file that is made private': { old: 'OLD=1\n', after: 'NEW=2\n', makesPrivate: true },
  'in place, growing': { old: 'OLD=1\n', after: 'NEW=2\n'.repeat(50), isLinked: true },
  'in place, shrinking': { old: 'OLD=1\n'.repeat(50), after: 'NEW=2\n', isLinked: true },
  'of a file that nothing can be renamed over': { old: 'OLD=1\n', after: 'NEW=2\nMORE=3\n', held: 'rename' },
};

/** Which call fails, with which code, and whether later calls of the same kind fail, too. */
interface Fault {
  readonly at: number;
  readonly code: string;
  readonly lasts: boolean;
}

describe('A write in which a call of the file system fails', function () {
  this.timeout(120_000);
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await real.mkdtemp(join(tmpdir(), 'agoras-faults-'));
    path = join(folder, '.env');
  });
  afterEach(() => real.rm(folder, { recursive: true }));

  async function lay({ old, isLinked = false }: Scenario): Promise<void> {
    await real.rm(folder, { recursive: true });
    await real.mkdir(folder);
    if (old === undefined) return;
    await real.writeFile(path, old);
    await real.chmod(path, 0o640);
    if (isLinked) await real.link(path, join(folder, 'second'));
  }

  const read = () => real.readFile(path, 'utf8').catch(() => undefined);

  /** Makes a call fail; a failing `close` still closes the file. */
  async function failWith(code: string, { name, run }: FileSystemCall): Promise<never> {
    if (name === 'handle.close') await run();
    throw Object.assign(new Error(`${code}: ${name}`), { code });
  }

  /** Writes; returns the calls made, and what went wrong from a user's point of view. */
  async function write(scenario: Scenario, fault?: Fault): Promise<{ calls: string[]; bad: string[] }> {
    await lay(scenario);
    const calls: string[] = [];
    const failing = { name: '' };
    const end = intercept((call) => {
      calls.push(call.name);
      const isHere = calls.length === fault?.at;
      if (isHere) failing.name = call.name;
      if (isHere || (fault?.lasts === true && call.name === failing.name)) return failWith(fault.code, call);
      return call.name === scenario.held ? failWith('EBUSY', call) : call.run();
    });
    const changed = await changeFile<never>(path, () => ({ kind: 'create', text: scenario.after }), {
      mode: 0o600,
      makesPrivate: scenario.makesPrivate,
      wait: () => Promise.resolve(),
    }).finally(end);
    const bad: string[] = [];
    const text = await read();
    if (text !== scenario.old && text !== scenario.after) bad.push(`the file is ${JSON.stringify(text)}`);
    if (changed.ok && text !== scenario.after) bad.push('told as written, and it is not');
    if (!changed.ok) bad.push(...(await falseWords(describeCommandFailure(problemOf(changed.error)), scenario, fault)));
    if (scenario.makesPrivate === true && text === scenario.after && (await mode()) !== 0o600) {
      bad.push(`the secret is in a file with the permissions ${(await mode()).toString(8)}`);
    }
    const expected = ['.env', 'second'];
    const left = (await real.readdir(folder)).filter((name) => !expected.includes(name));
    // What can't be removed stays until the next write.
    const cannotRemove = fault?.lasts === true && (failing.name === 'rm' || failing.name === 'rmdir');
    if (left.length > 0 && !cannotRemove) bad.push(`left: ${left.join(', ')}`);
    return { calls, bad };
  }

  async function mode(): Promise<number> {
    return (await real.stat(path)).mode & 0o777;
  }

  function problemOf<T extends { readonly kind: string }>(error: T): Extract<T, { readonly kind: 'fileProblem' }> {
    assert.equal(error.kind, 'fileProblem');
    return error as Extract<T, { readonly kind: 'fileProblem' }>;
  }

  async function falseWords(
    failure: ReturnType<typeof describeCommandFailure>,
    { old }: Scenario,
    fault: Fault | undefined,
  ): Promise<string[]> {
    const message = toNotificationText(failure);
    if (message.includes('Nothing was changed')) {
      const words = WORDS[fault?.code ?? ''] ?? new RegExp(fault?.code ?? 'nothing');
      const isNamed = words.test(message) || message.includes('Another program is using it');
      return [
        ...((await read()) === old ? [] : [`told as before, and it is not: ${message}`]),
        ...(isNamed ? [] : [`told wrongly: ${message}`]),
      ];
    }
    // After the write, the file may already be the new one, so the user is asked to check it.
    return message.includes('Check the file') || /couldn’t be restored|can’t be made private/.test(message)
      ? []
      : [`told wrongly: ${message}`];
  }

  for (const [what, scenario] of Object.entries(scenarios)) {
    it(`${what} leaves the old file or the new one, nothing beside it, and true words`, async () => {
      const { calls, bad } = await write(scenario);
      assert.deepEqual(bad, []);
      const wrong: string[] = [];
      let count = 0;
      for (const [index, name] of calls.entries()) {
        const codes = CODES[name];
        assert.ok(codes, `nobody has said what ${name} can fail with`);
        for (const code of codes) {
          for (const lasts of [false, true]) {
            count += 1;
            const end = await write(scenario, { at: index + 1, code, lasts });
            wrong.push(
              ...end.bad.map((each) => `${code} at ${name} (${index + 1})${lasts ? ', lasting' : ''}: ${each}`),
            );
          }
        }
      }
      assert.deepEqual(wrong.slice(0, 40), [], `${wrong.length} of ${count}`);
      console.log(`      ${count} faults in ${calls.length} calls`);
      assert.ok(count > 300);
    });
  }
});
