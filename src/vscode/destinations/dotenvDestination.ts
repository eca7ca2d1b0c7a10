import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { flagValues, type AccountRecord } from '../../credentials/account';
import { fingerprintsOf } from '../../credentials/fingerprint';
import { flagsFor, SHOWN_VARIABLES, type AgorasVersion } from '../../agoras/flags';
import { loadCommand } from '../../agoras/commandLine';
import { maskDotenv } from '../../edits/dotenv/dotenvMask';
import { shellOf } from '../../edits/shellQuoting';
import { err, ok, type Outcome } from '../../base/outcome';
import { formatDate } from '../../messages/dates';
import { sanitizeLabel } from '../../base/sanitize';
import { unixNow } from '../../base/time';
import type { MessageButton, DeliveredFile, Destination, FileFormat, FileTask, WriteRequest } from './destination';
import { changeDotenv, locateDotenv, planClearing, planFlags, planUpdate } from './dotenvChange';
import type { CommandFailure } from '../../messages/failureKinds';
import { textAfter } from '../files/fileChange';
import { displayPath, folderOf, workspaceFolders, type TargetLocation } from '../files/targetLocations';
import { readDotenvPath } from '../settings/settings';

export const dotenvFormat: FileFormat = {
  kind: 'dotenv',
  holdsValues: true,
  rewrite: (path, _place, flags, before, fingerprints) => changeDotenv(path, planUpdate(flags, before, fingerprints)),
  clear: (path, _place, flags, fingerprints) => changeDotenv(path, planClearing(flags, fingerprints)),
};

/** The variables that Agoras reads, in the `.env` of a folder. */
export const toDotenv: Destination = {
  id: 'dotenv',
  words: () => ({
    label: dotenvLabel(),
    description: l10n.t('the variables that Agoras reads'),
    detail: l10n.t('Sets Agoras’ variables there and leaves every other line as it is'),
  }),
  files: {
    formats: [dotenvFormat],
    places: workspaceFolders,
    nameIn: readDotenvPath,
    secretFileIn: locateDotenv,
    plan: (order, place) => {
      const task = dotenvTask(order, place);
      return task.ok ? ok([task.value]) : task;
    },
  },
  describe: (record, version, [file]) => {
    if (file === undefined) throw new Error('A file was written, and none is told of.');
    return {
      sentences: [
        describeDotenv(record, version, file),
        // Agoras loads no `.env` by itself, and nobody should have to find that out.
        l10n.t('Agoras does not load the file by itself: the first button copies the command that does.'),
      ],
      buttons: [copyLoadCommand(file.path)],
    };
  },
};

export function dotenvTask(order: WriteRequest, place: TargetLocation): Outcome<FileTask, CommandFailure> {
  const { record, secrets } = order.account;
  const located = locateDotenv(folderOf(place));
  if (!located.ok) return located;
  const path = located.value;
  const uri = vscode.Uri.file(path).toString();
  const flags = flagsFor(order, flagValues(record, secrets));
  const plan = planFlags(flags, order.before.get(uri) ?? []);
  return ok({
    path,
    format: dotenvFormat,
    place: {
      kind: dotenvFormat.kind,
      uri,
      agorasVersion: order.version,
      networks: [...order.networks],
      at: unixNow(),
      secrets: fingerprintsOf(flags),
    },
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

function describeDotenv(record: AccountRecord, version: AgorasVersion, { path, write }: DeliveredFile): string {
  const name = sanitizeLabel(record.page.name);
  const file = displayPath(path);
  switch (write.kind) {
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
  const { userTokenExpiresAt } = record;
  if (version === '1.x') return l10n.t('The credentials of “{0}” never expire and are now in {1}.', name, file);
  return userTokenExpiresAt === undefined
    ? l10n.t('The credentials of “{0}” are now in {1}. Agoras 2.x needs them renewed every 60 days.', name, file)
    : l10n.t(
        'The credentials of “{0}” are now in {1}. Agoras 2.x needs them renewed by {2}.',
        name,
        file,
        formatDate(userTokenExpiresAt, vscode.env.language),
      );
}

function copyLoadCommand(path: string): MessageButton {
  return {
    label: l10n.t('Copy Load Command'),
    run: async () => {
      const command = loadCommand(vscode.workspace.asRelativePath(path, false), shellOf(vscode.env.shell));
      if (!command.ok) return { kind: 'failed', failure: command.error };
      await vscode.env.clipboard.writeText(command.value);
      return { kind: 'done' };
    },
  };
}
