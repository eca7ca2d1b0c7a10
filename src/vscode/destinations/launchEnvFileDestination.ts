import * as l10n from '@vscode/l10n';
import { launchName } from '../../agoras/launchConfiguration';
import { ok } from '../../base/outcome';
import { describeLaunchEnvFileWritten } from '../../messages/deliveryMessages';
import { displayPath, folderOf, workspaceFolders } from '../files/targetLocations';
import { readDotenvPath } from '../settings/settings';
import type { FilesDestination } from './destination';
import { dotenvLabel, locateDotenv, planDotenvFile } from './dotenvDestination';
import { envFilePath, openFile, planLaunchFile } from './launchDestination';

/** A launch configuration that takes the values from a `.env`. */
export const launchEnvFileDestination: FilesDestination = {
  kind: 'files',
  id: 'launchEnvFile',
  item: () => ({
    label: l10n.t('launch.json with {0}', dotenvLabel()),
    description: l10n.t('a launch configuration that reads the file'),
    detail: l10n.t('Writes both; the secrets stand in {0} alone', dotenvLabel()),
  }),
  locations: workspaceFolders,
  fileNameIn: readDotenvPath,
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
    return {
      sentences: [describeLaunchEnvFileWritten(account.record, launchName(target), files)],
      buttons: [openFile(launch.path)],
    };
  },
};
