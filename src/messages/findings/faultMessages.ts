// Messages about faults in the workspace's files: what is wrong, its consequences, and what each remedy does.
import * as l10n from '@vscode/l10n';
import { NETWORK_NAMES } from '../../agoras/target';
import { formatDate } from '../../base/dates';
import { assertNever } from '../../base/outcome';
import { severityOf, type Fault, type Remedy } from '../../findings/finding';

export interface FaultWords {
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export function describeFault(fault: Fault, locale: string): FaultWords {
  return { severity: severityOf(fault), message: faultMessage(fault, locale) };
}

function faultMessage(fault: Fault, locale: string): string {
  switch (fault.kind) {
    case 'variableOfOtherVersion':
      return l10n.t('Agoras {0} doesn’t read {1}.', fault.version, fault.variable);
    case 'flagOfOtherVersion':
      return l10n.t('Agoras {0} doesn’t support {1} and stops with an error.', fault.version, fault.flag);
    case 'inputOfOtherVersion':
      return l10n.t('The action for Agoras {0} has no input “{1}”, so GitHub ignores it.', fault.version, fault.input);
    case 'runsOtherVersion':
      return l10n.t('This runs Agoras {0}, but the workspace is set to Agoras {1}.', fault.runs, fault.version);
    case 'incompleteSet':
      return fault.version === '3.x'
        ? l10n.t(
            'The variables for {0} are incomplete: Agoras 3.x stops with an error. Missing: {1}.',
            NETWORK_NAMES[fault.network],
            fault.missing.join(', '),
          )
        : l10n.t(
            'The variables for {0} are incomplete: Agoras can’t log in. Missing: {1}.',
            NETWORK_NAMES[fault.network],
            fault.missing.join(', '),
          );
    case 'pageIdAsObjectId':
      return l10n.t(
        'This is the ID of the Page “{0}”, but publishing only accepts the ID of its Instagram account.',
        fault.page,
      );
    case 'objectIdOfOther':
      return l10n.t('This object ID doesn’t match the token, which belongs to “{0}”.', fault.page);
    case 'deadToken':
      return l10n.t('The token of “{0}” no longer works: Agoras can’t publish with it.', fault.page);
    case 'endedToken':
      return l10n.t(
        'The token of “{0}” expired on {1}: Agoras can’t publish with it.',
        fault.page,
        formatDate(fault.at, locale),
      );
    case 'endingToken':
      return l10n.t('The token of “{0}” expires on {1}.', fault.page, formatDate(fault.at, locale));
    case 'plainSecret':
      return l10n.t(
        '{0} is a secret, and anyone who can read this file can see it. Keep it in .env, in VS Code or in the secrets of the repository.',
        fault.name,
      );
    case 'trackedFile':
      return l10n.t('Git tracks this file: everyone with access to the repository can read its secrets.');
    case 'notIgnoredFile':
      return l10n.t('Git doesn’t ignore this file: a commit could publish its secrets.');
    case 'moduleOfOtherVersion':
      return l10n.t('“python -m {0}” doesn’t start Agoras {1}.', fault.module, fault.version);
    case 'publishRemoved':
      return l10n.t('Agoras 3.0 removed “publish” and stops with an error.');
    case 'looseText':
      return l10n.t('Text that begins with a dash is read as an option here. With “{0}=” it stays text.', fault.flag);
    default:
      return assertNever(fault);
  }
}

/** The title of a quick fix. */
export function remedyTitle(remedy: Remedy, fault: Fault): string {
  switch (remedy.kind) {
    case 'edit':
      return editTitle(fault);
    case 'update':
      return l10n.t('Rewrite it for this workspace’s Agoras version');
    case 'command':
      return commandTitle(remedy.command);
  }
}

function editTitle(fault: Fault): string {
  switch (fault.kind) {
    case 'variableOfOtherVersion':
      return l10n.t('Remove this line');
    case 'objectIdOfOther':
      return fault.right === 'pageId' ? l10n.t('Use the ID of the Page') : useInstagramId();
    case 'pageIdAsObjectId':
      return useInstagramId();
    case 'inputOfOtherVersion':
      return l10n.t('Rename this input');
    case 'plainSecret':
      return l10n.t('Remove it from the file');
    case 'looseText':
      return l10n.t('Join them with an equals sign');
    default:
      return l10n.t('Fix it');
  }
}

function useInstagramId(): string {
  return l10n.t('Use the ID of the Instagram account');
}

function commandTitle(command: Extract<Remedy, { readonly kind: 'command' }>['command']): string {
  switch (command) {
    case 'renewToken':
      return l10n.t('Renew Access Token…');
    case 'writeFlags':
      return l10n.t('Write Flags to…');
    case 'ignoreFile':
      return l10n.t('Add it to .gitignore');
    case 'upgradeToAgoras3':
      return l10n.t('Upgrade to Agoras 3…');
  }
}
