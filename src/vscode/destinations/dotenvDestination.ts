import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { CREDENTIAL_VARIABLES, flagsFor, SHOWN_VARIABLES, type Flag, fingerprintsOf } from '../../agoras/flags';
import { err, ok, type Outcome } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import { flagValues } from '../../credentials/account';
import { fingerprintOf } from '../../base/fingerprint';
import { maskDotenv } from '../../edits/dotenv/dotenvMask';
import {
  planDotenv,
  planDotenvRemoval,
  readDotenvValue,
  type DotenvEntry,
  type DotenvRefusal,
} from '../../edits/dotenv/dotenvPlan';
import { chainPlans, type TextPlan } from '../../edits/textPlan';
import { describeDotenvWritten, describeLoading } from '../../messages/deliveryMessages';
import type { CommandFailure, DotenvProblem } from '../../messages/failures/failureKinds';
import { textAfter, type Planner } from '../files/fileChange';
import { pathInside } from '../files/insidePath';
import { displayPath, folderOf, workspaceFolders, type TargetLocation } from '../files/targetLocations';
import { changeText, type TextWrite } from '../files/textChange';
import { PRIVATE } from '../files/textFiles';
import { loadButtons } from './dotenv/loading';
import { currentHost } from '../accounts/currentHost';
import { readDotenvPath } from '../settings/settings';
import { isRenewalAutomatic } from '../settings/windowSettings';
import {
  newLocation,
  type FileChange,
  type FilesDestination,
  type LocationKind,
  type OwnValues,
  type WriteRequest,
} from './destination';

/** The comment above the lines that the extension adds. */
const COMMENT = 'Written by Agoras Credentials';

/** Writes the variables that Agoras reads to the `.env` of a folder. */
export const dotenvDestination: FilesDestination = {
  kind: 'files',
  id: 'dotenv',
  item: () => ({
    label: dotenvLabel(),
    description: l10n.t('the variables that Agoras reads'),
    detail: l10n.t('Sets Agoras’ variables and leaves every other line as it is'),
  }),
  locations: workspaceFolders,
  fileNameIn: readDotenvPath,
  filesIn: dotenvFilesIn,
  secretFileIn: locateDotenv,
  plan: (request, location, own) => {
    const change = planDotenvFile(request, location, own);
    return change.ok ? ok([change.value]) : change;
  },
  describe: ({ account, target }, [file]) => {
    if (file === undefined) throw new Error('No file was written.');
    return {
      sentences: [
        describeDotenvWritten(
          account.record,
          target,
          displayPath(file.path),
          file.write.kind,
          isRenewalAutomatic(),
          vscode.env.language,
        ),
        describeLoading(file.write.hasCarriageReturns),
      ],
      buttons: loadButtons(file.path),
    };
  },
};

export const dotenvLocation: LocationKind = {
  holdsValues: true,
  nameOf: ({ uri }) => vscode.Uri.parse(uri).fsPath,
  rewrite: ({ account, next: { uri, target }, own, isUnasked }) => {
    const flags = flagsFor(target, flagValues(account, target.version));
    const write = planWrite(flags, own);
    return changeDotenv(vscode.Uri.parse(uri).fsPath, (text) => {
      const entries = ownEntries(text, own);
      const isAllOwn = flags.every(({ environment }) => entries.some(({ key }) => key === environment));
      // What a person has removed stays removed, and nothing of theirs is overwritten automatically.
      return entries.length > 0 && (isAllOwn || !isUnasked) ? write(text) : { kind: 'unchanged' };
    });
  },
  clear: ({ location: { uri }, own }) => changeDotenv(vscode.Uri.parse(uri).fsPath, (text) => planClearing(text, own)),
};

export function dotenvFilesIn(location: TargetLocation): readonly string[] {
  const path = locateDotenv(folderOf(location));
  return path.ok ? [path.value] : [];
}

/** The `.env` that the settings specify for a folder; it has to be inside that folder. */
export function locateDotenv(folder: vscode.WorkspaceFolder): Outcome<string, DotenvProblem> {
  if (folder.uri.scheme !== 'file') return err({ kind: 'notOnDisk', folder: folder.name });
  const setting = readDotenvPath(folder);
  const path = pathInside(folder.uri.fsPath, setting);
  return path === undefined ? err({ kind: 'dotenvOutside', folder: folder.name, setting }) : ok(path);
}

export function planDotenvFile(
  request: WriteRequest,
  targetLocation: TargetLocation,
  own: OwnValues,
): Outcome<FileChange, CommandFailure> {
  const located = locateDotenv(folderOf(targetLocation));
  return located.ok ? ok(dotenvChange(request, located.value, own)) : located;
}

/** `obsolete`: variables to remove, whoever wrote them. */
export function dotenvChange(
  { account, target, destination }: WriteRequest,
  path: string,
  own: OwnValues,
  obsolete: readonly string[] = [],
): FileChange {
  const flags = flagsFor(target, flagValues(account, target.version));
  const location = newLocation({
    kind: 'dotenv',
    uri: vscode.Uri.file(path).toString(),
    host: currentHost(),
    target,
    fingerprints: fingerprintsOf(flags),
  });
  const plan = planWrite(flags, own(location), obsolete);
  return {
    path,
    location,
    preview: (text) => {
      const before = text ?? '';
      const after = textAfter(path, text, plan);
      if (!after.ok) return err({ ...after.error, kind: 'dotenvRefused' });
      return ok({
        before: maskDotenv(before, SHOWN_VARIABLES),
        after: maskDotenv(after.value, SHOWN_VARIABLES, before),
      });
    },
    apply: () => changeDotenv(path, plan, destination.kind === 'files' && destination.makesPrivate),
  };
}

/** The path in the settings, if it is the same for all folders. */
export function dotenvLabel(): string {
  const paths = new Set((vscode.workspace.workspaceFolders ?? []).map(readDotenvPath));
  const [only] = paths;
  return paths.size === 1 && only !== undefined ? sanitizeLabel(only) : '.env';
}

/**
 * Sets the variables and keeps every other byte. The same edit removes variables of other Agoras versions, if they
 * still have the values that the extension wrote.
 */
function planWrite(
  flags: readonly Flag[],
  own: ReadonlySet<string>,
  alsoObsolete: readonly string[] = [],
): Planner<DotenvRefusal> {
  // The chosen `.env` is the one file that may contain secrets, so they are revealed here.
  const entries = flags.map(({ environment, value }) => ({
    key: environment,
    value: typeof value === 'string' ? value : value.reveal(),
  }));
  return (text) => {
    const gone = [...ownEntries(text, own), ...entriesOf(text, alsoObsolete)];
    const obsolete = gone.filter(({ key }) => !entries.some((entry) => entry.key === key));
    return verified(
      chainPlans(text, planDotenvRemoval(text, obsolete, COMMENT), (rest) => planDotenv(rest, entries, COMMENT)),
      (after) => entries.every(({ key, value }) => readDotenvValue(after, key) === value),
    );
  };
}

function planClearing(text: string | undefined, own: ReadonlySet<string>): TextPlan<DotenvRefusal> {
  const entries = ownEntries(text, own);
  return verified(planDotenvRemoval(text, entries, COMMENT), (after) =>
    entries.every(({ key, value }) => readDotenvValue(after, key) !== value),
  );
}

/** The Agoras variables that still have the values that the extension wrote. */
function ownEntries(text: string | undefined, own: ReadonlySet<string>): DotenvEntry[] {
  return entriesOf(text, [...CREDENTIAL_VARIABLES]).filter(({ value }) => own.has(fingerprintOf(value)));
}

function entriesOf(text: string | undefined, keys: readonly string[]): DotenvEntry[] {
  return keys.flatMap((key) => {
    const value = text === undefined ? undefined : readDotenvValue(text, key);
    return value === undefined ? [] : [{ key, value }];
  });
}

async function changeDotenv(
  path: string,
  plan: Planner<DotenvRefusal>,
  makesPrivate = false,
): Promise<Outcome<TextWrite, DotenvProblem>> {
  const changed = await changeText(path, plan, { mode: PRIVATE, makesPrivate });
  if (changed.ok) return changed;
  const { error } = changed;
  return err(error.kind === 'refused' ? { kind: 'dotenvRefused', path, refusal: error.refusal } : error);
}

/** Throws if the plan's result isn't what was intended: that is a bug, and must not damage the file. */
function verified(plan: TextPlan<DotenvRefusal>, holds: (text: string) => boolean): TextPlan<DotenvRefusal> {
  if ((plan.kind === 'create' || plan.kind === 'rewrite') && !holds(plan.text)) {
    throw new Error('The planned text does not read back as intended.');
  }
  return plan;
}
