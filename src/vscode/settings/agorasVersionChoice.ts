import type * as vscode from 'vscode';
import { AGORAS_VERSIONS, type AgorasVersion } from '../../agoras/flags';
import { STATE_KEYS } from './manifestIds';
import { readAgorasVersionSetting } from './settings';

/** For which Agoras this workspace writes: the setting, or what was answered here before. */
export function knownAgorasVersion(workspaceState: vscode.Memento): AgorasVersion | undefined {
  const setting = readAgorasVersionSetting();
  return setting === 'ask' ? rememberedAgorasVersion(workspaceState) : setting;
}

export async function rememberAgorasVersion(workspaceState: vscode.Memento, version: AgorasVersion): Promise<void> {
  await workspaceState.update(STATE_KEYS.agorasVersion, version);
}

function rememberedAgorasVersion(workspaceState: vscode.Memento): AgorasVersion | undefined {
  const remembered = workspaceState.get<unknown>(STATE_KEYS.agorasVersion);
  return AGORAS_VERSIONS.find((version) => version === remembered);
}
