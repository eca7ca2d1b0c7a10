import * as l10n from '@vscode/l10n';

/** `seconds`: as long as was asked for; undefined where nobody said how long. */
export function describeWait(seconds: number | undefined): string {
  if (seconds === undefined) return l10n.t('Wait about an hour and try again.');
  const minutes = Math.ceil(seconds / 60);
  if (minutes === 1) return l10n.t('Wait a minute and try again.');
  return minutes <= 90
    ? l10n.t('Wait {0} minutes and try again.', minutes)
    : l10n.t('Wait {0} hours and try again.', Math.ceil(minutes / 60));
}

/** After trouble that usually passes; `seconds`: where the service has said how long. */
export function describePause(seconds: number | undefined): string {
  return seconds === undefined ? l10n.t('Try again in a minute.') : describeWait(seconds);
}
