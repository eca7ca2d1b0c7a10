import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { err } from '../../src/base/outcome';
import type { WrittenLocation } from '../../src/credentials/account';
import { currentHost } from '../../src/vscode/accounts/currentHost';
import { displayLocation, WrittenLocations } from '../../src/vscode/delivery/writtenLocations';
import { accountFor, LOCATION } from '../account';
import { openWindow, SecretStorageDouble } from './stores';

const [mine, theirs] = [accountFor('2'), accountFor('3')];

/** A write to the same file under another ID. */
const write = (id: string, change: Partial<WrittenLocation> = {}): WrittenLocation => ({
  ...LOCATION,
  id,
  host: currentHost(),
  fingerprints: [`of ${id}`],
  ...change,
});

describe('The ledger of written locations', () => {
  let folder: string;
  let window: Awaited<ReturnType<typeof openWindow>>;
  let ledger: WrittenLocations;
  let storage: SecretStorageDouble;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agoras-ledger-'));
    storage = new SecretStorageDouble();
    window = await openWindow(folder, storage.openWindow());
    for (const account of [mine, theirs]) assert.ok((await window.accounts.put(account)).ok);
    ledger = new WrittenLocations(window.accounts, window.list);
  });
  afterEach(async () => {
    window.list.dispose();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  async function begin(location: WrittenLocation, { record } = mine) {
    const entry = await ledger.begin(record, location);
    assert.ok(entry.ok);
    return entry.value;
  }

  async function commit(location: WrittenLocation, account = mine) {
    const committed = await (await begin(location, account)).commit();
    assert.ok(committed.ok);
    return committed.value;
  }

  const entries = (): readonly string[] => ledger.entries().map(({ owner, location }) => `${owner.id} ${location.id}`);

  it('has an entry before the write begins, beside the one that it will replace', async () => {
    await commit(write('a'));
    const pending = await begin(write('b'));
    assert.deepEqual(entries(), ['1.2 a', '1.2 b']);
    assert.deepEqual([...ledger.own(write('c'))], ['of a', 'of b']);
    await pending.rollback();
    assert.deepEqual(entries(), ['1.2 a']);
  });

  it('gives a file that holds values to the account that was written last, and back when that is undone', async () => {
    await commit(write('a'), theirs);
    const { undo } = await commit(write('b'));
    assert.deepEqual(entries(), ['1.2 b']);
    assert.equal(ledger.ownerOf(vscode.Uri.parse(LOCATION.uri))?.id, mine.record.id);
    await commit(write('c', { uri: 'file:///w/other.env' }));
    await undo();
    assert.deepEqual(entries().toSorted(), ['1.2 c', '1.3 a'], 'what was written since stays');
  });

  it('loses neither of two writes to one file at the same moment, whichever ends first', async () => {
    await commit(write('a'));
    const [first, second] = [await begin(write('b')), await begin(write('c'))];
    await second.commit();
    assert.deepEqual(entries(), ['1.2 c']);
    await first.commit();
    assert.deepEqual(entries(), ['1.2 c', '1.2 b']);
    await commit(write('d', { fingerprints: ['of both'] }));
    const [last, same] = [await begin(write('e')), await begin(write('f', { fingerprints: ['of e'] }))];
    await same.commit();
    await last.commit();
    assert.deepEqual(entries(), ['1.2 e'], 'what is written twice is known once');
  });

  it('has a launch configuration, which asks for the values of one account, for that alone', async () => {
    await commit(write('a', { kind: 'launch' }), theirs);
    await commit(write('b', { kind: 'launch' }));
    assert.deepEqual(entries(), ['1.2 b']);
    assert.equal(ledger.ownerOf(vscode.Uri.parse(LOCATION.uri))?.id, mine.record.id);
  });

  it('keeps the same path on two hosts apart, and says on which one it is', async () => {
    await commit(write('a', { host: 'ssh-remote+ada' }));
    await commit(write('b'));
    assert.deepEqual(entries(), ['1.2 a', '1.2 b']);
    assert.equal(displayLocation(write('a', { host: 'ssh-remote+ada' })), '/w/.env (ssh-remote+ada)');
  });

  it('has no entry for an account that was forgotten meanwhile: nobody would find what is written', async () => {
    const other = await openWindow(folder, storage.openWindow());
    storage.eventsPerChange = 0;
    await other.accounts.remove(mine.record.id);
    other.list.dispose();
    const account = mine.record.page.name;
    assert.deepEqual(await ledger.begin(mine.record, write('a')), err({ kind: 'secretMissing', account }));
  });
});
