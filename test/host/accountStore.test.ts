import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { err } from '../../src/base/outcome';
import type { Account } from '../../src/credentials/account';
import { readStoredAccounts } from '../../src/credentials/storedAccounts';
import { DONE } from '../../src/vscode/prompts/commandEnd';
import { ACCOUNTS_KEY, revisionFile, type AccountList } from '../../src/vscode/accounts/accountList';
import type { AccountStore } from '../../src/vscode/accounts/accountStore';
import { SecretStorageWithTimeout, type Secrets } from '../../src/vscode/accounts/secretStorageWithTimeout';
import type { WorkspaceChoices } from '../../src/vscode/accounts/workspaceChoices';
import { WrittenLocations } from '../../src/vscode/delivery/writtenLocations';
import { Terminals } from '../../src/vscode/destinations/terminals';
import { keepTerminalsCurrent } from '../../src/vscode/watch/otherWindows';
import { accountFor, LOCATION, NOW } from '../account';
import { eventually } from '../workbench/waiting';
import { endingAfter, EnvironmentDouble, openWindow, SecretStorageDouble } from './stores';

const bakery = accountFor('2');
const { id } = bakery.record;

/** The same account with a newer token. */
function renewed(pageToken: string): Account {
  const { record, secrets } = accountFor('2', pageToken);
  return { record: { ...record, obtainedAt: NOW + 1 }, secrets };
}

function until(expectation: string, holds: () => boolean): Promise<true> {
  return eventually(expectation, () => Promise.resolve(holds() || undefined));
}

/** What a command is told if there is no account. */
function failureWithout(workspace: WorkspaceChoices): unknown {
  const end = workspace.withoutAccount(() => Promise.resolve(DONE));
  return end.kind === 'failed' ? end.failure : end.kind;
}

describe('Stored accounts', () => {
  let folder: string;
  let secrets: SecretStorageDouble;
  const lists: AccountList[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agoras-accounts-'));
    secrets = new SecretStorageDouble();
    // As slow as VS Code, which waits a moment before writing.
    secrets.delayMilliseconds = 100;
  });
  afterEach(async () => {
    for (const list of lists.splice(0)) list.dispose();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  async function open(storage = secrets.openWindow(), patient?: Secrets) {
    const window = await openWindow(join(folder, 'storage'), storage, patient);
    lists.push(window.list);
    return window;
  }

  const ids = (list: AccountList) => list.records().map((record) => record.id);

  async function readPageToken(accounts: AccountStore) {
    const read = await accounts.open(bakery.record);
    return read.ok ? read.value.secrets.pageToken.reveal() : read.error.kind;
  }

  describe('with several windows', () => {
    it('are all there, whichever windows store them at the same moment', async () => {
      const windows = [await open(), await open(), await open()];
      const accounts = ['2', '3', '4', '5', '6', '7'].map((page) => accountFor(page));
      const stored = windows.flatMap((window, index) =>
        accounts.slice(2 * index, 2 * index + 2).map((account) => window.accounts.put(account)),
      );
      assert.ok((await Promise.all(stored)).every(({ ok }) => ok));
      assert.deepEqual(
        ids((await open()).list).sort(),
        accounts.map(({ record }) => record.id),
      );
      assert.equal(secrets.stored.size, 1);
    });

    it('keep what each of them notes', async () => {
      const [one, other] = [await open(), await open()];
      await one.accounts.put(bakery);
      const noted = [one, other, one, other].map(({ accounts, list }, index) => {
        const note = { ...LOCATION, id: String(index), uri: `file:///${index}` };
        return new WrittenLocations(accounts, list).begin(bakery.record, note);
      });
      await Promise.all(noted);
      assert.equal((await open()).list.records()[0]?.written.length, 4);
    });

    it('show what is stored now, whichever look at the storage ends last', async () => {
      const { accounts, list } = await open();
      await accounts.put(bakery);
      let answer: () => void = () => undefined;
      const late = list.refresh({
        get: async (key) => {
          const before = secrets.stored.get(key);
          await new Promise<void>((resolve) => {
            answer = resolve;
          });
          return before;
        },
      });
      await accounts.remove(id);
      answer();
      await late;
      assert.deepEqual([list.state, ids(list)], ['current', []]);
    });

    it('are followed by the terminals of another window, and leave them when they were deleted there', async () => {
      secrets.eventsPerChange = 2;
      const environment = new EnvironmentDouble();
      const terminals = new Terminals(environment);
      const [here, there] = [await open(), await open()];
      await there.accounts.put(bakery);
      const following = keepTerminalsCurrent(here.list, here.accounts, terminals);
      terminals.use(bakery, LOCATION.target);
      await there.accounts.put(renewed('EAAnew'));
      await until(
        'the new token in the terminals',
        () => environment.values.get('INSTAGRAM_ACCESS_TOKEN') === 'EAAnew',
      );
      await here.list.refresh();
      await here.accounts.open(bakery.record);
      assert.equal(environment.timesSet, 2, 'told twice, done once');
      await there.accounts.remove(id);
      await until('the terminals to be without it', () => !terminals.isUsed());
      assert.equal(environment.values.size, 0);
      following.dispose();
      terminals.dispose();
    });

    it('cannot be changed where the change of another is not seen, as in a browser, until that is reloaded', async () => {
      secrets.delayMilliseconds = Infinity;
      const [here, there] = [await open(), await open()];
      await there.accounts.put(bakery);
      await here.list.refresh();
      assert.deepEqual([here.list.state, ids(here.list)], ['behind', []]);
      assert.deepEqual(failureWithout(here.workspace), { kind: 'accountsBehind' });
      assert.deepEqual(await here.accounts.put(accountFor('3')), err({ kind: 'accountsBehind' }));
      assert.deepEqual(await here.accounts.read(), err({ kind: 'accountsBehind' }));
      const reloaded = await open();
      assert.ok((await reloaded.accounts.put(accountFor('3'))).ok);
      assert.deepEqual([reloaded.list.state, ids(reloaded.list)], ['current', [id, '1.3']]);
    });
  });

  describe('with a secret storage that', () => {
    const refuses = () => Promise.reject(new Error('The keychain is locked.'));
    /** Delays calls until `end` is called. */
    function hold(call: 'get' | 'store'): { readonly end: () => void } {
      let end: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        end = resolve;
      });
      secrets.trouble = { [call]: () => held };
      return { end };
    }
    const forTests = { tellMilliseconds: 10, giveUpMilliseconds: 1000 };

    it('cannot be written: a new account is not there at all', async () => {
      secrets.trouble = { store: refuses };
      const { accounts, list } = await open();
      assert.deepEqual(await accounts.put(bakery), err({ kind: 'secretStoreFailed', doing: 'write' }));
      assert.deepEqual([ids(list), secrets.stored.size], [[], 0]);
    });

    it('cannot be written: an old account stays as it was', async () => {
      const { accounts, list } = await open();
      await accounts.put(bakery);
      secrets.trouble = { store: refuses };
      assert.ok(!(await accounts.put(renewed('EAAnew'))).ok);
      assert.equal(list.records()[0]?.obtainedAt, NOW);
      assert.equal(await readPageToken(accounts), 'EAApage');
    });

    it('cannot be written: an account that was to be forgotten stays whole, and goes when it is tried again', async () => {
      const { accounts, list } = await open();
      await accounts.put(bakery);
      secrets.trouble = { store: refuses };
      assert.deepEqual(await accounts.remove(id), err({ kind: 'secretStoreFailed', doing: 'delete' }));
      assert.deepEqual([ids(list), await readPageToken(accounts)], [[id], 'EAApage']);
      secrets.trouble = {};
      assert.ok((await accounts.remove(id)).ok);
      assert.deepEqual([ids(list), await readPageToken(accounts)], [[], 'secretMissing']);
      assert.doesNotMatch(String(secrets.stored.get(ACCOUNTS_KEY)), /EAA/);
    });

    it('takes an account and does not keep it: that is a failure, not a success', async () => {
      secrets.isForgetful = true;
      assert.ok(!(await (await open()).accounts.put(bakery)).ok);
    });

    it('is in memory only: after a reload all is told to be gone, and can be stored again at once', async () => {
      await (await open()).accounts.put(bakery);
      secrets.stored.clear();
      const { accounts, list, workspace } = await open();
      assert.deepEqual([list.state, ids(list)], ['lost', []]);
      assert.deepEqual(failureWithout(workspace), { kind: 'accountsLost' });
      assert.equal(await readPageToken(accounts), 'secretMissing');
      assert.ok((await accounts.put(bakery)).ok);
      assert.deepEqual([list.state, ids(list)], ['current', [id]]);
    });

    it('cannot be read: that is told apart from accounts that are gone, and what was read last is shown', async () => {
      const before = await open();
      await before.accounts.put(bakery);
      secrets.trouble = { get: refuses };
      assert.equal(await readPageToken(before.accounts), 'secretStoreFailed');
      await before.list.refresh();
      assert.deepEqual([before.list.state, ids(before.list)], ['current', [id]]);
      const { list, workspace } = await open();
      assert.deepEqual([list.state, ids(list)], ['unreadable', []]);
      assert.deepEqual(failureWithout(workspace), { kind: 'secretStoreFailed', doing: 'read' });
    });

    it('is slow: what is waited for is told, until it is there', async () => {
      const storage = secrets.openWindow();
      const told: Promise<void>[] = [];
      const patient = new SecretStorageWithTimeout(storage, (isAnswered) => told.push(isAnswered), forTests);
      const { accounts } = await open(storage, patient);
      const waiting = hold('get');
      const looked = accounts.refreshList();
      await until('it to be told', () => told.length > 0);
      waiting.end();
      await Promise.all([...told, looked]);
    });

    it('takes an account after it was given up: it was told not to be stored, and is not', async () => {
      const storage = secrets.openWindow();
      const { accounts } = await open(storage, new SecretStorageWithTimeout(storage, () => undefined, forTests));
      const waiting = hold('store');
      assert.deepEqual(await accounts.put(bakery), err({ kind: 'secretStoreFailed', doing: 'write' }));
      waiting.end();
      assert.notEqual(await storage.get(ACCOUNTS_KEY), undefined);
      await until('the account to be taken back', () => secrets.stored.size === 0);
    });

    it('tells nobody of a change: the next look finds it', async () => {
      secrets.eventsPerChange = 0;
      secrets.delayMilliseconds = 0;
      const [here, there] = [await open(), await open()];
      await there.accounts.put(bakery);
      await there.accounts.put(renewed('EAAnew'));
      assert.equal(await readPageToken(here.accounts), 'EAAnew');
    });

    it('holds what this version cannot read: that is not shown, and not lost', async () => {
      const later = JSON.stringify({ format: 2, accounts: { '1.9': { token: 'EAAlater' } } });
      secrets.stored.set(ACCOUNTS_KEY, later);
      const { accounts, list } = await open();
      assert.deepEqual([list.state, ids(list)], ['current', []]);
      assert.ok((await accounts.put(bakery)).ok);
      assert.deepEqual(ids(list), [id]);
      assert.deepEqual(readStoredAccounts(secrets.stored.get(ACCOUNTS_KEY)).unreadable, [later]);
    });
  });

  const changes = {
    stored: (accounts: AccountStore) => accounts.put(accountFor('3', 'EAAother')),
    renewed: (accounts: AccountStore) => accounts.put(renewed('EAAnew')),
    forgotten: (accounts: AccountStore) => accounts.remove(id),
  };
  for (const [what, change] of Object.entries(changes)) {
    it(`can all be seen and forgotten, wherever the window ends in which one is ${what}`, async () => {
      for (const calls of [0, 1, 2]) {
        secrets = new SecretStorageDouble();
        const storage = join(folder, String(calls));
        const whole = await openWindow(storage, secrets.openWindow());
        await whole.accounts.put(bakery);
        const { ending, isEnded } = endingAfter(calls, secrets.openWindow());
        const cut = await openWindow(storage, secrets.openWindow(), ending);
        void change(cut.accounts);
        await isEnded;
        // Normally, the lock of a closed window isn't waited for; here the lock is still alive, because the process is
        // the same.
        await rm(join(storage, `.${basename(revisionFile({ fsPath: storage }))}.agoras-lock`), { recursive: true });
        const { accounts, list } = await openWindow(storage, secrets.openWindow());
        lists.push(whole.list, cut.list, list);
        assert.equal(list.state, 'current');
        for (const shown of ids(list)) assert.ok((await accounts.remove(shown)).ok);
        assert.doesNotMatch([...secrets.stored.values()].join(), /EAA/);
      }
    });
  }
});
