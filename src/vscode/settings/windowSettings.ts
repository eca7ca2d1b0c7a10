// The settings that are needed at start-up. They apply to the window, whatever the folder.
import type { Visibility } from '../../messages/expiryMessages';
import { booleanSetting, numberSetting, textSetting } from './settingValues';

export function readWarnDays(): number {
  return numberSetting('expiry.warnDays', 7, 1, 60);
}

export function readCheckIntervalHours(): number {
  return numberSetting('expiry.checkIntervalHours', 24, 1, 720);
}

/** Whether expiring tokens are renewed automatically. */
export function isRenewalAutomatic(): boolean {
  return booleanSetting('renewal.automatic', true);
}

export function readVisibility(): Visibility {
  const value = textSetting('statusBar.visibility', 'always');
  return value === 'whenExpiring' || value === 'never' ? value : 'always';
}
