import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { flagsFor, fingerprintsOf } from '../../src/agoras/flags';
import type { AgorasVersion } from '../../src/agoras/target';
import { flagValues } from '../../src/credentials/account';
import {
  dotenvDestination,
  dotenvLocation,
  locateDotenv,
  planDotenvFile,
} from '../../src/vscode/destinations/dotenvDestination';
import { newLocation } from '../../src/vscode/destinations/destination';
import { accountFor, LOCATION } from '../account';

const account = accountFor('2');
const { target } = LOCATION;
const own = new Set(fingerprintsOf(flagsFor(target, flagValues(account, target.version))));

function kindOf(changed: Awaited<ReturnType<(typeof dotenvLocation)['clear']>>): string {
  return changed.ok ? (changed.value as { kind: string }).kind : changed.error.kind;
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
    assert.equal(await write(), 'written');
    assert.match(
      await readFile(path, 'utf8'),
      /INSTAGRAM_ACCESS_TOKEN=EAApage\r\nINSTAGRAM_OBJECT_ID=17841400000000001/,
    );
    assert.equal(await write(), 'unchanged');
    assert.equal(await clear(), 'written');
    assert.ok((await readFile(path, 'utf8')).startsWith(before));
    assert.doesNotMatch(await readFile(path, 'utf8'), /INSTAGRAM|Agoras/);
  });

  it('is rewritten in one go for another Agoras: what only the old one read is gone', async () => {
    await writeFile(path, 'OTHER=1\n');
    await write();
    assert.equal(await rewrite('2.x'), 'written');
    const text = await readFile(path, 'utf8');
    assert.match(text, /^OTHER=1\n[^]*INSTAGRAM_OBJECT_ID=17841400000000001\n[^]*INSTAGRAM_REFRESH_TOKEN=EAAuser\n$/);
    assert.doesNotMatch(text, /INSTAGRAM_ACCESS_TOKEN/);
  });

  it('is not rewritten where the person has taken out what was written', async () => {
    await writeFile(path, 'OTHER=1\n');
    assert.equal(await rewrite(target.version), 'unchanged');
  });

  it('joins what is being typed in its editor instead of overwriting it', async () => {
    await writeFile(path, 'OTHER=1\n');
    const document = await vscode.workspace.openTextDocument(path);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'TYPED=not saved yet\n');
    });
    assert.equal(await write(), 'inEditor');
    assert.match(document.getText(), /^TYPED=not saved yet\nOTHER=1\n[^]*INSTAGRAM_ACCESS_TOKEN=EAApage\n/);
    assert.equal(await readFile(path, 'utf8'), 'OTHER=1\n', 'saving is the person’s');
  });

  it('is left alone in an editor that will save it as something else than UTF-8', async () => {
    await writeFile(path, 'OTHER=é\n', 'latin1');
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path), { encoding: 'windows1252' });
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'TYPED=ü\n');
    });
    assert.equal(await write(), 'fileProblem');
    assert.equal(document.getText(), 'TYPED=ü\nOTHER=é\n');
  });

  const location = () => newLocation({ ...LOCATION, uri: vscode.Uri.file(path).toString() });

  async function write(): Promise<string> {
    const destination = {
      kind: 'files' as const,
      destination: dotenvDestination,
      location: { kind: 'folder' as const, folder },
      ignoring: 'nothing' as const,
      makesPrivate: false,
    };
    const planned = planDotenvFile(
      { account, target, destination, readsFlagsOnly: false },
      destination.location,
      () => own,
    );
    return planned.ok ? kindOf(await planned.value.apply()) : planned.error.kind;
  }

  async function rewrite(version: AgorasVersion): Promise<string> {
    const next = { ...location(), target: { ...target, version } };
    return kindOf(await dotenvLocation.rewrite({ account, next, own, previous: target, isUnasked: false }));
  }

  const clear = async () => kindOf(await dotenvLocation.clear({ owner: account.record, location: location(), own }));

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
