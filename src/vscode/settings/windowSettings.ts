// The settings that start-up reads. They hold for the window, whatever folder is looked at.
import type { Visibility } from '../../messages/expiryMessages';
import { booleanSetting, numberSetting, textSetting } from './settingValues';

export function readWarnDays(): number {
  return numberSetting('expiry.warnDays', 7, 1, 60);
}

export function readCheckIntervalHours(): number {
  return numberSetting('expiry.checkIntervalHours', 24, 1, 720);
}

/** Whether a token that ends is renewed without anybody's doing. */
export function isRenewalAutomatic(): boolean {
  return booleanSetting('renewal.automatic', true);
}

export function readVisibility(): Visibility {
  const value = textSetting('statusBar.visibility', 'always');
  return value === 'whenExpiring' || value === 'never' ? value : 'always';
}
