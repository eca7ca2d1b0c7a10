// Messages after credentials have been written or sent.
import * as l10n from '@vscode/l10n';
import type { Target } from '../agoras/target';
import { assertNever } from '../base/outcome';
import { sanitizeLabel, sanitizePath, toOneLine } from '../base/sanitize';
import { objectIdFor, type AccountRecord } from '../credentials/account';
import { endsOf } from '../credentials/expiry';
import { formatDate } from '../base/dates';
import { describeEnds } from './expiryMessages';
import type { GitDoubt } from './failures/failureKinds';

/**
 * How a file was changed. `inEditor`: it had unsaved changes, so the edit was made in its editor and isn't saved
 * either.
 */
export type FileChangeKind = 'written' | 'unchanged' | 'inEditor';

export function describeDotenvWritten(
  record: AccountRecord,
  target: Target,
  file: string,
  kind: FileChangeKind,
  isAutomatic: boolean,
  locale: string,
): string {
  const name = sanitizeLabel(record.page.name);
  switch (kind) {
    case 'inEditor':
      return l10n.t(
        'The credentials of “{0}” were added to {1} in the editor. Save it so that Agoras can read them.',
        name,
        file,
      );
    case 'unchanged':
      return l10n.t('The credentials of “{0}” were already in {1}; nothing changed.', name, file);
    case 'written':
      break;
  }
  const ends = endsOf(record, [target]).filter(({ cause }) => cause !== 'dataAccess');
  if (ends.some(({ at }) => at === undefined)) {
    return l10n.t('The credentials of “{0}” are now in {1}. Facebook doesn’t say when they expire.', name, file);
  }
  const first = Math.min(...ends.map(({ at }) => (typeof at === 'number' ? at : Infinity)));
  if (first === Infinity) return l10n.t('The credentials of “{0}” never expire and are now in {1}.', name, file);
  return isAutomatic && ends.every(({ cause, at }) => cause === 'userToken' || at === 'never')
    ? l10n.t(
        'The credentials of “{0}” are now in {1}. They last until {2} and are renewed automatically before then.',
        name,
        file,
        formatDate(first, locale),
      )
    : l10n.t('The credentials of “{0}” are now in {1}. Renew them by {2}.', name, file, formatDate(first, locale));
}

/** Tells people that Agoras doesn't load a `.env` by itself. */
export function describeLoading(hasCarriageReturns: boolean): string {
  if (hasCarriageReturns) {
    return l10n.t(
      'Agoras doesn’t load this file by itself, and bash would read its Windows line endings (CRLF) as part of the values. To load it in a terminal, choose Copy Load Command.',
    );
  }
  return l10n.t('Agoras doesn’t load this file by itself. To load it in a terminal, choose Copy Load Command.');
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
        '“{0}” was added to {1} in the editor. Save it, then start it from Run and Debug.',
        configuration,
        file,
      );
    case 'unchanged':
      return l10n.t('“{0}” was already in {1}; nothing changed.', configuration, file);
    case 'written':
      return l10n.t(
        '“{0}” is now in {1} and takes the credentials of “{2}” from VS Code. The file contains no secrets.',
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

/** `environment`: the GitHub environment that the secrets are for; undefined for the repository itself. */
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
    l10n.t('When you renew them, the new values are sent there.'),
  ];
}

/** `source`: where the credentials were found; `isKept`: whether it will be kept up to date. */
export function describeImported(
  record: AccountRecord,
  source: string,
  facts: { readonly wasStored: boolean; readonly hasUserToken: boolean; readonly isKept: boolean },
  locale: string,
): string[] {
  const [name, where] = [sanitizeLabel(record.page.name), sanitizeLabel(source)];
  return [
    facts.wasStored
      ? l10n.t('“{0}” was already stored; its credentials now come from {1}.', name, where)
      : l10n.t('The credentials of “{0}” were imported from {1} and verified.', name, where),
    ...describeEnds(record, locale),
    ...(facts.isKept ? [l10n.t('{0} will be kept up to date from now on.', where)] : []),
    ...(facts.hasUserToken ? [] : [l10n.t('Only the Page token is available, so you’ll need to sign in to renew it.')]),
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

/** The message after Undo: files, services and terminals have their previous contents again. */
export function describeUndone({ page }: AccountRecord): string {
  return l10n.t(
    'Undone: what was written is as it was before. The credentials of “{0}” are still stored in VS Code.',
    sanitizeLabel(page.name),
  );
}

export function describeAccountInUse({ page }: AccountRecord): string {
  return l10n.t('This workspace now uses “{0}”.', sanitizeLabel(page.name));
}

/** Files of this workspace that still contain credentials of other accounts. */
export function describeOthersHere(files: readonly string[]): string {
  return l10n.t('Still using the credentials of another account: {0}.', files.join(', '));
}

/** Locations that this window can't reach, because they are on another host. */
export function describeElsewhere(locations: readonly string[]): string {
  return l10n.t(
    'Not changed, because they are on another host: {0}. Open a window there to change them.',
    locations.join(', '),
  );
}

/** The result of an automatic renewal; locations have the names that people know. */
export interface RenewalNews {
  readonly account: AccountRecord;
  /** When the previous token expires. */
  readonly previousEnd: AccountRecord['userTokenExpiresAt'];
  readonly written: readonly string[];
  /** Left alone because the person changed them. */
  readonly kept: readonly string[];
  readonly left: readonly { readonly name: string; readonly why: Hindrance }[];
}

/**
 * Why a location hasn't been updated yet. `elsewhere`: it is on another host. `signIn`: the person would have to sign
 * in to GitHub. `failed`: it will be retried like the others.
 */
export type Hindrance = 'elsewhere' | 'untrusted' | 'unsaved' | 'signIn' | 'failed';

const HINDRANCES: Readonly<Record<Hindrance, (names: string) => string>> = {
  unsaved: (names) => l10n.t('Not written until its changes are saved: {0}.', names),
  untrusted: (names) => l10n.t('Not written in Restricted Mode: {0}.', names),
  elsewhere: (names) => l10n.t('Not written until a window is open there: {0}.', names),
  signIn: (names) =>
    l10n.t(
      'Not sent, because VS Code isn’t signed in to GitHub: {0}. Sign in and use Write Flags to… to send it.',
      names,
    ),
  failed: (names) => l10n.t('Not written yet; will be retried: {0}.', names),
};

/** One sentence per outcome. */
export function describeAutomaticRenewal(news: RenewalNews, locale: string): string[] {
  const { account, previousEnd, written, kept, left } = news;
  const name = sanitizeLabel(account.page.name);
  const end = endsOf(account).find(({ cause }) => cause === 'userToken')?.at;
  const hindrances = Object.keys(HINDRANCES) as Hindrance[];
  const namesOf = (hindrance: Hindrance) => left.filter(({ why }) => why === hindrance).map(({ name: place }) => place);
  return [
    typeof end === 'number'
      ? l10n.t('The token of “{0}” was renewed automatically and now lasts until {1}.', name, formatDate(end, locale))
      : l10n.t('The token of “{0}” was renewed automatically and no longer expires.', name),
    ...(written.length === 0 ? [] : [l10n.t('Updated: {0}.', written.join(', '))]),
    ...(kept.length === 0 ? [] : [l10n.t('Left alone, because you changed it: {0}.', kept.join(', '))]),
    ...hindrances.flatMap((hindrance) => {
      const names = namesOf(hindrance);
      return names.length === 0 ? [] : [HINDRANCES[hindrance](names.join(', '))];
    }),
    ...(left.length > 0 && typeof previousEnd === 'number'
      ? [l10n.t('The token there works until {0}.', formatDate(previousEnd, locale))]
      : []),
  ];
}

/** Files that were changed in their editors, where the person may be typing and has to save. */
export function describeUnsaved(files: readonly string[]): string {
  return l10n.t('Save {0}: until you do, the old contents are still on disk.', files.join(', '));
}

/**
 * A warning if publishing will be rejected with the current choices, so that people don't only learn it from Agoras.
 */
export function describePublishingCaveat(record: AccountRecord, target: Target): string | undefined {
  if (!target.networks.includes('instagram') || objectIdFor(record, target.version).kind !== 'page') return undefined;
  return record.instagram === undefined
    ? l10n.t(
        'Facebook will refuse every post until it shows an Instagram account for the Page: step 1 of the walkthrough says what may be missing.',
      )
    : l10n.t('Facebook refuses posts with the Page ID as the object ID. Choose the Instagram account ID instead.');
}

/** Why Git gave no answer. */
export function describeGitDoubt(doubt: GitDoubt): string {
  switch (doubt.kind) {
    case 'notTrusted':
      return l10n.t('Git isn’t started in Restricted Mode.');
    case 'noGit':
      return l10n.t('Git wasn’t found.');
    case 'tookTooLong':
      return l10n.t('Git didn’t respond in time.');
    case 'stopped':
      return l10n.t('Git was stopped before it responded.');
    case 'otherOwner':
      return l10n.t('Git doesn’t open a repository that belongs to another user.');
    case 'fault':
      return l10n.t('Git reports: {0}.', toOneLine(doubt.said));
    default:
      return assertNever(doubt);
  }
}

/** What to do before Git is asked again. */
export function describeGitRemedy(doubt: GitDoubt): string {
  switch (doubt.kind) {
    case 'notTrusted':
      return l10n.t('Trust the workspace first.');
    case 'noGit':
      return l10n.t('Install it, or enter its path in the setting git.path.');
    case 'tookTooLong':
    case 'stopped':
      return l10n.t('Try again: it may have been busy.');
    case 'otherOwner':
      return l10n.t('If you trust it, run “{0}”.', toOneLine(doubt.command));
    case 'fault':
      return l10n.t('Fix that first.');
    default:
      return assertNever(doubt);
  }
}

/**
 * The question before a secret is written to a file that Git would still publish. `unsaved`: the ignore file with our
 * new line, if the line is only in an editor; `rule`: the rule that overrides the line.
 */
export function describeStillVisible(
  file: string,
  visibility: 'tracked' | 'notIgnored' | { readonly doubt: GitDoubt },
  why: {
    readonly unsaved: string | undefined;
    readonly rule: { readonly file: string; readonly line: string; readonly pattern: string } | undefined;
  },
): { readonly question: string; readonly detail: string } {
  const nothingYet = l10n.t('Nothing secret has been written to it yet.');
  switch (visibility) {
    case 'tracked':
      return {
        question: l10n.t('Git tracks {0}. Write the token to it?', file),
        detail: `${l10n.t('.gitignore doesn’t apply to a tracked file: the next commit would publish the token.')} ${nothingYet}`,
      };
    case 'notIgnored':
      return {
        question: l10n.t('Git still doesn’t ignore {0}. Write the token to it?', file),
        detail: `${describeOverruled(why)} ${nothingYet}`,
      };
    default:
      return {
        question: l10n.t('Git can’t tell whether it ignores {0} now. Write the token to it?', file),
        detail: `${describeGitDoubt(visibility.doubt)} ${describeGitRemedy(visibility.doubt)} ${nothingYet}`,
      };
  }
}

/** After a line was to make Git ignore a file: why it isn't, or isn't known to be, ignored. */
export function describeNotIgnored(
  file: string,
  visibility: Parameters<typeof describeStillVisible>[1],
  why: Parameters<typeof describeStillVisible>[2],
): string {
  switch (visibility) {
    case 'tracked':
      return l10n.t('Git tracks {0}, so .gitignore has no effect. Remove it from Git first: git rm --cached.', file);
    case 'notIgnored':
      return `${l10n.t('Git still doesn’t ignore {0}: a commit could publish its secrets.', file)} ${describeOverruled(why)}`;
    default:
      return [
        l10n.t('Git can’t tell whether a commit could publish {0}.', file),
        describeGitDoubt(visibility.doubt),
        describeGitRemedy(visibility.doubt),
      ].join(' ');
  }
}

function describeOverruled({ unsaved, rule }: Parameters<typeof describeStillVisible>[2]): string {
  if (unsaved !== undefined) {
    return l10n.t('Git reads {0} from disk, but the new line isn’t saved yet.', unsaved);
  }
  return rule === undefined
    ? l10n.t('The line that was added has no effect.')
    : l10n.t('Line {0} in {1} overrides it: {2}.', rule.line, sanitizePath(rule.file), sanitizeLabel(rule.pattern));
}
