import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { ALL_FLAGS, flagsFor, SHOWN_VARIABLES, type Flag, fingerprintsOf } from '../../agoras/flags';
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
import { loadCommand } from '../../edits/loadCommand';
import { shellOf } from '../../edits/shellQuoting';
import { chainPlans, type TextPlan } from '../../edits/textPlan';
import { describeDotenvWritten, describeLoading } from '../../messages/deliveryMessages';
import type { CommandFailure, DotenvProblem } from '../../messages/failureKinds';
import { textAfter, type Planner } from '../files/fileChange';
import { pathInside } from '../files/insidePath';
import { displayPath, folderOf, workspaceFolders, type TargetLocation } from '../files/targetLocations';
import { changeText, type TextWrite } from '../files/textChange';
import { PRIVATE } from '../files/textFiles';
import { currentHost } from '../accounts/currentHost';
import { DONE, failed, type MessageButton } from '../prompts/commandEnd';
import { readDotenvPath } from '../settings/settings';
import {
  newLocation,
  type FileChange,
  type FilesDestination,
  type LocationKind,
  type OwnValues,
  type WriteRequest,
} from './destination';

/** Above the lines that the extension adds. */
const COMMENT = 'Written by Agoras Credentials';

/** The variables that Agoras reads, in the `.env` of a folder. */
export const dotenvDestination: FilesDestination = {
  kind: 'files',
  id: 'dotenv',
  item: () => ({
    label: dotenvLabel(),
    description: l10n.t('the variables that Agoras reads'),
    detail: l10n.t('Sets Agoras’ variables there and leaves every other line as it is'),
  }),
  locations: workspaceFolders,
  fileNameIn: readDotenvPath,
  secretFileIn: locateDotenv,
  plan: (request, location, own) => {
    const change = planDotenvFile(request, location, own);
    return change.ok ? ok([change.value]) : change;
  },
  describe: ({ account, target }, [file]) => {
    if (file === undefined) throw new Error('No file was written.');
    return {
      sentences: [
        describeDotenvWritten(account.record, target, displayPath(file.path), file.write.kind, vscode.env.language),
        describeLoading(),
      ],
      buttons: [copyLoadCommand(file.path)],
    };
  },
};

export const dotenvLocation: LocationKind = {
  holdsValues: true,
  nameOf: ({ uri }) => vscode.Uri.parse(uri).fsPath,
  rewrite: ({ uri }, flags, own) => {
    const write = planWrite(flags, own);
    // What a person has taken out stays out.
    return changeDotenv(vscode.Uri.parse(uri).fsPath, (text) =>
      ownEntries(text, own).length > 0 ? write(text) : { kind: 'unchanged' },
    );
  },
  clear: ({ uri }, own) => changeDotenv(vscode.Uri.parse(uri).fsPath, (text) => planClearing(text, own)),
};

/** The `.env` that the settings name for a folder, which has to lie inside that folder. */
export function locateDotenv(folder: vscode.WorkspaceFolder): Outcome<string, DotenvProblem> {
  if (folder.uri.scheme !== 'file') return err({ kind: 'notOnDisk', folder: folder.name });
  const setting = readDotenvPath(folder);
  const path = pathInside(folder.uri.fsPath, setting);
  return path === undefined ? err({ kind: 'dotenvOutside', folder: folder.name, setting }) : ok(path);
}

export function planDotenvFile(
  { account, target }: WriteRequest,
  targetLocation: TargetLocation,
  own: OwnValues,
): Outcome<FileChange, CommandFailure> {
  const located = locateDotenv(folderOf(targetLocation));
  if (!located.ok) return located;
  const path = located.value;
  const flags = flagsFor(target, flagValues(account, target.version));
  const location = newLocation({
    kind: 'dotenv',
    uri: vscode.Uri.file(path).toString(),
    host: currentHost(),
    target,
    fingerprints: fingerprintsOf(flags),
  });
  const plan = planWrite(flags, own(location));
  return ok({
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
    apply: () => changeDotenv(path, plan),
  });
}

/** The path that the settings name, where all folders agree. */
export function dotenvLabel(): string {
  const paths = new Set((vscode.workspace.workspaceFolders ?? []).map(readDotenvPath));
  const [only] = paths;
  return paths.size === 1 && only !== undefined ? sanitizeLabel(only) : '.env';
}

/**
 * Sets the flags' variables; every other byte stays. Variables of another Agoras go in the same edit, where they still
 * hold what the extension wrote.
 */
function planWrite(flags: readonly Flag[], own: ReadonlySet<string>): Planner<DotenvRefusal> {
  // The chosen `.env` is the one file that may hold secrets, so this is where they are revealed.
  const entries = flags.map(({ environment, value }) => ({
    key: environment,
    value: typeof value === 'string' ? value : value.reveal(),
  }));
  return (text) => {
    const obsolete = ownEntries(text, own).filter(({ key }) => !entries.some((entry) => entry.key === key));
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

/** The variables of Agoras that still hold what the extension wrote. */
function ownEntries(text: string | undefined, own: ReadonlySet<string>): DotenvEntry[] {
  const keys = new Set(ALL_FLAGS.map(({ environment }) => environment));
  return [...keys].flatMap((key) => {
    const value = text === undefined ? undefined : readDotenvValue(text, key);
    return value !== undefined && own.has(fingerprintOf(value)) ? [{ key, value }] : [];
  });
}

async function changeDotenv(path: string, plan: Planner<DotenvRefusal>): Promise<Outcome<TextWrite, DotenvProblem>> {
  const changed = await changeText(path, plan, PRIVATE);
  if (changed.ok) return changed;
  const { error } = changed;
  return err(error.kind === 'refused' ? { kind: 'dotenvRefused', path, refusal: error.refusal } : error);
}

/** A plan that does not do what it is for is a bug; the file must not pay for it. */
function verified(plan: TextPlan<DotenvRefusal>, holds: (text: string) => boolean): TextPlan<DotenvRefusal> {
  if ((plan.kind === 'create' || plan.kind === 'rewrite') && !holds(plan.text)) {
    throw new Error('The planned text does not read back as intended.');
  }
  return plan;
}

function copyLoadCommand(path: string): MessageButton {
  return {
    label: l10n.t('Copy Load Command'),
    run: async () => {
      const command = loadCommand(vscode.workspace.asRelativePath(path, false), shellOf(vscode.env.shell));
      if (!command.ok) return failed(command.error);
      await vscode.env.clipboard.writeText(command.value);
      return DONE;
    },
  };
}
