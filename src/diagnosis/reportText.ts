// The report as text for a bug report: no secrets, no names of Pages or people, no paths of the computer.
import * as l10n from '@vscode/l10n';
import { redact } from '../base/redaction';
import { sanitizeLabel, sanitizeText } from '../base/sanitize';
import type { AccountRecord } from '../credentials/account';
import type { Fault } from '../findings/finding';
import type { DiagnosisFacts } from './facts';
import { describeReport, reportOf } from './report';
import { describeMadeAt, STATE_LABELS } from './reportHtml';

/** One line each, such as “VS Code 1.100.0”. */
export type Versions = readonly string[];

export function reportText(facts: DiagnosisFacts, versions: Versions, locale: string): string {
  const report = reportOf(withoutNames(facts), locale);
  const sections = report.sections.flatMap(({ title, looked, items }) => [
    '',
    `${title} (${looked})`,
    ...items.map(({ state, text, place }) =>
      [`- ${STATE_LABELS[state].label()}`, ...(place === undefined ? [] : [`${place.label}:`]), text].join(' '),
    ),
  ]);
  const madeAt = describeMadeAt(facts.now, locale);
  const lines = [l10n.t('Agoras: Diagnosis'), ...versions, madeAt, describeReport(report), ...sections];
  // One line per sentence, whatever characters a file name contains. Redacted, in case one contains a secret after all.
  return redact(`${lines.map(sanitizeText).join('\n')}\n`);
}

/** Replaces the names of Pages with numbers, and shortens other locations to the last part of their names. */
function withoutNames(facts: DiagnosisFacts): DiagnosisFacts {
  const names = new Map<string, string>();
  const nameFor = (page: string): string => {
    const name = names.get(page) ?? l10n.t('Page {0}', names.size + 1);
    names.set(page, name);
    return name;
  };
  const records = facts.accounts.records.map((record) => nameless(record, nameFor(sanitizeLabel(record.page.name))));
  const { given } = facts.terminals;
  return {
    ...facts,
    files: {
      ...facts.files,
      all: facts.files.all.map((file) => ({ ...file, read: withoutPages(file.read, nameFor) })),
    },
    agoras: { ...facts.agoras, installed: withoutPath(facts.agoras.installed) },
    accounts: { ...facts.accounts, records },
    terminals: {
      older: facts.terminals.older,
      given: given === undefined ? undefined : { ...given, page: nameFor(given.page) },
    },
    elsewhere: facts.elsewhere.map((place) => ({ ...place, name: place.shortName })),
  };
}

function nameless(record: AccountRecord, name: string): AccountRecord {
  return { ...record, page: { ...record.page, name } };
}

type Read = DiagnosisFacts['files']['all'][number]['read'];

function withoutPages(read: Read, nameFor: (page: string) => string): Read {
  const rename = (fault: Fault): Fault => ('page' in fault ? { ...fault, page: nameFor(fault.page) } : fault);
  return read && { ...read, findings: read.findings.map((found) => ({ ...found, fault: rename(found.fault) })) };
}

type Installed = DiagnosisFacts['agoras']['installed'];

/** A path can reveal a person's name. */
function withoutPath(installed: Installed): Installed {
  if (!('kind' in installed) || !('program' in installed)) return installed;
  return { ...installed, program: installed.program.split(/[\\/]/).at(-1) ?? '' };
}
