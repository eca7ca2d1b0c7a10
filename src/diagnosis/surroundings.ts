// The report about everything besides files and accounts: the installed Agoras, settings, terminals, and other
// locations.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import { describeCommandFailure } from '../messages/failures/commandFailures';
import { actionLabel, toNotificationText } from '../messages/failures/failureMessage';
import type { AgorasFacts, PlaceElsewhere, SettingFault, TerminalFacts } from './facts';
import { statement, type ReportAction, type ReportItem } from './reportModel';

const VERSION_SETTING = 'agoras.agorasVersion';

export function agorasItems({ installed, wanted }: AgorasFacts): ReportItem[] {
  if ('kind' in installed) {
    if (installed.kind === 'notAsked') {
      const text = l10n.t('Not checked: no program is started in Restricted Mode.');
      return [
        { state: 'unknown', text, actions: [{ label: actionLabel('manageTrust'), task: { kind: 'manageTrust' } }] },
      ];
    }
    const text = toNotificationText(describeCommandFailure(installed));
    return [{ state: 'unknown', text, actions: [settingAction('agoras.executable')] }];
  }
  const { exact, version } = installed;
  return wanted.map(({ folder, version: wish }) => {
    if (wish === undefined) {
      return {
        state: 'good',
        text: inFolder(folder, l10n.t('Agoras {0} is installed, and no other version is configured.', exact)),
        actions: [],
      };
    }
    if (wish === version) {
      return {
        state: 'good',
        text: inFolder(folder, l10n.t('Agoras {0} is installed, as configured.', exact)),
        actions: [],
      };
    }
    return {
      state: 'error',
      text: inFolder(folder, l10n.t('Agoras {0} is installed, but the configured version is {1}.', exact, wish)),
      actions: [settingAction(VERSION_SETTING)],
    };
  });
}

export function settingItems(faults: readonly SettingFault[]): ReportItem[] {
  if (faults.length === 0) {
    return [statement('good', l10n.t('The settings are valid and don’t contradict each other.'))];
  }
  return faults.map((fault) => ({
    state: fault.kind === 'invalidSetting' ? 'error' : 'warning',
    text: describeSettingFault(fault),
    actions: [settingAction(fault.setting)],
  }));
}

function describeSettingFault(fault: SettingFault): string {
  switch (fault.kind) {
    case 'invalidSetting':
      return toNotificationText(describeCommandFailure(fault));
    case 'unknownValue':
      return inFolder(
        fault.folder,
        l10n.t('The setting {0} has an invalid value, so “{1}” is used instead.', fault.setting, fault.instead),
      );
    case 'pageIdChosen':
      return inFolder(
        fault.folder,
        l10n.t(
          'The setting {0} chooses the Page ID, but publishing to Instagram needs the Instagram account ID.',
          fault.setting,
        ),
      );
    case 'leadsOut':
      return inFolder(fault.folder, l10n.t('The path in the setting {0} leads outside the folder.', fault.setting));
    default:
      return assertNever(fault);
  }
}

export function terminalItems({ given, older }: TerminalFacts): ReportItem[] {
  const items = older.map((name): ReportItem => ({
    state: 'warning',
    text: l10n.t(
      'The terminal “{0}” was opened before the credentials changed, so it may have earlier ones. Open a new one.',
      name,
    ),
    actions: [],
  }));
  if (given === undefined) return [statement('fact', l10n.t('New terminals don’t get any credentials.')), ...items];
  const { page, state } = given;
  if (state === 'current') {
    return [statement('good', l10n.t('New terminals get the current credentials of “{0}”.', page)), ...items];
  }
  const stop: ReportAction = {
    label: l10n.t('Stop Using Them in Terminals'),
    task: { kind: 'command', command: 'useInTerminal' },
  };
  return [
    { state: state === 'unknown' ? 'unknown' : 'warning', text: describeGiven(state, page), actions: [stop] },
    ...items,
  ];
}

function describeGiven(state: 'outdated' | 'forgotten' | 'unknown', page: string): string {
  switch (state) {
    case 'outdated':
      return l10n.t('New terminals get earlier credentials of “{0}”.', page);
    case 'forgotten':
      return l10n.t(
        'New terminals still get the credentials of “{0}”, although that account is no longer stored.',
        page,
      );
    case 'unknown':
      return l10n.t('New terminals get credentials of “{0}”, but it isn’t known whether they are current.', page);
  }
}

export function elsewhereItems(places: readonly PlaceElsewhere[]): ReportItem[] {
  if (places.length === 0) return [statement('fact', l10n.t('Nothing was written outside this workspace.'))];
  return places.map((place) => ({
    state: place.isOutdated ? 'warning' : 'unknown',
    text: [describeElsewhere(place), ...(place.isOutdated ? [l10n.t('It still has an earlier token.')] : [])].join(' '),
    actions: [],
  }));
}

function describeElsewhere({ name, why }: PlaceElsewhere): string {
  switch (why) {
    case 'otherHost':
      return l10n.t('{0} is on another host, so it wasn’t checked.', name);
    case 'service':
      return l10n.t('{0}: stored values can’t be read back, so they weren’t checked.', name);
    case 'otherWorkspace':
      return l10n.t('{0} is outside this workspace, so it wasn’t checked.', name);
  }
}

function inFolder(folder: string | undefined, text: string): string {
  return folder === undefined ? text : l10n.t('{0}: {1}', folder, text);
}

function settingAction(setting: string): ReportAction {
  return { label: actionLabel('openSettings'), task: { kind: 'setting', setting } };
}
