import * as l10n from '@vscode/l10n';
import { launchName } from '../../agoras/launchConfiguration';
import { ok } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import type { Destination } from './destination';
import { locateDotenv } from './dotenvChange';
import { envFileOf } from './launchChange';
import { displayPath, folderOf, workspaceFolders } from '../files/targetLocations';
import { readDotenvPath, readNetworks } from '../settings/settings';
import { dotenvFormat, dotenvLabel, dotenvTask } from './dotenvDestination';
import { launchFormat, launchTask, openFile } from './launchDestination';

/** A launch configuration that takes the values from a `.env`. */
export const toLaunchEnvFile: Destination = {
  id: 'launchEnvFile',
  words: () => ({
    label: l10n.t('launch.json with {0}', dotenvLabel()),
    description: l10n.t('a launch configuration that reads the file'),
    detail: l10n.t('Writes both; the secrets stand in {0} alone', dotenvLabel()),
  }),
  files: {
    formats: [dotenvFormat, launchFormat],
    places: workspaceFolders,
    nameIn: readDotenvPath,
    secretFileIn: locateDotenv,
    plan: (order, place) => {
      const dotenv = dotenvTask(order, place);
      if (!dotenv.ok) return dotenv;
      const launch = launchTask(order, place, envFileOf(folderOf(place), dotenv.value.path));
      return launch.ok ? ok([dotenv.value, launch.value]) : launch;
    },
  },
  describe: ({ page }, version, [dotenv, launch]) => {
    if (dotenv === undefined || launch === undefined) throw new Error('Two files were written, and not told of.');
    const sentence = l10n.t(
      '“{0}” is in {1} and reads the credentials of “{2}” from {3}.',
      launchName({ version, networks: readNetworks() }),
      displayPath(launch.path),
      sanitizeLabel(page.name),
      displayPath(dotenv.path),
    );
    return { sentences: [sentence], buttons: [openFile(launch.path)] };
  },
};
