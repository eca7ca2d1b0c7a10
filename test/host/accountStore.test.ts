import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { err } from '../../src/base/outcome';
import { AccountStore } from '../../src/vscode/accounts/accountStore';
import { STATE_KEYS } from '../../src/vscode/settings/manifestIds';
import { followOtherWindows } from '../../src/vscode/watch/otherWindows';
import { SecretStorageWithTimeout, type Secrets } from '../../src/vscode/accounts/secretStorageWithTimeout';
import { Terminals } from '../../src/vscode/destinations/terminals';
import { NOW } from '../account';
import { accountFor, secretsFor } from './accounts';
import { EnvironmentDouble, SecretStorageDouble, SharedMemento } from './stores';

const silentLog = { info: () => undefined, warn: () => undefined, bug: () => undefined };

const bakery = accountFor('2');
const bakeryKey = `agoras.account.${bakery.id}`;

describe('Stored accounts', () => {
  let folder: string;
  let state: SharedMemento;
  let secrets: SecretStorageDouble;
  const opened: AccountStore[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agoras-accounts-'));
    // As slow as VS Code, which waits a moment before it writes.
    state = new SharedMemento(100);
    secrets = new SecretStorageDouble();
  });
  afterEach(async () => {
    // What was cut off is settled in the background: the folder must outlive that.
    secrets.trouble = {};
    await Promise.all(opened.splice(0).map((store) => store.settle()));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  function openWindow(memento = state.openWindow(), storage: Secrets = secrets) {
    const store = new AccountStore(memento, storage, { fsPath: join(folder, 'storage') }, silentLog);
    opened.push(store);
    return store;
  }

  /** A global state that cannot be written from the given write on. */
  function failingFrom(write: number): vscode.Memento {
    const memento = state.openWindow();
    const unwritten: Record<string, unknown> = {};
    let writes = 0;
    return {
      keys: () => memento.keys(),
      get: <T>(key: string, fallback?: T) => (key in unwritten ? unwritten[key] : memento.get(key, fallback)) as T,
      // As VS Code does it: the window sees what could not be written.
      update: (key, value: unknown) => {
        if (++writes < write) return memento.update(key, value);
        unwritten[key] = value;
        return Promise.reject(new Error('The disk is full.'));
      },
    };
  }

  const ids = (store: AccountStore) =>
    store
      .list()
      .map(({ id }) => id)
      .sort();

  async function readPageToken(store: AccountStore) {
    const read = await store.readSecrets(bakery);
    return read.ok ? read.value.pageToken.reveal() : read.error.kind;
  }

  describe('with several windows', () => {
    it('are all there, whichever windows store them at the same moment', async () => {
      const windows = Array.from({ length: 3 }, () => openWindow());
      const accounts = ['2', '3', '4', '5', '6', '7'].map((page) => accountFor(page));
      const stored = windows.flatMap((window, index) =>
        accounts.slice(2 * index, 2 * index + 2).map((account) => window.put(account, secretsFor(account.id))),
      );
      assert.ok((await Promise.all(stored)).every(({ ok }) => ok));
      assert.deepEqual(
        ids(openWindow()),
        accounts.map(({ id }) => id),
      );
      assert.equal(secrets.stored.size, accounts.length);
    });

    it('keep what each of them notes', async () => {
      const [one, other] = [openWindow(), openWindow()];
      await one.put(bakery, secretsFor('EAApage'));
      const place = { kind: 'dotenv', agorasVersion: '1.x', at: NOW } as const;
      await Promise.all(
        [one, other, one, other].map((window, index) =>
          window.update(bakery.id, (record) => ({
            ...record,
            written: [...record.written, { ...place, uri: `file:///${String(index)}` }],
          })),
        ),
      );
      assert.equal(openWindow().find(bakery.id)?.written.length, 4);
    });

    it('are not waited for in vain where a window was closed before anybody learned of its change', async () => {
      const one = openWindow();
      await one.put(bakery, secretsFor('EAApage'));
      state = new SharedMemento();
      const start = performance.now();
      assert.ok((await openWindow().put(accountFor('3'), secretsFor('EAAother'))).ok);
      assert.ok(performance.now() - start < 10_000);
    });

    it('are followed by the terminals of another window, and leave them when they are forgotten there', async () => {
      const environment = new EnvironmentDouble();
      const terminals = new Terminals(environment);
      const [here, there] = [openWindow(), openWindow()];
      await there.put(bakery, secretsFor('EAAold'));
      const read = await here.readSecrets(bakery);
      assert.ok(read.ok);
      terminals.use({ record: bakery, secrets: read.value }, '1.x');
      secrets.eventsPerChange = 2;
      const following = followOtherWindows(secrets, here, terminals);
      const redrawn = new Promise((resolve) => here.onDidChange(resolve));
      await there.put({ ...bakery, obtainedAt: NOW + 1 }, secretsFor('EAAnew'));
      await redrawn;
      assert.equal(environment.values.get('INSTAGRAM_ACCESS_TOKEN'), 'EAAnew');
      assert.equal(environment.timesSet, 2, 'told twice, done once');
      const forgotten = new Promise((resolve) => here.onDidChange(resolve));
      await there.remove(bakery.id);
      await forgotten;
      assert.ok(!terminals.isUsedFor(bakery.id));
      assert.equal(environment.values.size, 0);
      following.dispose();
      terminals.dispose();
    });
  });

  describe('with a secret storage that', () => {
    const refuses = () => Promise.reject(new Error('The keychain is locked.'));

    it('cannot be written: a new account is not there at all', async () => {
      secrets.trouble = { store: refuses };
      const store = openWindow();
      assert.deepEqual(
        await store.put(bakery, secretsFor('EAApage')),
        err({ kind: 'secretStoreFailed', doing: 'write' }),
      );
      await store.settle();
      assert.deepEqual([ids(store), secrets.stored.size], [[], 0]);
    });

    it('cannot be written: an old account stays as it was', async () => {
      const store = openWindow();
      await store.put(bakery, secretsFor('EAAold'));
      secrets.trouble = { store: refuses };
      assert.ok(!(await store.put({ ...bakery, obtainedAt: NOW + 1 }, secretsFor('EAAnew'))).ok);
      assert.equal(store.find(bakery.id)?.obtainedAt, NOW);
      assert.equal(await readPageToken(store), 'EAAold');
    });

    it('takes a secret and does not keep it: that is a failure, not a success', async () => {
      secrets.trouble = { store: () => Promise.resolve() };
      assert.ok(!(await openWindow().put(bakery, secretsFor('EAApage'))).ok);
    });

    it('is in memory only: after a reload the account is there, and its secrets are told to be gone', async () => {
      await openWindow().put(bakery, secretsFor('EAApage'));
      secrets.stored.clear();
      const store = openWindow();
      assert.deepEqual(ids(store), [bakery.id]);
      assert.deepEqual(await store.readSecrets(bakery), err({ kind: 'secretMissing', account: bakery.page.name }));
    });

    it('cannot be read: that is told apart from secrets that are gone', async () => {
      const store = openWindow();
      await store.put(bakery, secretsFor('EAApage'));
      secrets.trouble = { get: refuses };
      assert.deepEqual(await store.readSecrets(bakery), err({ kind: 'secretStoreFailed', doing: 'read' }));
    });

    it('cannot delete: the account stays whole, and is gone when it is tried again', async () => {
      const store = openWindow();
      await store.put(bakery, secretsFor('EAApage'));
      secrets.trouble = { delete: refuses };
      assert.deepEqual(await store.remove(bakery.id), err({ kind: 'secretStoreFailed', doing: 'delete' }));
      assert.equal(await readPageToken(store), 'EAApage');
      assert.deepEqual(ids(store), [bakery.id]);
      secrets.trouble = {};
      assert.ok((await store.remove(bakery.id)).ok);
      assert.deepEqual([ids(store), secrets.stored.size], [[], 0]);
    });

    it('is slow: what is waited for is told, until it is there', async () => {
      let answer: () => void = () => undefined;
      secrets.trouble = {
        get: () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
      };
      const limits = { tellMilliseconds: 10, giveUpMilliseconds: 30_000 };
      const isAnswered = await new Promise<() => Promise<void>>((resolve) => {
        const tell = (until: Promise<void>) => {
          resolve(() => until);
        };
        void openWindow(undefined, new SecretStorageWithTimeout(secrets, tell, limits)).readSecrets(bakery);
      });
      answer();
      await isAnswered();
    });

    it('never answers: that is a failure in the end', async () => {
      secrets.trouble = { store: () => new Promise(() => undefined) };
      const patient = new SecretStorageWithTimeout(secrets, () => undefined, {
        tellMilliseconds: 1,
        giveUpMilliseconds: 50,
      });
      const stored = await openWindow(undefined, patient).put(bakery, secretsFor('EAApage'));
      assert.deepEqual(stored, err({ kind: 'secretStoreFailed', doing: 'write' }));
    });

    it('tells nobody of a change: the next look finds it', async () => {
      secrets.eventsPerChange = 0;
      const [here, there] = [openWindow(), openWindow()];
      await there.put(bakery, secretsFor('EAAold'));
      await there.put(bakery, secretsFor('EAAnew'));
      assert.equal(await readPageToken(here), 'EAAnew');
    });
  });

  describe('when something ends in the middle', () => {
    it('keep no secret without an account: the list could not be written any more', async () => {
      const cut = openWindow(failingFrom(2));
      assert.ok(!(await cut.put(bakery, secretsFor('EAApage'))).ok);
      assert.deepEqual(ids(cut), []);
      const next = openWindow();
      await next.settle();
      assert.deepEqual([ids(next), secrets.stored.size], [[], 0]);
    });

    it('keep the old secret with the old account: the list could not be written any more', async () => {
      await openWindow().put(bakery, secretsFor('EAAold'));
      const cut = openWindow(failingFrom(1));
      assert.ok(!(await cut.put({ ...bakery, obtainedAt: NOW + 1 }, secretsFor('EAAnew'))).ok);
      assert.equal(await readPageToken(openWindow()), 'EAAold');
    });

    it('are all there when forgetting fails: the list could not be written any more', async () => {
      await openWindow().put(bakery, secretsFor('EAApage'));
      const cut = openWindow(failingFrom(1));
      await assert.rejects(cut.remove(bakery.id));
      for (const window of [cut, openWindow()]) {
        assert.deepEqual(ids(window), [bakery.id]);
        assert.equal(await readPageToken(window), 'EAApage');
      }
    });

    it('are forgotten all the same: the window was closed before the secret was deleted', async () => {
      await openWindow().put(bakery, secretsFor('EAApage'));
      const closed = openWindow(undefined, {
        get: (key) => secrets.get(key),
        store: (key, value) => secrets.store(key, value),
        delete: () => new Promise(() => undefined),
      });
      opened.pop();
      void closed.remove(bakery.id);
      await new Promise((resolve) => closed.onDidChange(resolve));
      // The lock of a window that is gone is not waited for; here it lives on, in the same process.
      await rm(join(folder, 'storage'), { recursive: true, force: true });
      const next = openWindow();
      await next.settle();
      assert.deepEqual([ids(next), secrets.stored.has(bakeryKey)], [[], false]);
    });

    it('do not settle what is whole', async () => {
      const memento = state.openWindow();
      const store = openWindow(memento);
      await store.put(bakery, secretsFor('EAApage'));
      const list = memento.get<object>(STATE_KEYS.accounts);
      await memento.update(STATE_KEYS.accounts, { ...list, unsettled: [bakery.id] });
      await store.settle();
      assert.equal(await readPageToken(store), 'EAApage');
    });
  });
});
