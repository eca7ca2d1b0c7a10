import assert from 'node:assert/strict';
import { basename, dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { changeFile } from '../../../../src/vscode/files/fileChange';
import { intercept, real, textSeen, type FileSystemCall } from './fileSystemCalls';

const { chmod, chown, link, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } = real;

/** Another user of the computer; only root can give them a file. */
const SOMEBODY = 1234;
const isRoot = process.getuid?.() === 0;
const TOKEN = 'EAAsecret';

const write = (path: string) =>
  changeFile<never>(path, () => ({ kind: 'create', text: `TOKEN=${TOKEN}\n` }), { mode: 0o600 });

describe('On a computer that others use, too, a write', function () {
  this.timeout(60_000);
  let scratch: string;
  let folder: string;
  let path: string;
  /** A private key of the person, which the attacker's links point to. */
  let key: string;

  beforeEach(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'agoras-shared-'));
    await lay();
  });
  afterEach(() => rm(scratch, { recursive: true, force: true }));

  async function lay(): Promise<void> {
    await rm(scratch, { recursive: true, force: true });
    folder = join(scratch, 'work');
    path = join(folder, '.env');
    key = join(scratch, 'home', 'id_ed25519');
    await mkdir(folder, { recursive: true });
    await mkdir(dirname(key));
    await writeFile(key, 'a private key', { mode: 0o600 });
    await writeFile(path, 'OLD=1\n');
    await chmod(path, 0o666);
  }

  async function expectKeyUntouched(where: string): Promise<void> {
    const { mode, uid } = await lstat(key);
    assert.equal((mode & 0o777).toString(8), '600', where);
    assert.equal(uid, process.getuid?.() ?? 0, where);
    assert.equal(await readFile(key, 'utf8'), 'a private key', where);
    assert.deepEqual(await readdir(dirname(key)), ['id_ed25519'], where);
  }

  /** Repeats a write with the attack before each of its calls in turn, starting after it has begun to read. */
  async function attackAtEachCall(
    prepare: () => Promise<void>,
    attack: (call: FileSystemCall) => Promise<void>,
  ): Promise<number> {
    for (let at = 1; ; at++) {
      await lay();
      await prepare();
      let calls = 0;
      let attacked = '';
      let isRead = false;
      const end = intercept(async (call) => {
        isRead ||= call.name === 'open';
        if (!isRead) return call.run();
        calls += 1;
        if (calls === at) {
          attacked = `${String(at)}: ${call.name} ${basename(call.path)}`;
          await attack(call);
        }
        return call.run();
      });
      try {
        await write(path);
      } finally {
        end();
      }
      if (attacked === '') return at - 1;
      await expectKeyUntouched(attacked);
    }
  }

  const nothing = () => Promise.resolve();

  /** Everything in the folder other than the file itself, at any depth. */
  async function filesOfTheWrite(): Promise<string[]> {
    const names = await readdir(folder, { recursive: true });
    return names.map((name) => join(folder, name)).filter((each) => each !== path);
  }

  async function swapTemporaryFiles(): Promise<void> {
    for (const file of await filesOfTheWrite()) {
      const isFile = await lstat(file).then(
        (stats) => stats.isFile(),
        () => false,
      );
      if (!isFile) continue;
      await rm(file);
      await symlink(key, file);
    }
  }

  it('changes no key whose link takes the place of its temporary file, at whichever of its calls', async () => {
    const attacks = await attackAtEachCall(nothing, swapTemporaryFiles);
    console.log(`      ${String(attacks)} attacks`);
    assert.ok(attacks >= 25);
  });

  it('gives no key away whose link takes the place of a temporary file that has to have another owner', async function () {
    if (!isRoot) this.skip();
    await attackAtEachCall(() => chown(path, SOMEBODY, SOMEBODY), swapTemporaryFiles);
    await write(path);
    assert.equal((await stat(path)).uid, SOMEBODY, 'where nobody attacks the owner stays');
  });

  it('writes through no link that takes the place of the file itself, also where it is written in place', async () => {
    for (const prepare of [nothing, () => link(path, `${path}.second`)]) {
      await attackAtEachCall(prepare, async () => {
        await rm(path, { force: true });
        await symlink(key, path);
      });
    }
  });

  it('leaves nothing in a folder that takes the place of its own', async () => {
    await attackAtEachCall(nothing, async () => {
      await rename(folder, `${folder}.aside`);
      await symlink(dirname(key), folder);
    });
  });

  it('removes nothing through what only looks like leftovers of its own', async function () {
    const id = '0123456789ab';
    const named = (name: string) => join(folder, `..env.${name}.tmp`);
    const victims = join(scratch, 'home', 'victims');
    const fill = async (inside: string) => {
      await mkdir(inside, { recursive: true, mode: 0o700 });
      await writeFile(join(inside, `${id}.new`), 'theirs');
    };
    await fill(join(victims, '.git'));
    await symlink(victims, named(id));
    // A folder that leads to another one through a link.
    await mkdir(named('ba9876543210'), { mode: 0o700 });
    await writeFile(join(victims, '.git', 'ba9876543210.new'), 'theirs');
    await symlink(join(victims, '.git'), join(named('ba9876543210'), '.git'));
    // A folder that others may write to, and have filled.
    await fill(join(named('aaaaaaaaaaaa'), '.git'));
    await chmod(named('aaaaaaaaaaaa'), 0o777);
    // A folder with more content than a write leaves.
    await fill(join(named('bbbbbbbbbbbb'), '.git'));
    await writeFile(join(named('bbbbbbbbbbbb'), '.git', 'more'), 'theirs');
    if (isRoot) {
      await fill(join(named('cccccccccccc'), '.git'));
      await chown(named('cccccccccccc'), SOMEBODY, SOMEBODY);
    }
    const before = (await readdir(folder, { recursive: true })).sort();
    assert.ok((await write(path)).ok);
    assert.deepEqual((await readdir(folder, { recursive: true })).sort(), before);
    assert.deepEqual((await readdir(join(victims, '.git'))).sort(), [`${id}.new`, 'ba9876543210.new']);
  });

  it('does not take a torn look for a reason to bring back an old text from a folder that others may fill', async () => {
    const inside = join(folder, '..env.0123456789ab.tmp', '.git');
    await mkdir(inside, { recursive: true, mode: 0o755 });
    await writeFile(join(inside, '0123456789ab.old'), 'OLD=2\n');
    await mkdir(join(inside, '0123456789ab.copied'));
    await writeFile(join(inside, '0123456789ab.new'), 'OXD=1\n');
    assert.equal(await textSeen(path), 'OLD=1\n');
  });
});
