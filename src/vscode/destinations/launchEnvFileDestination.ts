import * as l10n from '@vscode/l10n';
import { launchName } from '../../agoras/launchConfiguration';
import { ok } from '../../base/outcome';
import { describeLaunchEnvFileWritten, describeUnsaved } from '../../messages/deliveryMessages';
import { displayPath, folderOf, workspaceFolders } from '../files/targetLocations';
import { buttonForFile } from '../prompts/commandEnd';
import { readDotenvPath } from '../settings/settings';
import type { FilesDestination } from './destination';
import { dotenvFilesIn, dotenvLabel, locateDotenv, planDotenvFile } from './dotenvDestination';
import { envFilePath, launchFilesIn, planLaunchFile } from './launchDestination';

/** Writes a launch configuration that reads the values from a `.env`. */
export const launchEnvFileDestination: FilesDestination = {
  kind: 'files',
  id: 'launchEnvFile',
  item: () => ({
    label: l10n.t('launch.json with {0}', dotenvLabel()),
    description: l10n.t('a launch configuration that reads the file'),
    detail: l10n.t('Writes both; only {0} contains secrets', dotenvLabel()),
  }),
  locations: workspaceFolders,
  fileNameIn: readDotenvPath,
  filesIn: (location) => [...dotenvFilesIn(location), ...launchFilesIn(location)],
  secretFileIn: locateDotenv,
  plan: (request, location, own) => {
    const dotenv = planDotenvFile(request, location, own);
    if (!dotenv.ok) return dotenv;
    const path = envFilePath(folderOf(location), dotenv.value.path);
    const launch = planLaunchFile(request, location, { kind: 'envFile', path });
    return launch.ok ? ok([dotenv.value, launch.value]) : launch;
  },
  describe: ({ account, target }, [dotenv, launch]) => {
    if (dotenv === undefined || launch === undefined) throw new Error('Two files are written together.');
    const files = { launch: displayPath(launch.path), dotenv: displayPath(dotenv.path) };
    const unsaved = [dotenv, launch].flatMap(({ path, write }) =>
      write.kind === 'inEditor' ? [displayPath(path)] : [],
    );
    return {
      sentences: [
        describeLaunchEnvFileWritten(account.record, launchName(target), files),
        ...(unsaved.length === 0 ? [] : [describeUnsaved(unsaved)]),
      ],
      buttons: [buttonForFile(launch.path, displayPath(launch.path))],
    };
  },
};
