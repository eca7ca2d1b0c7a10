import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { launchName } from '../../agoras/launchConfiguration';
import { err, ok, type Outcome } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import { unixNow } from '../../base/time';
import type { MessageButton, DeliveredFile, Destination, FileFormat, FileTask, WriteRequest } from './destination';
import type { CommandFailure } from '../../messages/failureKinds';
import { textAfter } from '../files/fileChange';
import {
  changeLaunch,
  installedDebugger,
  locateLaunch,
  optionsOf,
  planConfiguration,
  planConfigurationRemoval,
} from './launchChange';
import { displayPath, foldersAndWorkspaceFile, type TargetLocation } from '../files/targetLocations';
import { readNetworks } from '../settings/settings';

export const launchFormat: FileFormat = {
  kind: 'launch',
  holdsValues: false,
  rewrite: (path, place) => changeLaunch(path, planConfiguration(path, optionsOf(place))),
  clear: async (path, place) => {
    const cleared = await changeLaunch(path, planConfigurationRemoval(path, optionsOf(place)));
    // A configuration that the person has changed, or a file that cannot be read, holds no secret of ours.
    return !cleared.ok && cleared.error.kind === 'launchRefused' ? ok({ kind: 'unchanged' }) : cleared;
  },
};

/** A launch configuration that takes the values from VS Code. */
export const toLaunch: Destination = {
  id: 'launch',
  words: () => ({
    label: 'launch.json',
    description: l10n.t('a launch configuration that publishes'),
    detail: l10n.t('Takes the values from VS Code at each start: no secret in the file'),
  }),
  files: {
    formats: [launchFormat],
    places: foldersAndWorkspaceFile,
    nameIn: () => '.vscode/launch.json',
    plan: (order, place) => {
      const task = launchTask(order, place, undefined);
      return task.ok ? ok([task.value]) : task;
    },
  },
  describe: ({ page }, version, [file]) => {
    if (file === undefined) throw new Error('A file was written, and none is told of.');
    return {
      sentences: [describeLaunch(launchName({ version, networks: readNetworks() }), sanitizeLabel(page.name), file)],
      buttons: [openFile(file.path)],
    };
  },
};

/** `envFile`: where the configuration takes the values from; undefined: from VS Code. */
export function launchTask(
  { version, networks }: WriteRequest,
  where: TargetLocation,
  envFile: string | undefined,
): Outcome<FileTask, CommandFailure> {
  const located = locateLaunch(where);
  if (!located.ok) return located;
  const path = located.value;
  const place = {
    kind: launchFormat.kind,
    uri: vscode.Uri.file(path).toString(),
    agorasVersion: version,
    networks: [...networks],
    debugger: installedDebugger(),
    envFile,
    at: unixNow(),
  };
  const plan = planConfiguration(path, optionsOf(place));
  return ok({
    path,
    format: launchFormat,
    place,
    preview: (text) => {
      const after = textAfter(path, text, plan);
      if (!after.ok) return err({ ...after.error, kind: 'launchRefused' });
      return ok({ before: text ?? '', after: after.value });
    },
    apply: () => changeLaunch(path, plan),
  });
}

export function openFile(path: string): MessageButton {
  return {
    label: l10n.t('Open {0}', displayPath(path)),
    run: async () => {
      await vscode.window.showTextDocument(vscode.Uri.file(path));
      return { kind: 'done' };
    },
  };
}

function describeLaunch(configuration: string, name: string, { path, write }: DeliveredFile): string {
  const file = displayPath(path);
  switch (write.kind) {
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
        name,
      );
  }
}
