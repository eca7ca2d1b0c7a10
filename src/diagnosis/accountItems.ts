// What the report says about the stored accounts.
import * as l10n from '@vscode/l10n';
import { formatAgo } from '../base/dates';
import { sanitizeLabel } from '../base/sanitize';
import { hasOutdated, type AccountRecord } from '../credentials/account';
import { accountStatus, type AccountStatus } from '../credentials/expiry';
import { describeCommandFailure } from '../messages/failures/commandFailures';
import {
  describeFailedRenewal,
  describeLastCheck,
  describeObstacle,
  describeReplacedGrant,
  describeStatus,
  TONES,
} from '../messages/expiryMessages';
import type { CommandFailure } from '../messages/failures/failureKinds';
import { actionLabel, toNotificationText } from '../messages/failures/failureMessage';
import type { DiagnosisFacts } from './facts';
import type { ItemState, ReportAction, ReportItem } from './reportModel';

export function accountItems(facts: DiagnosisFacts, locale: string): ReportItem[] {
  const { trouble, records } = facts.accounts;
  if (trouble !== undefined) return [troubleItem(trouble)];
  if (records.length === 0) return [noneItem()];
  return records.map((record, index) => accountItem(record, index === 0, facts, locale));
}

function troubleItem(trouble: CommandFailure): ReportItem {
  const reload: ReportAction = { label: actionLabel('reloadWindow'), task: { kind: 'reload' } };
  const actions = trouble.kind === 'accountsBehind' ? [reload] : trouble.kind === 'accountsLost' ? [get()] : [];
  const isLost = trouble.kind === 'accountsLost';
  return { state: isLost ? 'error' : 'unknown', text: toNotificationText(describeCommandFailure(trouble)), actions };
}

function noneItem(): ReportItem {
  const text = l10n.t('No account is stored, so it isn’t known whether the values in the files work.');
  return { state: 'unknown', text, actions: [get()] };
}

function get(): ReportAction {
  return { label: l10n.t('Get Instagram Credentials…'), task: { kind: 'command', command: 'getCredentials' } };
}

function accountItem(record: AccountRecord, isInUse: boolean, facts: DiagnosisFacts, locale: string): ReportItem {
  const { warnDays, now, isAutomatic } = facts;
  const status = accountStatus(record, warnDays, now, isAutomatic);
  const name = sanitizeLabel(record.page.name);
  const state = describeStatus(status, locale);
  const { lastCheck, failedRenewal } = record;
  return {
    state: stateOf(record, status),
    text: [
      isInUse ? l10n.t('“{0}”, used by this workspace: {1}.', name, state) : l10n.t('“{0}”: {1}.', name, state),
      ...(status.kind === 'cannotPublish' ? [describeObstacle(status.cause)] : []),
      ...(status.kind === 'grantReplaced' ? [describeReplacedGrant()] : []),
      ...(failedRenewal === undefined ? [] : [describeFailedRenewal(failedRenewal)]),
      ...(hasOutdated(record) ? [l10n.t('Some of the places it was written to still have an earlier token.')] : []),
      l10n.t('Last checked {0}: {1}.', formatAgo(lastCheck.at, now, locale), describeLastCheck(record)),
      ...(lastCheck.failedAt === undefined ? [] : [l10n.t('A later check failed.')]),
    ].join(' '),
    actions: actionsFor(record, status),
  };
}

function stateOf(record: AccountRecord, { kind }: AccountStatus): ItemState {
  const tone = TONES[kind];
  if (tone === 'error' || tone === 'warning') return tone;
  if (record.failedRenewal !== undefined || hasOutdated(record)) return 'warning';
  return tone === 'unsure' || record.lastCheck.failedAt !== undefined ? 'unknown' : 'good';
}

function actionsFor({ id, ...record }: AccountRecord, { kind }: AccountStatus): ReportAction[] {
  const check: ReportAction = { label: l10n.t('Check'), task: { kind: 'command', command: 'checkToken', account: id } };
  const renew: ReportAction = { label: l10n.t('Renew'), task: { kind: 'command', command: 'renewToken', account: id } };
  const write: ReportAction = { label: l10n.t('Write'), task: { kind: 'command', command: 'writeFlags', account: id } };
  const tone = TONES[kind];
  const isToBeRenewed = tone === 'error' || tone === 'warning' || record.failedRenewal !== undefined;
  return [...(isToBeRenewed ? [renew] : []), ...(hasOutdated(record) ? [write] : []), check];
}
