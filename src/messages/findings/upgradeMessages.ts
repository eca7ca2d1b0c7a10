// Messages about an upgrade to Agoras 3: what it will do, what it did, and what is left.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../../base/outcome';
import type { LeftReason } from '../../findings/upgrade/planUpgrade';
import { describeFault } from './faultMessages';

/** What may need an upgrade and wasn't looked at. */
export interface Unsearched {
  /** Files that can't be read. */
  readonly unread: readonly string[];
  /** Whether all folders were searched to the end. */
  readonly isComplete: boolean;
}

export interface UpgradeSummary {
  /** Files whose changes are reviewed first. */
  readonly files: readonly string[];
  readonly dotenvs: readonly string[];
  /** Those among them that Git tracks or would commit. */
  readonly inGit: readonly string[];
  /** Those that Git couldn't be asked about. */
  readonly notKnownToGit: readonly string[];
  readonly page: string | undefined;
  readonly left: number;
  readonly unsearched: Unsearched;
}

export interface UpgradeQuestion {
  readonly question: string;
  readonly detail: string;
  readonly yes: string;
}

export function describeUpgradeQuestion({
  files,
  dotenvs,
  inGit,
  notKnownToGit,
  page,
  left,
  unsearched,
}: UpgradeSummary): UpgradeQuestion {
  const sentences = [
    ...(files.length === 0
      ? []
      : [l10n.t('You’ll review each change in these files before it is made: {0}.', files.join(', '))]),
    ...(dotenvs.length === 0 || page === undefined
      ? []
      : [l10n.t('The credentials of “{0}” will be written to {1} without being shown.', page, dotenvs.join(', '))]),
    ...(inGit.length === 0
      ? []
      : [l10n.t('Git doesn’t ignore these files, so a commit could publish them: {0}.', inGit.join(', '))]),
    ...notKnownToGit.map(describeGitUnknown),
    ...(left === 0 ? [] : [describeLeft(left)]),
    ...describeUnsearched(unsearched),
  ];
  return {
    question: l10n.t('Upgrade this workspace to Agoras 3?'),
    detail: sentences.join('\n\n'),
    yes: l10n.t('Upgrade'),
  };
}

export function describeGitUnknown(file: string): string {
  return l10n.t('It isn’t known whether a commit could publish {0}: Git wasn’t asked, or didn’t respond.', file);
}

export function describeUpgraded(
  count: number,
  secrets: readonly string[],
  left: number,
  unsearched: Unsearched,
): string {
  return [
    count === 1 ? l10n.t('1 file was upgraded to Agoras 3.') : l10n.t('{0} files were upgraded to Agoras 3.', count),
    ...(secrets.length === 0
      ? []
      : [l10n.t('The workflows need these secrets in the repository: {0}.', secrets.join(', '))]),
    ...(left === 0 ? [] : [describeLeft(left)]),
    ...describeUnsearched(unsearched),
  ].join(' ');
}

function describeUnsearched({ unread, isComplete }: Unsearched): string[] {
  return [
    ...(unread.length === 0
      ? []
      : [l10n.t('These files couldn’t be read, so they weren’t checked: {0}.', unread.join(', '))]),
    ...(isComplete ? [] : [l10n.t('Not all folders could be searched, so other files may need an upgrade, too.')]),
  ];
}

function describeLeft(count: number): string {
  return count === 1
    ? l10n.t('1 place has to be changed by hand.')
    : l10n.t('{0} places have to be changed by hand.', count);
}

export function describeNothingToUpgrade(unsearched: Unsearched): string {
  const doubts = describeUnsearched(unsearched);
  if (doubts.length === 0) return l10n.t('No file in this workspace needs to be upgraded to Agoras 3.');
  return [l10n.t('None of the checked files needs to be upgraded to Agoras 3.'), ...doubts].join(' ');
}

export function describeLeftReason(reason: LeftReason, locale: string): string {
  switch (reason.kind) {
    case 'noAccount':
      return l10n.t('Agoras 3 needs values from a stored account. Import or get credentials first.');
    case 'mixedLineBreaks':
      return l10n.t('It mixes line endings: saving it from an editor would change other lines, too.');
    case 'notUnderstood':
      return l10n.t(
        '{0} It is written in a way that can’t be changed safely.',
        describeFault(reason.fault, locale).message,
      );
    default:
      return assertNever(reason);
  }
}
