// What a person reads when credentials are where they were meant to go.
import * as l10n from '@vscode/l10n';
import type { Target } from '../agoras/target';
import { sanitizeLabel } from '../base/sanitize';
import { objectIdFor, type AccountRecord } from '../credentials/account';
import { endsOf } from '../credentials/expiry';
import { formatDate } from './dates';

/** How a file was changed: `inEditor` where it had unsaved changes, so that the edit is in its editor, unsaved too. */
export type FileChangeKind = 'written' | 'unchanged' | 'inEditor';

export function describeDotenvWritten(
  record: AccountRecord,
  target: Target,
  file: string,
  kind: FileChangeKind,
  locale: string,
): string {
  const name = sanitizeLabel(record.page.name);
  switch (kind) {
    case 'inEditor':
      return l10n.t(
        'The credentials of “{0}” were added to {1} in its editor. Save it, so that Agoras can read them.',
        name,
        file,
      );
    case 'unchanged':
      return l10n.t('The credentials of “{0}” were already in {1}: nothing had to change.', name, file);
    case 'written':
      break;
  }
  const ends = endsOf(record, [target]).filter(({ cause }) => cause !== 'dataAccess');
  if (ends.some(({ at }) => at === undefined)) {
    return l10n.t('The credentials of “{0}” are now in {1}. Facebook does not say when they expire.', name, file);
  }
  const first = Math.min(...ends.map(({ at }) => (typeof at === 'number' ? at : Infinity)));
  return first === Infinity
    ? l10n.t('The credentials of “{0}” never expire and are now in {1}.', name, file)
    : l10n.t('The credentials of “{0}” are now in {1}. Renew them by {2}.', name, file, formatDate(first, locale));
}

/** Agoras loads no `.env` by itself, and nobody should have to find that out. */
export function describeLoading(): string {
  return l10n.t('Agoras does not load the file by itself: the first button copies the command that does.');
}

export function describeLaunchWritten(
  { page }: AccountRecord,
  configuration: string,
  file: string,
  kind: FileChangeKind,
): string {
  switch (kind) {
    case 'inEditor':
      return l10n.t(
        '“{0}” was added to {1} in its editor. Save it, then start it from Run and Debug.',
        configuration,
        file,
      );
    case 'unchanged':
      return l10n.t('“{0}” was already in {1}: nothing had to change.', configuration, file);
    case 'written':
      return l10n.t(
        '“{0}” is now in {1} and takes the credentials of “{2}” from VS Code: no secret stands in the file.',
        configuration,
        file,
        sanitizeLabel(page.name),
      );
  }
}

export function describeLaunchEnvFileWritten(
  { page }: AccountRecord,
  configuration: string,
  files: { readonly launch: string; readonly dotenv: string },
): string {
  return l10n.t(
    '“{0}” is in {1} and reads the credentials of “{2}” from {3}.',
    configuration,
    files.launch,
    sanitizeLabel(page.name),
    files.dotenv,
  );
}

/** `environment`: of the repository, whose secrets they are; undefined for those of the repository itself. */
export function describeSentToGithub(
  { page }: AccountRecord,
  repository: string,
  environment: string | undefined,
  variables: readonly string[],
): string[] {
  const name = sanitizeLabel(page.name);
  const names = variables.join(', ');
  return [
    environment === undefined
      ? l10n.t('The credentials of “{0}” are now secrets of {1} on GitHub: {2}.', name, repository, names)
      : l10n.t(
          'The credentials of “{0}” are now secrets of the environment {1} of {2} on GitHub: {3}.',
          name,
          sanitizeLabel(environment),
          repository,
          names,
        ),
    l10n.t('When you renew them, they are sent there anew.'),
  ];
}

export function describeCopied({ page }: AccountRecord): string {
  return l10n.t(
    'The command line with the credentials of “{0}” is on the clipboard, which is cleared in a minute.',
    sanitizeLabel(page.name),
  );
}

export function describeTerminals({ page }: AccountRecord): string {
  return l10n.t(
    'New terminals of this window have the credentials of “{0}” in their environment, until the window is closed or reloaded.',
    sanitizeLabel(page.name),
  );
}

export function describeKeptOnly({ page }: AccountRecord): string {
  return l10n.t('The credentials of “{0}” are kept in VS Code’s secret storage.', sanitizeLabel(page.name));
}

export function describeAccountInUse({ page }: AccountRecord): string {
  return l10n.t('This workspace now uses “{0}”.', sanitizeLabel(page.name));
}

/** Files of this workspace that still hold the credentials of other accounts. */
export function describeOthersHere(files: readonly string[]): string {
  return l10n.t('Still with the credentials of another account: {0}.', files.join(', '));
}

/** Locations that this window cannot reach, and why. */
export function describeElsewhere(locations: readonly string[]): string {
  return l10n.t(
    'Not changed, because they are on other hosts: {0}. Open a window there to change them.',
    locations.join(', '),
  );
}

/** With what was chosen, publishing will be refused: the person should hear it now, not from Agoras. */
export function describePublishingCaveat(record: AccountRecord, target: Target): string | undefined {
  if (!target.networks.includes('instagram') || objectIdFor(record, target.version).kind !== 'page') return undefined;
  return record.instagram === undefined
    ? l10n.t(
        'Publishing will be refused until Facebook shows an Instagram account for the Page: step 1 of the walkthrough says what may be missing.',
      )
    : l10n.t('With the Page ID as object ID the publishing call refuses posts; the Instagram account ID is accepted.');
}
