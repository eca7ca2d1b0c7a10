import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Flag } from '../../src/agoras/flags';
import { changeDotenv, locateDotenv, planClearing, planFlags } from '../../src/vscode/destinations/dotenvChange';

const flags: readonly Flag[] = [
  { field: 'accessToken', environment: 'INSTAGRAM_ACCESS_TOKEN', value: 'EAAtest' },
  { field: 'objectId', environment: 'INSTAGRAM_OBJECT_ID', value: '17841400000000001' },
];

const write = async (path: string) => kindOf(await changeDotenv(path, planFlags(flags, [])));
const clear = async (path: string) => kindOf(await changeDotenv(path, planClearing(flags, new Set())));

function kindOf(changed: Awaited<ReturnType<typeof changeDotenv>>): string {
  return changed.ok ? changed.value.kind : changed.error.kind;
}

describe('The .env of a workspace folder', () => {
  let folder: vscode.WorkspaceFolder;
  let path: string;

  before(() => {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first, 'the tests run in a folder');
    folder = first;
    path = join(folder.uri.fsPath, '.env');
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await rm(path, { force: true });
    await vscode.workspace.getConfiguration('agoras', folder).update('dotenv.path', undefined);
  });

  it('takes both lines, and gives them back when they are cleared', async () => {
    const before = '# mine\r\nOTHER=1';
    await writeFile(path, before);
    assert.equal(await write(path), 'written');
    assert.match(
      await readFile(path, 'utf8'),
      /INSTAGRAM_ACCESS_TOKEN=EAAtest\r\nINSTAGRAM_OBJECT_ID=17841400000000001/,
    );
    assert.equal(await write(path), 'unchanged');
    assert.equal(await clear(path), 'written');
    assert.ok((await readFile(path, 'utf8')).startsWith(before));
    assert.doesNotMatch(await readFile(path, 'utf8'), /INSTAGRAM|Agoras/);
  });

  it('is rewritten in one go for another Agoras: what only the old one read is gone', async () => {
    await writeFile(path, 'OTHER=1\n');
    await write(path);
    const secret: Flag = { field: 'clientSecret', environment: 'INSTAGRAM_CLIENT_SECRET', value: 'c1' };
    const [, objectId] = flags;
    assert.ok(objectId);
    const changed = await changeDotenv(path, planFlags([objectId, secret], flags));
    assert.equal(kindOf(changed), 'written');
    const text = await readFile(path, 'utf8');
    assert.match(text, /^OTHER=1\n[^]*INSTAGRAM_OBJECT_ID=17841400000000001\nINSTAGRAM_CLIENT_SECRET=c1\n$/);
    assert.doesNotMatch(text, /INSTAGRAM_ACCESS_TOKEN/);
  });

  it('joins what is being typed in its editor instead of overwriting it', async () => {
    await writeFile(path, 'OTHER=1\n');
    const document = await vscode.workspace.openTextDocument(path);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'TYPED=not saved yet\n');
    });
    assert.equal(await write(path), 'inEditor');
    assert.match(document.getText(), /^TYPED=not saved yet\nOTHER=1\n[^]*INSTAGRAM_ACCESS_TOKEN=EAAtest\n/);
    assert.equal(await readFile(path, 'utf8'), 'OTHER=1\n', 'saving is the person’s');
  });

  it('is left alone in an editor that will save it as something else than UTF-8', async () => {
    await writeFile(path, 'OTHER=é\n', 'latin1');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path), { encoding: 'windows1252' });
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'TYPED=ü\n');
    });
    assert.equal(await write(path), 'fileProblem');
    assert.equal(document.getText(), 'TYPED=ü\nOTHER=é\n');
  });

  for (const setting of ['../.env', '/tmp/.env', 'a/../../.env', '//server/share/.env', '', '.']) {
    it(`is not looked for outside the folder: ${JSON.stringify(setting)}`, async () => {
      await vscode.workspace.getConfiguration('agoras', folder).update('dotenv.path', setting);
      const located = locateDotenv(folder);
      assert.ok(!located.ok && located.error.kind === 'dotenvOutside');
    });
  }

  it('may lie in a subfolder', async () => {
    await vscode.workspace.getConfiguration('agoras', folder).update('dotenv.path', 'deploy/.env.local');
    assert.deepEqual(locateDotenv(folder), { ok: true, value: join(folder.uri.fsPath, 'deploy', '.env.local') });
  });
});
