import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isUnixSeconds } from '../../src/base/time';
import { readStoredAccounts, writeStoredAccounts } from '../../src/credentials/storedAccounts';
import { parseFromWebview, parsePersonalState, parseToWebview } from '../../src/walkthrough/webviewProtocol';
import { accountFor, LOCATION } from '../account';
import { altered, deepText, mutated, oddText, oddValue, spelled } from './fragments';
import { fuzzTarget } from './target';

const { record, secrets } = accountFor('2');
const lastCheck = { at: 1_700_000_000, valid: true, failedAt: 1_700_000_001, unreachable: true };
const launch = {
  debugger: 'debugpy',
  shell: 'posix',
  readsFlagsOnly: false,
  envFile: '${workspaceFolder}/.env',
} as const;
const account = {
  record: { ...record, lastCheck, written: [LOCATION, { ...LOCATION, kind: 'launch' as const, launch }] },
  secrets,
};
const stored = spelled(
  altered(JSON.parse(writeStoredAccounts({ revision: 7, accounts: [account, accountFor('3')], unreadable: [] }))),
);

export const storedAccountsTarget = fuzzTarget(
  'the stored accounts',
  fc.oneof(stored, mutated(stored), oddText, deepText),
  (text) => {
    const read = readStoredAccounts(text);
    for (const { record: shown } of read.accounts) {
      for (const end of [shown.expiresAt, shown.dataAccessExpiresAt, shown.userTokenExpiresAt]) {
        assert.ok(end === undefined || end === 'never' || isUnixSeconds(end), String(end));
      }
    }
    const written = writeStoredAccounts(read);
    const again = readStoredAccounts(written);
    assert.equal(again.accounts.length, read.accounts.length);
    assert.equal(writeStoredAccounts(again), written);
  },
);

const messages: readonly unknown[] = [
  { kind: 'ready' },
  { kind: 'run', command: 'getCredentials' },
  { kind: 'copyPermissions' },
  { kind: 'render', html: '<p>', announcement: '' },
  { kind: 'reveal', step: 'token' },
  { opened: { app: true, token: false }, scroll: 120 },
];

const message = fc.oneof(...messages.map((sample) => altered(sample)), oddValue);

export const messageTarget = fuzzTarget('messages of the webview', message, (value) => {
  for (const parsed of [parseFromWebview(value), parseToWebview(value)]) {
    if (parsed !== undefined) assert.deepEqual(parsed, value);
  }
  const state = parsePersonalState(value);
  assert.ok(Number.isFinite(state.scroll));
  assert.deepEqual(parsePersonalState(state), state);
});
