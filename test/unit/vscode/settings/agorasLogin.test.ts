import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAgorasVersion } from '../../../../src/agoras/installedVersion';
import { logInWithAgoras } from '../../../../src/vscode/settings/agorasLogin';
import { cleanUpLoginFolders } from '../../../../src/vscode/settings/loginFolder';
import { Secret } from '../../../../src/base/secret';
import { toAppId, toPageId } from '../../../../src/graph/ids';

const agoras = parseAgorasVersion('agoras 3.0.0') ?? assert.fail();
const values = {
  accessToken: new Secret('pageToken', 'EAApage'),
  refreshToken: new Secret('pageToken', 'EAApage'),
  userToken: new Secret('longLivedUserToken', 'EAAuser'),
  clientSecret: new Secret('appSecret', 'hush'),
  clientId: toAppId('1'),
  pageId: toPageId('2'),
  objectId: '3',
};

describe('A login by Agoras', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'agoras-own-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const logIn = (script: string, timeoutMilliseconds: number) => {
    const file = join(folder, 'agoras');
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const { signal } = new AbortController();
    return logInWithAgoras({ agoras, file }, 'listPosts', ['instagram'], values, { signal, timeoutMilliseconds });
  };
  const writes = (name: string, what: string) => `${what} > '${join(folder, name)}'`;
  const written = (name: string) => readFileSync(join(folder, name), 'utf8').trim();

  it('that takes too long is ended and told', async () => {
    const answer = await logIn(`${writes('where', 'pwd')}; trap '' TERM; while :; do sleep 1; done`, 1000);
    const program = join(folder, 'agoras');
    assert.deepEqual(answer, { ok: false, error: { kind: 'agorasTooSlow', program, seconds: 1 } });
    assert.equal(existsSync(written('where')), false, 'its folder is gone');
  });

  it('that says too much is not read', async () => {
    const answer = await logIn('while :; do echo "[]"; done', 20_000);
    assert.deepEqual(answer.ok && answer.value, [
      { network: 'instagram', answer: { kind: 'unknown', exitCode: undefined } },
    ]);
  });

  it('runs in an empty folder of the person alone, which is also where it finds what is stored', async () => {
    const look = [
      writes('where', 'pwd -P'),
      writes('mode', 'stat -c %a .'),
      writes('files', 'ls -A'),
      writes('storage', 'cd "$AGORAS_STORAGE_DIR" && pwd -P'),
      writes('arguments', 'echo "$@"'),
      'echo "[]"',
    ].join('\n');
    const answer = await logIn(look, 20_000);
    assert.deepEqual(answer.ok && answer.value, [{ network: 'instagram', answer: { kind: 'accepted' } }]);
    assert.deepEqual([written('mode'), written('files'), written('storage')], ['700', '', written('where')]);
    assert.equal(written('arguments'), 'instagram list-posts --object-id=3 --limit=1');
    assert.equal(existsSync(written('where')), false);
  });

  it('that was cut off leaves a folder that the next start removes, and no other one', async () => {
    const ended = execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }).trim();
    const left = mkdtempSync(join(tmpdir(), `agoras-login-${ended}-`));
    writeFileSync(join(left, '.key'), 'key');
    symlinkSync(folder, join(left, 'link'));
    writeFileSync(join(folder, 'kept'), '');
    const inUse = mkdtempSync(join(tmpdir(), `agoras-login-${String(process.pid)}-`));
    const link = join(tmpdir(), `agoras-login-${ended}-link`);
    symlinkSync(folder, link);
    try {
      await cleanUpLoginFolders();
      assert.deepEqual([existsSync(left), existsSync(inUse), existsSync(link)], [false, true, true]);
      assert.deepEqual(readdirSync(folder), ['kept']);
      assert.ok(statSync(inUse).isDirectory());
    } finally {
      rmSync(inUse, { recursive: true });
      rmSync(link);
    }
  });
});
