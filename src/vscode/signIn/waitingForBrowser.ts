// Shown while the browser shows Facebook's dialog: a list of options for when it doesn't return by itself.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { SignInFailure } from '../../credentials/signInAttempt';
import type { SignInAddress } from '../../base/secret';
import { metaLink } from '../../graph/dashboard';
import type { AppId } from '../../graph/ids';
import { describePlace, facebookSymptoms, findSymptom, type FacebookSymptom } from '../../messages/facebookSymptoms';
import { askPick, type Choice, type PromptButton } from '../prompts/quickInputs';
import type { Position } from '../prompts/wizard';

export interface WaitingPrompt {
  readonly title: string;
  readonly position: Position;
  readonly buttons: readonly PromptButton[];
}

export interface Waiting<T> {
  readonly app: AppId;
  readonly address: SignInAddress;
  /** False if the person didn't let VS Code open it, or no browser could be opened. */
  readonly open: () => Thenable<boolean>;
  /** The result from the browser, or how the wait ended without it. */
  readonly arrival: Promise<T>;
  /** Registers a listener for answers that don't belong to this sign-in. */
  readonly onStray: (listener: (failure: SignInFailure) => void) => void;
}

type WaitingChoice = 'openAgain' | 'copyAddress' | 'facebookError' | 'cancel';

/**
 * Opens the dialog and waits; undefined if the person stops waiting. It continues even if VS Code reports that the
 * browser wasn't opened: the person may have it open anyway, or can open the URL by hand.
 */
export async function waitForBrowser<T>(waiting: Waiting<T>, prompt: WaitingPrompt): Promise<T | undefined> {
  let note: string | undefined;
  let isOpenWanted = true;
  for (;;) {
    const end = await askPick<WaitingChoice, T>({
      ...prompt,
      placeholder: note ?? describeWait(),
      choices: waitingChoices(),
      fill: async (list) => {
        waiting.onStray((failure) => {
          note = describeStray(failure);
          list.reportProgress(note);
        });
        // The list is shown first, to say what will happen before the browser comes to the front.
        if (isOpenWanted) {
          isOpenWanted = false;
          void Promise.resolve(waiting.open()).then((isOpened) => {
            if (!isOpened && list.isOpen()) list.reportProgress((note = describeUnopened()));
          });
        }
        list.end(await waiting.arrival);
      },
    });
    if (end.kind === 'ended') return end.by;
    if (end.kind !== 'answered') return undefined;
    switch (end.value) {
      case 'openAgain':
        isOpenWanted = true;
        note = undefined;
        break;
      case 'copyAddress':
        await vscode.env.clipboard.writeText(waiting.address.reveal());
        note = l10n.t('The address is on the clipboard: open it in any browser on this computer.');
        break;
      case 'facebookError':
        await askSymptom(waiting, prompt);
        break;
      case 'cancel':
        return undefined;
    }
  }
}

function describeWait(): string {
  return l10n.t('Press Continue in your browser. The Pages ticked there replace earlier ones.');
}

function describeUnopened(): string {
  return l10n.t('VS Code didn’t open the browser. Open it again, or copy the address and open it yourself.');
}

function describeStray(failure: SignInFailure): string {
  if (failure.kind !== 'signInRefused') {
    return l10n.t('Still waiting: the browser returned a response from another sign-in.');
  }
  const title = findSymptom({ code: failure.code, text: failure.said })?.title;
  return title === undefined
    ? l10n.t('Still waiting: the browser returned an error from Facebook.')
    : l10n.t('Still waiting: the browser returned Facebook’s error “{0}”.', title);
}

function waitingChoices(): Choice<WaitingChoice>[] {
  return [
    {
      label: l10n.t('$(link-external) Open Again'),
      detail: l10n.t('“Edit settings” in Facebook’s dialog shows which Pages are ticked; tick all the Pages you use'),
      value: 'openAgain',
    },
    {
      label: l10n.t('$(copy) Copy the Address'),
      detail: l10n.t('For another browser on this computer'),
      value: 'copyAddress',
    },
    {
      label: l10n.t('$(warning) Facebook Shows an Error…'),
      detail: l10n.t('What this means and what to do'),
      value: 'facebookError',
    },
    {
      label: l10n.t('$(close) Cancel'),
      detail: l10n.t('To sign in another way, or paste a token'),
      value: 'cancel',
    },
  ];
}

/** Explains an error that only Facebook's page shows, then continues to wait. */
async function askSymptom<T>({ app, arrival }: Waiting<T>, prompt: WaitingPrompt): Promise<void> {
  const symptoms = facebookSymptoms().filter(({ where }) => where === 'dialog');
  const end = await askPick<FacebookSymptom, T>({
    ...prompt,
    position: { ...prompt.position, canGoBack: true },
    placeholder: l10n.t('{0}: what does Facebook show?', describePlace('dialog')),
    choices: symptoms.map((symptom) => ({
      label: symptom.title,
      description: symptom.codes.join(', '),
      detail: symptom.cause,
      value: symptom,
    })),
    // If the browser returns in the meantime, this list is closed, and then the wait ends.
    fill: async (list) => {
      list.end(await arrival);
    },
  });
  if (end.kind !== 'answered') return;
  const { title, cause, cure, opens } = end.value;
  const open = l10n.t('Open in Browser');
  void vscode.window.showInformationMessage(`${title}: ${cause} ${cure}`, open).then((pressed) => {
    if (pressed === open) void vscode.env.openExternal(vscode.Uri.parse(metaLink(opens, app)));
  });
}
