import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAccountSecrets, writeAccountSecrets } from '../../src/credentials/account';
import { readAccountList, writeAccountList } from '../../src/credentials/accountList';
import { readAccountSummaries } from '../../src/credentials/accountSummary';
import { parseFromWebview, parsePersonalState, parseToWebview } from '../../src/walkthrough/webviewProtocol';
import { ACCOUNT } from '../account';
import { altered, deepText, mutated, oddText, oddValue, spelled } from './fragments';
import { fuzzTarget } from './target';

const place = { uri: 'file:///w/.env', agorasVersion: '2.x', at: 1_700_000_000 };
const account = {
  ...ACCOUNT,
  userTokenExpiresAt: 1_700_000_000,
  lastCheck: { at: 1_700_000_000, valid: true, failedAt: 1_700_000_001, unreachable: true },
  written: [
    { kind: 'dotenv', ...place },
    { kind: 'launch', ...place, debugger: 'debugpy', envFile: '${workspaceFolder}/.env' },
  ],
};

const stored = fc.oneof(
  altered({ version: 1, accounts: [account, account], unsettled: ['1.2'], changes: 7 }),
  oddValue,
);

export const accountListTarget = fuzzTarget('the stored list of accounts', stored, (value) => {
  const list = readAccountList(value);
  const { accounts, unreadable } = list;
  const summaries = readAccountSummaries(value);
  // What can be read in full can be shown.
  const shown = summaries.map(({ id }) => id);
  for (const { id } of accounts) assert.ok(shown.includes(id), id);
  assert.deepEqual(readAccountList(writeAccountList(list)), list);
  if (accounts.length === 0 && value !== undefined) {
    assert.ok(unreadable.length > 0 || JSON.stringify(value).includes('"accounts":[]'));
  }
});

const secrets = { version: 1, appSecret: 'ab'.repeat(16), pageToken: 'EAApage', userToken: 'EAAuser' };
const storedSecrets = spelled(altered(secrets));

export const secretsTarget = fuzzTarget(
  'the stored secrets',
  fc.oneof(storedSecrets, mutated(storedSecrets), oddText, deepText),
  (text) => {
    const read = readAccountSecrets(text);
    if (read === undefined) return;
    assert.deepEqual(JSON.parse(writeAccountSecrets(read)), pick(JSON.parse(text), Object.keys(secrets)));
  },
);

function pick(value: unknown, keys: readonly string[]): unknown {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter(([key]) => keys.includes(key)));
}

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
