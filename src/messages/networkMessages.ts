// Messages about calls to any service: no answer, a retry, a required wait, or the service's own message.
import * as l10n from '@vscode/l10n';
import { assertNever } from '../base/outcome';
import { toOneLine } from '../base/sanitize';
import type { NetworkFailure, NetworkTrouble } from '../http/transportFailure';
import type { RetryNotice } from '../http/retry';
import { toNotificationText, type FailureMessage } from './failures/failureMessage';

export function describeNetworkFailure({ host, trouble, code }: NetworkFailure): FailureMessage {
  return {
    headline: l10n.t('{0} couldn’t be reached.', host),
    reason: REASONS[trouble](code),
    nextStep: describeWayOut(trouble),
    action: 'tryAgain',
  };
}

/** Why there was no answer. `code` is Node's error code, which people can search for. */
const REASONS: Readonly<Record<NetworkTrouble, (code: string) => string>> = {
  offline: () => l10n.t('This computer seems to be offline.'),
  dns: () => l10n.t('Its name couldn’t be resolved.'),
  proxy: (code) => l10n.t('The proxy refused the connection ({0}).', code),
  refused: (code) => l10n.t('The connection was refused ({0}).', code),
  tls: (code) => l10n.t('No secure connection could be made: the certificate may not be trusted here ({0}).', code),
  timeout: () => l10n.t('There was no response in time.'),
  reset: () => l10n.t('The connection was lost before the response was complete.'),
  other: (code) => l10n.t('The network reported {0}.', code),
};

/** What to do about it. */
function describeWayOut(trouble: NetworkTrouble): string {
  switch (trouble) {
    case 'offline':
      return l10n.t('Connect to a network and try again.');
    case 'dns':
    case 'refused':
      return l10n.t('Check the connection, and VS Code’s setting http.proxy if you need a proxy, then try again.');
    case 'proxy':
      return l10n.t('Check VS Code’s settings http.proxy and http.proxyAuthorization, then try again.');
    case 'tls':
      return l10n.t(
        'Check this computer’s clock. If your company inspects traffic, check that its certificate is installed. Then try again.',
      );
    case 'timeout':
      return l10n.t('Try again; on a slow connection raise agoras.graphApi.timeoutSeconds.');
    case 'reset':
    case 'other':
      return l10n.t('Check the connection and try again.');
    default:
      return assertNever(trouble);
  }
}

export function describeRetry({ attempt, attempts }: RetryNotice): string {
  return l10n.t('Facebook is having trouble responding. Attempt {0} of {1}…', attempt, attempts);
}

/** `seconds`: the requested wait; undefined if it is unknown. */
export function describeWait(seconds: number | undefined): string {
  if (seconds === undefined) return l10n.t('Wait about an hour and try again.');
  const minutes = Math.ceil(seconds / 60);
  if (minutes === 1) return l10n.t('Wait a minute and try again.');
  return minutes <= 90
    ? l10n.t('Wait {0} minutes and try again.', minutes)
    : l10n.t('Wait {0} hours and try again.', Math.ceil(minutes / 60));
}

/** After a temporary failure; `seconds`: the requested wait, if the service gave one. */
export function describePause(seconds: number | undefined): string {
  return seconds === undefined ? l10n.t('Try again in a minute.') : describeWait(seconds);
}

/** The number of characters that fit into a notification. */
const NOTIFICATION_CHARACTERS = 400;
/** A quotation shorter than this isn't useful. */
const LEAST_QUOTED_CHARACTERS = 60;

/** Adds Facebook's own text after our reason, or replaces our reason if both together are too long. */
export function withQuote(message: FailureMessage, said: string): FailureMessage {
  const line = toOneLine(said);
  if (line === '' || message.reason === quoteMeta(line)) return message;
  const room = NOTIFICATION_CHARACTERS - `${toNotificationText(message)} ${quoteMeta('')}`.length;
  return room >= Math.min(line.length, LEAST_QUOTED_CHARACTERS)
    ? { ...message, reason: `${message.reason} ${quoteMeta(shorten(line, room))}` }
    : { ...message, reason: quoteMeta(shorten(line, room + message.reason.length)) };
}

function shorten(line: string, room: number): string {
  return line.length > room ? `${Array.from(line.slice(0, room)).slice(0, -1).join('')}…` : line;
}

/** Facebook's own text, shortened; the log has all of it. */
export function quoteMeta(said: string): string {
  return l10n.t('Facebook says: “{0}”.', toOneLine(said));
}
