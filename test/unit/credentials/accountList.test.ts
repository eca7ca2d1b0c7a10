import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  markSettled,
  markUnsettled,
  readAccountList,
  withAccount,
  withoutAccount,
  writeAccountList,
} from '../../../src/credentials/accountList';
import { ACCOUNT } from '../../account';

/** As VS Code keeps it: through JSON. */
function stored(...[list]: Parameters<typeof writeAccountList>): unknown {
  return JSON.parse(JSON.stringify(writeAccountList(list)));
}

describe('The list of stored accounts', () => {
  const one = withAccount(readAccountList(undefined), ACCOUNT);

  it('comes back as it was stored', () => {
    const { accounts, unreadable } = readAccountList(stored(one));
    assert.deepEqual(unreadable, []);
    assert.equal(JSON.stringify(accounts), JSON.stringify([ACCOUNT]));
  });

  it('comes back, too, as versions without the other fields have stored it', () => {
    const { accounts, unsettled, changes } = readAccountList({ version: 1, accounts: [ACCOUNT] });
    assert.deepEqual([accounts.length, unsettled, changes], [1, [], 0]);
  });

  it('loses nothing by a record that cannot be read: neither the others nor that one', () => {
    const foreign = { id: '7.8', from: 'a later version' };
    const list = readAccountList({ version: 1, accounts: [foreign, ACCOUNT, null] });
    assert.deepEqual(
      list.accounts.map(({ id }) => id),
      ['1.2'],
    );
    assert.deepEqual(readAccountList(stored(withoutAccount(list, '1.2'))).unreadable, [foreign, null]);
  });

  it('holds an account once, also where its old record cannot be read', () => {
    const list = withAccount(readAccountList({ version: 1, accounts: [{ id: '1.2' }, ACCOUNT] }), ACCOUNT);
    assert.deepEqual([list.accounts.length, list.unreadable.length], [1, 0]);
  });

  it('remembers once that the secret of an account is about to come or to go, until that is settled', () => {
    const list = markUnsettled(markUnsettled(one, '3.4'), '3.4');
    assert.deepEqual(readAccountList(stored(list)).unsettled, ['3.4']);
    assert.deepEqual(markSettled(list, '3.4').unsettled, []);
    assert.deepEqual(withAccount(list, { ...ACCOUNT, id: '3.4' }).unsettled, [], 'it has come');
    assert.deepEqual(withoutAccount(list, '3.4').unsettled, [], 'it has gone');
  });

  it('keeps a place that another version wrote, with all that it remembers there', () => {
    const place = { kind: 'vault', uri: 'vault:///agoras', agorasVersion: '1.x', at: 1, shelf: 3 } as const;
    const list = withAccount(one, { ...ACCOUNT, written: [place] });
    assert.deepEqual(readAccountList(stored(list)).accounts[0]?.written, [place]);
  });

  it('anything at all in the store is read without an exception', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        assert.ok(Array.isArray(readAccountList(anything).accounts));
      }),
    );
  });
});
