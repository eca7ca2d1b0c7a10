// The settings that start-up reads. They hold for the window, whatever folder is looked at.
import * as vscode from 'vscode';
import type { Visibility } from '../words/expiry';
import { SETTINGS_SECTION } from './ids';

export function readWarnDays(): number {
  return clamp(read<number>('expiry.warnDays', 7), 1, 60);
}

export function readCheckIntervalHours(): number {
  return clamp(read<number>('expiry.checkIntervalHours', 24), 1, 720);
}

export function readVisibility(): Visibility {
  const value = read<string>('statusBar.visibility', 'always');
  return value === 'whenExpiring' || value === 'never' ? value : 'always';
}

function read<T>(name: string, fallback: T): T {
  return vscode.workspace.getConfiguration(SETTINGS_SECTION).get<T>(name, fallback);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
