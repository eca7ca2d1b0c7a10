// Builds the report from the facts: what is wrong, unknown or in order, and what can be done about it.
import * as l10n from '@vscode/l10n';
import { editsOfAll } from '../findings/findIn';
import { describeFault, remedyTitle } from '../messages/findings/faultMessages';
import { describeGitUnknown } from '../messages/findings/upgradeMessages';
import { accountItems } from './accountItems';
import type { DiagnosisFacts, LookedFile } from './facts';
import { statement, type Report, type ReportItem, type ReportSection } from './reportModel';
import { agorasItems, elsewhereItems, settingItems, terminalItems } from './surroundings';

/** Nobody would read a longer page, and it would be slow to draw. */
const MOST_FINDINGS = 300;

export function reportOf(facts: DiagnosisFacts, locale: string): Report {
  const sections: readonly ReportSection[] = [
    { id: 'files', title: l10n.t('Files'), looked: describeFiles(facts), items: fileItems(facts, locale) },
    {
      id: 'agoras',
      title: l10n.t('Installed Agoras'),
      looked: l10n.t('Its version, compared with the one that this workspace is set to.'),
      items: agorasItems(facts.agoras),
    },
    {
      id: 'accounts',
      title: l10n.t('Stored accounts'),
      looked: l10n.t('As of the last check; Facebook wasn’t asked again.'),
      items: accountItems(facts, locale),
    },
    {
      id: 'settings',
      title: l10n.t('Settings'),
      looked: l10n.t('The settings of this extension, for the window and for each folder.'),
      items: settingItems(facts.settings),
    },
    {
      id: 'terminals',
      title: l10n.t('Terminals'),
      looked: l10n.t('The credentials that terminals of this window get.'),
      items: terminalItems(facts.terminals),
    },
    {
      id: 'elsewhere',
      title: l10n.t('Other places'),
      looked: l10n.t('Places outside this workspace that credentials were written to.'),
      items: elsewhereItems(facts.elsewhere),
    },
  ];
  const states = sections.flatMap(({ items }) => items.map(({ state }) => state));
  return {
    sections,
    fixable: facts.files.all.reduce((sum, { read }) => sum + editsOfAll(read?.findings ?? []).fixed, 0),
    problems: states.filter((state) => state === 'error' || state === 'warning').length,
    unknown: states.filter((state) => state === 'unknown').length,
  };
}

/** Whether the report would still be the same. */
export function isStillTrue(before: DiagnosisFacts, again: DiagnosisFacts, locale: string): boolean {
  const items = (facts: DiagnosisFacts) => reportOf(facts, locale).sections.map((section) => section.items);
  const states = (facts: DiagnosisFacts) => items(facts).map((ofSection) => ofSection.map(({ state }) => state));
  // A report says when it was made, so “3 minutes ago” in it stays right; only what has expired since counts.
  const atThatTime = { ...again, now: before.now };
  return isSame(items(before), items(atThatTime)) && isSame(states(before), states(again));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** A one-sentence summary of the report. */
export function describeReport({ problems, unknown }: Pick<Report, 'problems' | 'unknown'>): string {
  if (problems > 0) {
    return unknown === 0
      ? l10n.t('Problems: {0}.', problems)
      : l10n.t('Problems: {0}. Couldn’t be checked: {1}.', problems, unknown);
  }
  return unknown === 0
    ? l10n.t('Nothing was found that would keep Agoras from publishing.')
    : l10n.t('No problems were found. Couldn’t be checked: {0}.', unknown);
}

function describeFiles({ files: { folders, all } }: DiagnosisFacts): string {
  return folders === 0
    ? l10n.t('No folder is open.')
    : l10n.t('Files checked: {0}. Folders: {1}.', all.length, folders);
}

function fileItems({ files: { all, isCut, isSearched } }: DiagnosisFacts, locale: string): readonly ReportItem[] {
  const found = all.flatMap((file) => findingItems(file, locale));
  const left = found.length - MOST_FINDINGS;
  const tooMany = l10n.t('Not all files were checked. Open a file to see its problems.');
  const notSearched = l10n.t('VS Code couldn’t search the folders: only the usual places were checked.');
  return [
    ...found.slice(0, MOST_FINDINGS),
    ...(left > 0 ? [statement('unknown', l10n.t('More problems in files, not shown here: {0}.', left))] : []),
    ...(isCut ? [statement('unknown', tooMany)] : []),
    ...(isSearched ? [] : [statement('unknown', notSearched)]),
    ...all.flatMap(doubts),
  ];
}

function findingItems({ name, uri, kind, read }: LookedFile, locale: string): ReportItem[] {
  if (read === undefined) return [];
  const { fingerprint } = read;
  return read.findings.map(({ fault, remedies, line, column }) => {
    const { severity, message } = describeFault(fault, locale);
    return {
      state: severity,
      text: message,
      place: { label: `${name}:${String(line)}`, uri, line, column },
      actions: remedies.map((remedy) => ({
        label: remedyTitle(remedy, fault),
        task: { kind: 'remedy', uri, documentKind: kind, fingerprint, remedy },
      })),
    };
  });
}

function doubts({ name, read }: LookedFile): ReportItem[] {
  if (read === undefined) return [statement('unknown', l10n.t('{0} couldn’t be read, so it wasn’t checked.', name))];
  const git = statement('unknown', describeGitUnknown(name));
  const unsaved: ReportItem = {
    state: 'warning',
    text: l10n.t('{0} has unsaved changes: its editor was checked, but Agoras reads the saved file.', name),
    actions: [{ label: l10n.t('Save All Files'), task: { kind: 'saveAll' } }],
  };
  return [...(read.isUnsaved ? [unsaved] : []), ...(read.isGitUnknown ? [git] : [])];
}
