// Reads single settings. Values in a settings.json can have any type, and may come from the workspace: VS Code marks
// invalid ones in the file, but returns them anyway.
import vscode = require('vscode');
import { SETTINGS_SECTION } from './manifestIds';

export function textSetting(name: string, fallback: string, scope?: vscode.Uri): string {
  const value = vscode.workspace.getConfiguration(SETTINGS_SECTION, scope).get<unknown>(name);
  return typeof value === 'string' ? value : fallback;
}

/**
 * The person's own user setting on their own computer. Values from a workspace, a folder, or the machine or container
 * of a remote window are ignored, whatever the setting's scope allows.
 */
export function personalTextSetting(name: string, fallback: string): string {
  const found: Personal | undefined = vscode.workspace.getConfiguration(SETTINGS_SECTION).inspect<unknown>(name);
  // In a remote window, `globalValue` is the machine's value if it has one.
  const own = found?.globalRemoteValue === undefined ? found?.globalValue : found.globalLocalValue;
  const value = own ?? found?.defaultValue;
  return typeof value === 'string' ? value : fallback;
}

/** Properties that VS Code returns in addition to its API: the two that `globalValue` is combined from. */
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

/** A list with items of any type; undefined if the value isn't a list. */
export function listSetting(name: string, scope?: vscode.Uri): readonly unknown[] | undefined {
  const value = vscode.workspace.getConfiguration(SETTINGS_SECTION, scope).get<unknown>(name);
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
}

/** Limits the value to the range that the manifest declares. */
export function numberSetting(name: string, fallback: number, least: number, most: number): number {
  const value = vscode.workspace.getConfiguration(SETTINGS_SECTION).get<unknown>(name);
  return Math.min(Math.max(typeof value === 'number' ? value : fallback, least), most);
}
