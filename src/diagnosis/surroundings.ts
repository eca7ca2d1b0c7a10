// What the report says of what is around the files: the installed Agoras, settings, terminals, and other places.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import { describeCommandFailure } from '../messages/commandFailures';
import { actionLabel, toNotificationText } from '../messages/failureMessage';
import type { AgorasFacts, PlaceElsewhere, SettingFault, TerminalFacts } from './facts';
import type { ReportAction, ReportItem } from './reportModel';

const VERSION_SETTING = 'agoras.agorasVersion';

export function agorasItems({ installed, wanted }: AgorasFacts): ReportItem[] {
  if ('kind' in installed) {
    if (installed.kind === 'notAsked') {
      const text = l10n.t('Not asked in Restricted Mode: no program is started there.');
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
        text: inFolder(folder, l10n.t('Agoras {0} is installed, and no other version is set.', exact)),
        actions: [],
      };
    }
    if (wish === version) {
      return { state: 'good', text: inFolder(folder, l10n.t('Agoras {0} is installed, as set.', exact)), actions: [] };
    }
    return {
      state: 'error',
      text: inFolder(folder, l10n.t('Agoras {0} is installed, and {1} is set.', exact, wish)),
      actions: [settingAction(VERSION_SETTING)],
    };
  });
}

export function settingItems(faults: readonly SettingFault[]): ReportItem[] {
  if (faults.length === 0) return [inOrder(l10n.t('The settings are valid and do not contradict each other.'))];
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
        l10n.t('The value of the setting {0} is not one of those that count. Another one is used.', fault.setting),
      );
    case 'pageIdChosen':
      return inFolder(
        fault.folder,
        l10n.t('The setting {0} chooses the Page ID, which publishing to Instagram refuses.', fault.setting),
      );
    case 'leadsOut':
      return inFolder(fault.folder, l10n.t('The path in the setting {0} leads out of the folder.', fault.setting));
    default:
      return assertNever(fault);
  }
}

export function terminalItems({ given, older }: TerminalFacts): ReportItem[] {
  const items = older.map((name): ReportItem => ({
    state: 'warning',
    text: l10n.t(
      'The terminal “{0}” is older than what new terminals get: it may have earlier credentials. Open a new one.',
      name,
    ),
    actions: [],
  }));
  if (given === undefined) return [inOrder(l10n.t('New terminals get no credentials from here.')), ...items];
  const { page, state } = given;
  if (state === 'current') {
    return [inOrder(l10n.t('New terminals get the current credentials of “{0}”.', page)), ...items];
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
      return l10n.t('New terminals get the credentials of “{0}”, which is no longer stored.', page);
    case 'unknown':
      return l10n.t('New terminals get credentials of “{0}”; whether they are current is not known.', page);
  }
}

export function elsewhereItems(places: readonly PlaceElsewhere[]): ReportItem[] {
  if (places.length === 0) return [inOrder(l10n.t('Nothing was written anywhere else from here.'))];
  return places.map((place) => ({
    state: place.isOutdated ? 'warning' : 'unknown',
    text: [
      describeElsewhere(place),
      ...(place.isOutdated ? [l10n.t('An earlier token was written there last.')] : []),
    ].join(' '),
    actions: [],
  }));
}

function describeElsewhere({ name, why }: PlaceElsewhere): string {
  switch (why) {
    case 'otherHost':
      return l10n.t('{0} lies on another host: not looked at.', name);
    case 'service':
      return l10n.t('{0}: what is stored there cannot be read back, so it was not looked at.', name);
    case 'otherWorkspace':
      return l10n.t('{0} lies outside this workspace: not looked at.', name);
  }
}

function inOrder(text: string): ReportItem {
  return { state: 'good', text, actions: [] };
}

function inFolder(folder: string | undefined, text: string): string {
  return folder === undefined ? text : l10n.t('{0}: {1}', folder, text);
}

function settingAction(setting: string): ReportAction {
  return { label: actionLabel('openSettings'), task: { kind: 'setting', setting } };
}
