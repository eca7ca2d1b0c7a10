import assert from 'node:assert/strict';
import type { DiagnosisFacts } from '../../../src/diagnosis/facts';
import { describeReport, isStillTrue, reportOf } from '../../../src/diagnosis/report';
import type { ItemState, ReportSection } from '../../../src/diagnosis/reportModel';
import { ACCOUNT, DAY, LOCATION, NOW } from '../../account';
import { factsOf, filesWith, found } from './facts';

/** The texts of a section, each item preceded by its state. */
function said(id: ReportSection['id'], facts: Partial<DiagnosisFacts>): string[] {
  const section = reportOf(factsOf(facts), 'en').sections.find((each) => each.id === id);
  return (section?.items ?? []).map(({ state, text }) => `${state}: ${text}`);
}

const statesOf = (facts: Partial<DiagnosisFacts>): ItemState[] =>
  reportOf(factsOf(facts), 'en').sections.flatMap(({ items }) => items.map(({ state }) => state));

const words = (facts: Partial<DiagnosisFacts> = {}) => describeReport(reportOf(factsOf(facts), 'en'));

describe('A report where all is in order', () => {
  it('says so, and what was looked at', () => {
    assert.equal(words(), 'Nothing was found that would keep Agoras from publishing.');
    assert.ok(statesOf({}).every((state) => state === 'good' || state === 'fact'));
    const looked = reportOf(factsOf(), 'en').sections.map((section) => section.looked);
    assert.equal(looked[0], 'Files checked: 1. Folders: 1.');
    assert.ok(looked.every((text) => text !== ''));
  });

  it('does not say so where something could not be asked', () => {
    const installed = { kind: 'notAsked' } as const;
    assert.equal(words({ agoras: { installed, wanted: [] } }), 'No problems were found. Couldn’t be checked: 1.');
  });
});

describe('A report that was made a while ago', () => {
  const before = factsOf();
  const later = (facts: Partial<DiagnosisFacts> = {}) =>
    isStillTrue(before, factsOf({ now: NOW + DAY, ...facts }), 'en');

  it('is still true where only time has passed', () => {
    assert.ok(later());
  });

  it('is no longer true once an account was checked, a file has a finding, or a token has expired', () => {
    const { lastCheck } = ACCOUNT;
    assert.ok(!later({ accounts: { records: [{ ...ACCOUNT, lastCheck: { ...lastCheck, failedAt: NOW } }] } }));
    assert.ok(!later({ files: filesWith([found({})]) }));
    const ends = { ...ACCOUNT, dataAccessExpiresAt: NOW + DAY / 2 };
    const soon = factsOf({ accounts: { records: [ends] }, warnDays: 0 });
    assert.ok(!isStillTrue(soon, { ...soon, now: NOW + DAY }, 'en'));
  });
});

describe('What a report says of files', () => {
  it('is each finding with its place and its remedies, and how many are mended by a change of the text', () => {
    const edit = { kind: 'edit', edits: [{ offset: 0, length: 1, newText: '' }] } as const;
    const command = { kind: 'command', command: 'writeFlags' } as const;
    const files = filesWith([found({ remedies: [edit, command] }), found({ remedies: [command, edit], line: 4 })]);
    const report = reportOf(factsOf({ files }), 'en');
    const items = report.sections[0]?.items ?? [];
    assert.deepEqual(
      items.map(({ place, actions }) => [place?.label, actions.length]),
      [
        ['.env:3', 2],
        ['.env:4', 2],
      ],
    );
    assert.equal(report.fixable, 1);
    assert.equal(describeReport(report), 'Problems: 2.');
  });

  it('counts as fixable at once only what does not get in each other’s way', () => {
    const replacing = (newText: string) =>
      found({ remedies: [{ kind: 'edit', edits: [{ offset: 3, length: 9, newText }] }] });
    const removing = found({ remedies: [{ kind: 'edit', edits: [{ offset: 0, length: 2, newText: '' }] }] });
    const count = (...findings: Parameters<typeof filesWith>[0]) =>
      reportOf(factsOf({ files: filesWith(findings) }), 'en').fixable;
    assert.equal(count(replacing('a'), replacing('b')), 1);
    assert.equal(count(replacing('a'), replacing('a')), 2);
    assert.equal(count(replacing('a'), removing), 2);
  });

  it('is what could not be read, what is not saved, and what Git has not said', () => {
    const [file] = filesWith([]).all;
    assert.ok(file?.read);
    const read = { ...file.read, isUnsaved: true, isGitUnknown: true };
    const all = [
      { ...file, read: undefined },
      { ...file, name: 'b.env', read },
    ];
    assert.deepEqual(said('files', { files: { folders: 1, all, isCut: true, isSearched: false } }), [
      'unknown: Not all files were checked. Open a file to see its problems.',
      'unknown: VS Code couldn’t search the folders: only the usual places were checked.',
      'unknown: .env couldn’t be read, so it wasn’t checked.',
      'warning: b.env has unsaved changes: its editor was checked, but Agoras reads the saved file.',
      'unknown: It isn’t known whether a commit could publish b.env: Git wasn’t asked, or didn’t respond.',
    ]);
  });

  it('is no page without end: what is left out is counted', () => {
    const files = filesWith(Array.from({ length: 1000 }, () => found({})));
    const items = said('files', { files });
    assert.equal(items.length, 301);
    assert.equal(items.at(-1), 'unknown: More problems in files, not shown here: 700.');
  });

  it('is that no folder is open', () => {
    const report = reportOf(factsOf({ files: { folders: 0, all: [], isCut: false, isSearched: true } }), 'en');
    assert.equal(report.sections[0]?.looked, 'No folder is open.');
  });
});

describe('What a report says of the installed Agoras', () => {
  const installed = { version: '3.x', exact: '3.0.1', readsFlagsOnly: false } as const;

  it('is whether it is the one that each folder is written for', () => {
    const wanted = [
      { folder: 'a', version: '3.x' as const },
      { folder: 'b', version: '1.x' as const },
      { folder: 'c', version: undefined },
    ];
    assert.deepEqual(said('agoras', { agoras: { installed, wanted } }), [
      'good: a: Agoras 3.0.1 is installed, as configured.',
      'error: b: Agoras 3.0.1 is installed, but the configured version is 1.x.',
      'good: c: Agoras 3.0.1 is installed, and no other version is configured.',
    ]);
  });

  it('is unknown where there is none, and where it was not asked', () => {
    const missing = { kind: 'agorasNotInstalled', program: 'agoras' } as const;
    assert.match(said('agoras', { agoras: { installed: missing, wanted: [] } })[0] ?? '', /^unknown: Agoras wasn’t/);
    const notAsked = { kind: 'notAsked' } as const;
    assert.deepEqual(said('agoras', { agoras: { installed: notAsked, wanted: [] } }), [
      'unknown: Not checked: no program is started in Restricted Mode.',
    ]);
  });
});

describe('What a report says of an account', () => {
  const of = (record: Partial<typeof ACCOUNT>) =>
    said('accounts', { accounts: { records: [{ ...ACCOUNT, ...record }] } })[0];

  it('is that it works, and when that was last checked', () => {
    assert.equal(of({}), 'good: “Bakery”, used by this workspace: never expires. Last checked this minute: valid.');
  });

  it('is an error where it is dead, ended or replaced by a later sign-in', () => {
    const lastCheck = { at: NOW - DAY, valid: false };
    assert.match(of({ lastCheck }) ?? '', /^error: .*not valid/);
    assert.match(
      of({ lastCheck, isGrantReplaced: true }) ?? '',
      /^error: .*A later sign-in took away the access to this Page/,
    );
    assert.match(of({ expiresAt: NOW - 1 }) ?? '', /^error: .*expired/);
  });

  it('is a warning where it ends soon, was not renewed, or an earlier token stands somewhere', () => {
    assert.match(of({ expiresAt: NOW + DAY }) ?? '', /^warning: .*expires in 1 day/);
    assert.match(of({ failedRenewal: { at: NOW, needsLogin: true } }) ?? '', /^warning: .*log in again/);
    assert.match(of({ written: [{ ...LOCATION, isOutdated: true }] }) ?? '', /^warning: .*an earlier token/);
  });

  it('is unknown where Facebook has not said when it ends, or a check has failed since', () => {
    assert.match(of({ expiresAt: undefined }) ?? '', /^unknown: /);
    assert.match(of({ lastCheck: { at: NOW, valid: true, failedAt: NOW } }) ?? '', /^unknown: .*A later check failed/);
  });

  it('is unknown where none is stored, or the storage cannot be read', () => {
    assert.match(said('accounts', { accounts: { records: [] } })[0] ?? '', /^unknown: No account is stored/);
    const trouble = { kind: 'secretStoreFailed', doing: 'read' } as const;
    assert.match(said('accounts', { accounts: { trouble, records: [] } })[0] ?? '', /^unknown: .*keychain/);
    assert.match(
      said('accounts', { accounts: { trouble: { kind: 'accountsLost' }, records: [] } })[0] ?? '',
      /^error: The stored credentials are gone/,
    );
  });
});

describe('What a report says of the rest', () => {
  it('is which settings are invalid, or contradict what they are for', () => {
    const items = said('settings', {
      settings: [
        { kind: 'invalidSetting', setting: 'agoras.graphApi.version', reason: 'notAVersion' },
        { kind: 'unknownValue', setting: 'agoras.networks', instead: 'instagram', folder: 'a' },
        { kind: 'pageIdChosen', setting: 'agoras.objectId' },
        { kind: 'leadsOut', setting: 'agoras.dotenv.path' },
      ],
    });
    assert.match(items[0] ?? '', /^error: The setting agoras\.graphApi\.version can’t be used/);
    assert.match(
      items[1] ?? '',
      /^warning: a: The setting agoras\.networks has an invalid value, so “instagram” is used/,
    );
    assert.match(items[2] ?? '', /^warning: .*chooses the Page ID/);
    assert.match(items[3] ?? '', /^warning: .*leads outside the folder/);
  });

  it('is whose credentials terminals get, and which terminals are older', () => {
    const older = ['bash'];
    const given = (state: 'current' | 'outdated' | 'forgotten' | 'unknown') =>
      said('terminals', { terminals: { given: { page: 'Bakery', state }, older } });
    assert.match(given('current').join('\n'), /^good: .*\nwarning: The terminal “bash” was opened before/);
    assert.match(given('outdated')[0] ?? '', /^warning: .*earlier credentials/);
    assert.match(given('forgotten')[0] ?? '', /^warning: .*no longer stored/);
    assert.match(given('unknown')[0] ?? '', /^unknown: .*isn’t known whether/);
  });

  it('names other places, and never says that they are fine', () => {
    const place = { name: 'x/.env', shortName: '.env', isOutdated: false };
    assert.deepEqual(
      said('elsewhere', {
        elsewhere: [
          { ...place, why: 'otherHost' },
          { ...place, why: 'service' },
          { ...place, why: 'otherWorkspace', isOutdated: true },
        ],
      }),
      [
        'unknown: x/.env is on another host, so it wasn’t checked.',
        'unknown: x/.env: stored values can’t be read back, so they weren’t checked.',
        'warning: x/.env is outside this workspace, so it wasn’t checked. It still has an earlier token.',
      ],
    );
  });
});
