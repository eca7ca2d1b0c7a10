import assert from 'node:assert/strict';
import type { AccountRecord } from '../../../src/credentials/account';
import { walkthroughContent } from '../../../src/walkthrough/walkthroughHtml';
import { ACCOUNT, accountFor, DAY, LOCATION, NOW } from '../../account';
import { viewOf } from './viewOf';

const SECOND: AccountRecord = {
  ...accountFor('7').record,
  refreshToken: 'userToken',
  userTokenExpiresAt: NOW + 30 * DAY,
  dataAccessExpiresAt: NOW + 60 * DAY,
  written: [
    { ...LOCATION, uri: 'file:///w/b/.env', target: { version: '3.x', networks: ['instagram'] } },
    { ...LOCATION, uri: 'file:///w/c/.env', target: { version: '2.x', networks: ['instagram'] } },
  ],
};

/** The rows of the table, each as the texts of its cells. */
function rowsOf(accounts: readonly AccountRecord[]): string[][] {
  const html = walkthroughContent(viewOf({ accounts }));
  const rows = html.match(/<tr role="row" id="account-[\s\S]*?<\/tr>/g) ?? [];
  const textOf = (cell: string) => cell.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  return rows.map((row) => (row.match(/<(t[hd])[\s\S]*?<\/\1>/g) ?? []).map((cell) => textOf(cell).trim()));
}

describe('The table of all accounts', () => {
  it('is not there where one account says it all, or there is none', () => {
    assert.deepEqual(rowsOf([]), []);
    assert.deepEqual(rowsOf([ACCOUNT]), []);
    assert.doesNotMatch(walkthroughContent(viewOf({ account: ACCOUNT })), /All accounts|Check All/);
  });

  it('says of each its Page, Instagram account, Agoras, ends with the earliest first, last check and files', () => {
    assert.deepEqual(rowsOf([ACCOUNT, SECOND]), [
      [
        'Bakery used by this workspace',
        '@bakery',
        '1.x',
        'never expires Log in again by: Sep 13, 2025',
        'Jun 15, 2025: valid',
        '.env on Jun 15, 2025',
        'Check Renew Write Forget',
      ],
      [
        'Bakery 7',
        '@bakery',
        '2.x, 3.x',
        'expires in 30 days User token: Jul 15, 2025 Log in again by: Aug 14, 2025',
        'Jun 15, 2025: valid',
        'b/.env on Jun 15, 2025 c/.env on Jun 15, 2025',
        'Use Here Check Renew Write Forget',
      ],
    ]);
  });

  it('says what is not known, and that nothing was written', () => {
    const unknown = { ...SECOND, written: [], userTokenExpiresAt: undefined, dataAccessExpiresAt: undefined };
    const [, row] = rowsOf([ACCOUNT, unknown]);
    assert.equal(row?.[3], 'expiry unknown User token: not given by Facebook Log in again by: not given by Facebook');
    assert.equal(row[5], 'nothing yet');
  });

  it('names the account of each button for those who do not see the table', () => {
    const html = walkthroughContent(viewOf({ accounts: [ACCOUNT, SECOND] }));
    assert.match(html, /data-account="1\.7" aria-labelledby="account-1\.7-checkToken account-1\.7-name">Check</);
    assert.match(html, /<span id="account-1\.7-name">Bakery 7<\/span>/);
    assert.match(html, /data-command="checkAllTokens"/);
  });

  it('has every id once', () => {
    const html = walkthroughContent(viewOf({ accounts: [ACCOUNT, SECOND] }));
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
  });
});
