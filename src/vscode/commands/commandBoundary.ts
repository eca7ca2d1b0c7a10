// Runs every command. This is the only place that shows failures, and the last to catch bugs.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import {
  actionLabel,
  notTwice,
  toNotificationText,
  type Action,
  type FailureMessage,
} from '../../messages/failures/failureMessage';
import { sanitizeText } from '../../base/sanitize';
import { redact } from '../../base/redaction';
import { metaLink } from '../../graph/dashboard';
import { describeCommandFailure } from '../../messages/failures/commandFailures';
import { isGithubSignIn, signInToGithub, type GithubSignIn } from '../destinations/githubSession';
import { failed, type CommandEnd, type ValueEnd } from '../prompts/commandEnd';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import { COMMANDS, SETTINGS_SECTION } from '../settings/manifestIds';
import type { Log } from '../../base/log';

/** Runs a command to its end. A failure is shown once, with buttons to continue. */
export async function runCommand(command: string, log: Log, body: () => Promise<CommandEnd>): Promise<void> {
  try {
    log.info(`${command}: started`);
    let end = await body();
    let told: FailureMessage | undefined;
    while (end.kind === 'failed') {
      log.warn(`${command}: ${summary(end.failure)}`);
      told = notTwice(describeCommandFailure(end.failure), told);
      const action = await showFailure(end.failure, told);
      if (action === undefined) return;
      if (isGithubSignIn(action)) {
        const signedIn = await signInToGithub(action, end.failure);
        if (!signedIn.ok) {
          end = failed(signedIn.error, end.resume);
          continue;
        }
      } else if (await openAction(action, told.setting, metaLink(told.page ?? 'apps', end.app))) return;
      if (end.resume === undefined) return;
      end = await end.resume(action);
    }
    log.info(`${command}: ${end.kind}`);
  } catch (error) {
    log.bug(error);
    const message = l10n.t(
      'Something went wrong inside Agoras Credentials. Nothing more was changed; the log has the details.',
    );
    const showLog = actionLabel('showLog');
    if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) await openAction('showLog');
  }
}

/**
 * Runs a command that returns a value, or undefined after showing its failure. The caller doesn't have to wait until
 * the person closes the message.
 */
export function runForValue<Value>(
  command: string,
  log: Log,
  body: () => Promise<ValueEnd<Value>>,
): Promise<Value | undefined> {
  return new Promise((resolve) => {
    void runCommand(command, log, async () => {
      let value: Value | undefined;
      try {
        const end = await body();
        if (end.kind !== 'given') return end;
        value = end.value;
        return { kind: 'done' };
      } finally {
        resolve(value);
      }
    });
  });
}

async function showFailure(failure: CommandFailure, words: FailureMessage): Promise<Action | undefined> {
  const actions = [words.action, words.otherAction, hasDetails(failure) ? ('showDetails' as const) : undefined].filter(
    (action) => action !== undefined,
  );
  const labels = actions.map(actionLabel);
  const pressed = await vscode.window.showErrorMessage(sanitizeText(redact(toNotificationText(words))), ...labels);
  return actions[labels.findIndex((label) => label === pressed)];
}

/** Whether Meta returned a trace ID for its support, or text that our message omits. */
function hasDetails(failure: CommandFailure): boolean {
  return 'details' in failure && (failure.details.traceId ?? failure.details.userMessage) !== undefined;
}

/**
 * Runs actions that end the command; false for actions that continue it. `setting`, `dashboard`: the setting to open,
 * and the URL of the dashboard page that helps.
 */
async function openAction(
  action: Exclude<Action, GithubSignIn>,
  setting?: string,
  dashboard = metaLink('apps', undefined),
): Promise<boolean> {
  switch (action) {
    case 'openFacebook':
      return vscode.env.openExternal(vscode.Uri.parse(metaLink('facebook', undefined)));
    case 'openAppDashboard':
      return vscode.env.openExternal(vscode.Uri.parse(dashboard));
    case 'openPageSettings':
      return vscode.env.openExternal(vscode.Uri.parse(metaLink('pages', undefined)));
    case 'openSettings':
      await vscode.commands.executeCommand(
        'workbench.action.openSettings',
        setting === undefined ? `${SETTINGS_SECTION}.` : `@id:${setting}`,
      );
      return true;
    case 'openFolder':
      await vscode.commands.executeCommand('workbench.action.files.openFolder');
      return true;
    case 'reloadWindow':
      await vscode.commands.executeCommand('workbench.action.reloadWindow');
      return true;
    case 'manageTrust':
      await vscode.commands.executeCommand('workbench.trust.manage');
      return true;
    case 'showDetails':
    case 'showLog':
      await vscode.commands.executeCommand(COMMANDS.showLog);
      return true;
    case 'enterAppId':
    case 'enterAppSecret':
    case 'enterToken':
    case 'signIn':
    case 'signInAtOwnAddress':
    case 'signInAtFacebook':
    case 'choosePage':
    case 'chooseDestination':
    case 'typePageId':
    case 'tryAgain':
    case 'getCredentials':
    case 'renewToken':
    case 'checkToken':
      return false;
  }
}

/** For the log: the kind, and the details that Meta's support asks for. */
function summary(failure: CommandFailure): string {
  const details = 'details' in failure ? failure.details : undefined;
  if (details === undefined) return failure.kind;
  const { httpStatus, code, subcode, traceId, message, userTitle, userMessage } = details;
  const numbers = [`HTTP ${String(httpStatus)}`, `code ${String(code)}`, `subcode ${String(subcode)}`];
  const said = [message, userTitle, userMessage].filter((text) => text !== undefined && text !== '').join(' / ');
  return `${failure.kind} (${[...numbers, `trace ${traceId ?? 'none'}`].join(', ')}): ${said}`;
}
