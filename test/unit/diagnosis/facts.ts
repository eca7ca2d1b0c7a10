// Facts for reports: about a workspace without problems, except for what a test specifies.
import type { DiagnosisFacts, PlacedFinding } from '../../../src/diagnosis/facts';
import { ACCOUNT, NOW } from '../../account';

export function factsOf(facts: Partial<DiagnosisFacts> = {}): DiagnosisFacts {
  return {
    files: filesWith([]),
    agoras: { installed: { version: '1.x', exact: '1.1.5', readsFlagsOnly: false }, wanted: [{ version: '1.x' }] },
    accounts: { records: [ACCOUNT] },
    settings: [],
    terminals: { older: [] },
    elsewhere: [],
    now: NOW,
    warnDays: 7,
    isAutomatic: true,
    ...facts,
  };
}

/** One `.env` with these findings. */
export function filesWith(findings: readonly PlacedFinding[], name = '.env'): DiagnosisFacts['files'] {
  const read = { findings, fingerprint: 'x', isUnsaved: false, isGitUnknown: false };
  return { folders: 1, all: [{ name, uri: 'file:///w/.env', kind: 'dotenv', read }], isCut: false, isSearched: true };
}

export function found(finding: Partial<PlacedFinding>): PlacedFinding {
  return { start: 0, end: 1, line: 3, column: 1, fault: { kind: 'notIgnoredFile' }, remedies: [], ...finding };
}
