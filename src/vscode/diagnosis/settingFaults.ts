// Finds settings that are invalid or contradict their purpose.
import { sep } from 'node:path';
import vscode = require('vscode');
import { AGORAS_VERSIONS, NETWORKS } from '../../agoras/target';
import type { SettingFault } from '../../diagnosis/facts';
import { DESTINATIONS } from '../destinations/destinationList';
import { pathInside } from '../files/insidePath';
import { SETTINGS_SECTION } from '../settings/manifestIds';
import {
  readAgorasVersionSetting,
  readEndpoint,
  readGithubEndpoint,
  readNetworks,
  readObjectIdSetting,
  readSignInSettings,
} from '../settings/settings';
import { listSetting, textSetting } from '../settings/settingValues';

type FaultOfScope = Exclude<SettingFault, { readonly kind: 'invalidSetting' }>;

export function settingFaults(): readonly SettingFault[] {
  const addresses = [readEndpoint(), readGithubEndpoint(), readSignInSettings()].flatMap((read) =>
    read.ok ? [] : [read.error],
  );
  // Two of them read the API version, so duplicates are removed.
  const invalid = [...new Map(addresses.map((fault) => [fault.setting, fault])).values()];
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [only, ...others] = folders;
  if (others.length === 0) return [...invalid, ...faultsOf(only?.uri)];
  const ofWindow = faultsOf(undefined);
  const isNew = (fault: FaultOfScope) =>
    !ofWindow.some(({ kind, setting }) => kind === fault.kind && setting === fault.setting);
  const ofFolders = folders.flatMap(({ uri, name }) =>
    faultsOf(uri)
      .filter(isNew)
      .map((fault) => ({ ...fault, folder: name })),
  );
  return [...invalid, ...ofWindow, ...ofFolders];
}

function faultsOf(scope: vscode.Uri | undefined): FaultOfScope[] {
  const choices: Readonly<Record<string, readonly string[]>> = {
    agorasVersion: ['ask', ...AGORAS_VERSIONS],
    objectId: ['ask', 'instagramAccount', 'page'],
    destination: ['ask', ...DESTINATIONS.map(({ id }) => id)],
  };
  const unknown = Object.entries(choices)
    .filter(([name, values]) => !values.includes(textSetting(name, '?', scope)))
    .map(([name]) => unknownIn(name, 'ask'));
  const networks = listSetting('networks', scope);
  const areKnown =
    networks !== undefined && networks.length > 0 && networks.every((name) => NETWORKS.some((known) => known === name));
  // Only used for Agoras 1.x; other versions always get the Instagram account.
  const isPageId =
    readObjectIdSetting(scope) === 'page' &&
    readAgorasVersionSetting(scope) === '1.x' &&
    readNetworks(scope).includes('instagram');
  const path = textSetting('dotenv.path', '', scope).trim();
  const isInside = pathInside(scope?.fsPath ?? sep, path) !== undefined;
  return [
    ...unknown,
    ...(areKnown ? [] : [unknownIn('networks', readNetworks(scope).join(', '))]),
    ...(path === '' ? [unknownIn('dotenv.path', '.env')] : isInside ? [] : [faultIn('leadsOut', 'dotenv.path')]),
    ...(isPageId ? [faultIn('pageIdChosen', 'objectId')] : []),
  ];
}

function faultIn(kind: Exclude<FaultOfScope['kind'], 'unknownValue'>, name: string): FaultOfScope {
  return { kind, setting: `${SETTINGS_SECTION}.${name}` };
}

function unknownIn(name: string, instead: string): FaultOfScope {
  return { kind: 'unknownValue', setting: `${SETTINGS_SECTION}.${name}`, instead };
}
