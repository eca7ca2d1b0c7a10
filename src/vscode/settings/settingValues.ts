// One setting of the extension. What stands in a settings.json may be of any type, and a workspace may bring one: VS
// Code marks it in the file, and hands it out all the same.
import vscode = require('vscode');
import { SETTINGS_SECTION } from './manifestIds';

export function textSetting(name: string, fallback: string, scope?: vscode.Uri): string {
  const value = vscode.workspace.getConfiguration(SETTINGS_SECTION, scope).get<unknown>(name);
  return typeof value === 'string' ? value : fallback;
}

/**
 * As the person has set it for VS Code, on their own computer. What a workspace, a folder, or the machine or container
 * of a remote window brings along does not count, whatever the scope of the setting makes of it.
 */
export function personalTextSetting(name: string, fallback: string): string {
  const found: Personal | undefined = vscode.workspace.getConfiguration(SETTINGS_SECTION).inspect<unknown>(name);
  // `globalValue` is that of the remote machine where it has one.
  const own = found?.globalRemoteValue === undefined ? found?.globalValue : found.globalLocalValue;
  const value = own ?? found?.defaultValue;
  return typeof value === 'string' ? value : fallback;
}

/** What VS Code gives beyond what its API declares: the two that `globalValue` is made of. */
interface Personal {
  readonly defaultValue?: unknown;
  readonly globalValue?: unknown;
  readonly globalLocalValue?: unknown;
  readonly globalRemoteValue?: unknown;
}

export function booleanSetting(name: string, fallback: boolean): boolean {
  const value = vscode.workspace.getConfiguration(SETTINGS_SECTION).get<unknown>(name);
  return typeof value === 'boolean' ? value : fallback;
}

/** Of whatever types; undefined where no list stands. */
export function listSetting(name: string, scope?: vscode.Uri): readonly unknown[] | undefined {
  const value = vscode.workspace.getConfiguration(SETTINGS_SECTION, scope).get<unknown>(name);
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

/** Between the bounds that the manifest names, too. */
export function numberSetting(name: string, fallback: number, least: number, most: number): number {
  const value = vscode.workspace.getConfiguration(SETTINGS_SECTION).get<unknown>(name);
  return Math.min(Math.max(typeof value === 'number' ? value : fallback, least), most);
}
