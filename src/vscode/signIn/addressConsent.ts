// Controls where secrets may be sent: to the services themselves, and to other URLs after the person has agreed to
// each. A setting may come from an imported or synced profile, or from an extension that writes settings.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { cancelled, err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import { asConfirmed, type ConfirmedUrl } from '../../http/confirmedUrl';

/** Valid in all workspaces: the additional URLs that secrets may be sent to. */
const STATE_KEY = 'agoras.confirmedAddresses';

/** What a URL is used for, named after its setting. */
export type AddressUse = 'graphApi.baseUrl' | 'graphApi.dialogUrl' | 'githubApi.baseUrl';

const OWN_ORIGINS: Readonly<Record<AddressUse, string>> = {
  'graphApi.baseUrl': 'https://graph.facebook.com',
  'graphApi.dialogUrl': 'https://www.facebook.com',
  'githubApi.baseUrl': 'https://api.github.com',
};

type Answers = Pick<vscode.Memento, 'get' | 'update'>;

/** The URLs that the person has agreed to. */
export class AddressConsent {
  /**
   * `answers`: the extension's global state, which is stored on the person's own computer and can't be written by a
   * workspace.
   */
  constructor(private readonly answers: Answers) {}

  /** Never asks; undefined if the person would have to be asked. */
  known(url: URL, use: AddressUse): ConfirmedUrl | undefined {
    const isKnown = url.origin === OWN_ORIGINS[use] || this.#agreed().includes(entryOf(url, use));
    return isKnown ? asConfirmed(url) : undefined;
  }

  /**
   * Asks unless the person has already agreed to this origin for this use. `others`: other uses of the same URL;
   * agreeing once covers all of them.
   */
  async ask(url: URL, use: AddressUse, others: readonly AddressUse[] = []): Promise<Outcome<ConfirmedUrl, Cancelled>> {
    const known = this.known(url, use);
    if (known !== undefined) return ok(known);
    const uses = [use, ...others.filter((other) => this.known(url, other) === undefined)];
    if (!(await agrees(url, use, uses))) return err(cancelled);
    await this.#remember(uses.map((agreed) => entryOf(url, agreed)));
    return ok(asConfirmed(url));
  }

  async #remember(entries: readonly string[]): Promise<void> {
    try {
      await this.answers.update(STATE_KEY, [...this.#agreed(), ...entries]);
    } catch {
      // The window remembers the answer anyway; the next window asks again.
    }
  }

  #agreed(): readonly unknown[] {
    const agreed = this.answers.get<unknown>(STATE_KEY);
    return Array.isArray(agreed) ? agreed : [];
  }
}

function entryOf({ origin }: URL, use: AddressUse): string {
  return `${use} ${origin}`;
}

async function agrees(url: URL, use: AddressUse, uses: readonly AddressUse[]): Promise<boolean> {
  const agree = l10n.t('Use This Address');
  const openSettings = l10n.t('Open Settings');
  const detail = [
    ...uses.map(describeUse),
    l10n.t('Agree only if you set this yourself. You’ll be asked once for each address.'),
  ];
  const pressed = await vscode.window.showWarningMessage(
    questionOf(url, use),
    { modal: true, detail: detail.join('\n\n') },
    agree,
    openSettings,
  );
  if (pressed === openSettings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', settingOf(use));
  }
  return pressed === agree;
}

function questionOf({ host }: URL, use: AddressUse): string {
  switch (use) {
    case 'graphApi.baseUrl':
      return l10n.t('Send the App Secret and tokens to “{0}” instead of Facebook?', host);
    case 'graphApi.dialogUrl':
      return l10n.t('Sign in at “{0}” instead of Facebook?', host);
    case 'githubApi.baseUrl':
      return l10n.t('Send your GitHub token and the credentials to “{0}” instead of GitHub?', host);
  }
}

function describeUse(use: AddressUse): string {
  const setting = settingOf(use);
  switch (use) {
    case 'graphApi.baseUrl':
      return l10n.t(
        'The setting {0} replaces the Graph API with this address. Whoever runs it can publish as your Pages.',
        setting,
      );
    case 'graphApi.dialogUrl':
      return l10n.t(
        'The setting {0} replaces Facebook’s login dialog with this address. Your browser opens it, and whoever runs it receives what you type there, such as a password.',
        setting,
      );
    case 'githubApi.baseUrl':
      return l10n.t(
        'The setting {0} replaces GitHub’s API with this address. Whoever runs it can read the credentials and change your repositories.',
        setting,
      );
  }
}

function settingOf(use: AddressUse): string {
  return `agoras.${use}`;
}
