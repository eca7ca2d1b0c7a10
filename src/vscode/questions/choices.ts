// What stands in the lists of the flow.
import * as l10n from '@vscode/l10n';
import type { AccountRecord } from '../../credentials/account';
import type { InstalledAgoras } from '../../agoras/installedVersion';
import { definitionsFor } from '../../agoras/flags';
import { AGORAS_VERSIONS, type AgorasVersion } from '../../agoras/target';
import { canPublish } from '../../credentials/obtain';
import type { ObjectId } from '../../credentials/account';
import type { MissingPage } from '../../credentials/unlistedPages';
import type { GraphPage } from '../../graph/answers';
import type { AppCredentials } from '../../graph/requests';
import { describeFailure } from '../../messages/flowFailures';
import { sanitizeLabel } from '../../base/sanitize';
import type { StoredApp } from './wizardState';
import { askPick, type Choice, type PickEnd, type PromptButton } from '../prompts/quickInputs';
import type { Position } from '../prompts/wizard';
import { readNetworks } from '../settings/settings';

export function accountChoice(account: AccountRecord): Choice<AccountRecord> {
  const username = account.instagram?.username;
  return {
    label: sanitizeLabel(account.page.name),
    ...(username === undefined ? {} : { description: `@${sanitizeLabel(username)}` }),
    detail: l10n.t('App {0}, {1}', account.app.id, sanitizeLabel(account.user.name)),
    value: account,
  };
}

export function appChoices(apps: readonly StoredApp[]): Choice<AppCredentials | 'other'>[] {
  return [
    ...apps.map(({ app, pageNames }) => ({
      label: l10n.t('App {0}', app.id),
      description: l10n.t('stored'),
      detail: l10n.t('Used for {0}', pageNames.map(sanitizeLabel).join(', ')),
      value: app,
    })),
    { label: l10n.t('Another app…'), detail: l10n.t('Asks for its App ID and App Secret'), value: 'other' },
  ];
}

/** What the list of Pages offers: a Page, or a way to one that is not there. */
export type PageItem =
  | { readonly kind: 'page'; readonly page: GraphPage }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'typeId' }
  /** Tells what most likely hides the Page. */
  | { readonly kind: 'explain'; readonly missing: MissingPage };

export function elsewhereChoice(): Choice<PageItem> {
  return {
    label: l10n.t('My Page is not in this list…'),
    detail: l10n.t('Looks in business portfolios, and takes a Page ID'),
    value: { kind: 'elsewhere' },
  };
}

export function explainChoice(missing: MissingPage): Choice<PageItem> {
  return {
    label: l10n.t('Why is my Page hidden?'),
    detail: describeFailure(missing).nextStep,
    value: { kind: 'explain', missing },
  };
}

export function typePageIdChoice(): Choice<PageItem> {
  return {
    label: l10n.t('Type a Page ID…'),
    detail: l10n.t('For a Page that no list shows'),
    value: { kind: 'typeId' },
  };
}

export function pageChoice(page: GraphPage): Choice<PageItem> {
  const username = page.instagram?.username;
  return {
    label: sanitizeLabel(page.name),
    ...(username === undefined ? {} : { description: `@${sanitizeLabel(username)}` }),
    detail: pageDetail(page),
    value: { kind: 'page', page },
  };
}

function pageDetail(page: GraphPage): string {
  if (!canPublish(page)) {
    return l10n.t('$(warning) Your role on this Page does not allow publishing');
  }
  if (page.instagram === undefined) {
    return l10n.t('$(warning) No Instagram account is connected: publishing will be refused until one is');
  }
  return l10n.t('Page ID {0}', page.id);
}

export function objectIdChoice(page: GraphPage): (objectId: ObjectId) => Choice<ObjectId> {
  return (objectId) => {
    switch (objectId.kind) {
      case 'instagramAccount':
        return {
          label: l10n.t('Instagram account ID'),
          description: objectId.id,
          detail:
            page.instagram?.username === undefined
              ? l10n.t('The one that the publishing call accepts')
              : l10n.t('@{0}: the one that the publishing call accepts', sanitizeLabel(page.instagram.username)),
          value: objectId,
        };
      case 'page':
        return {
          label: l10n.t('Page ID'),
          description: objectId.id,
          detail: l10n.t('The one in the Agoras 1.x guide; the publishing call refuses it'),
          value: objectId,
        };
    }
  };
}

/** The one that is used here first, else the one that is installed; without either, the current one. */
export function askAgorasVersion(
  prompt: { readonly title: string; readonly position: Position; readonly buttons: readonly PromptButton[] },
  installed: InstalledAgoras | undefined,
  used: AgorasVersion | undefined,
): Promise<PickEnd<AgorasVersion>> {
  const first = used ?? installed?.version;
  const ordered = [...AGORAS_VERSIONS].sort((one, other) => Number(other === first) - Number(one === first));
  return askPick({
    ...prompt,
    placeholder: l10n.t('Which version of Agoras do you use? Run agoras --version to check.'),
    choices: ordered.map((version) => {
      const { label, description } = describeVersion(version);
      const isInstalled = installed?.version === version;
      return {
        label,
        description: isInstalled
          ? l10n.t('{0} · installed: {1}', description, sanitizeLabel(installed.exact))
          : description,
        detail: definitionsFor({ version, networks: readNetworks() })
          .map(({ environment }) => environment)
          .join(', '),
        value: version,
      };
    }),
  });
}

function describeVersion(version: AgorasVersion): { label: string; description: string } {
  switch (version) {
    case '3.x':
      return {
        label: l10n.t('Agoras 3.x'),
        description: l10n.t('current; never expires where Facebook allows it, else renewed every 60 days'),
      };
    case '2.x':
      return {
        label: l10n.t('Agoras 2.x'),
        description: l10n.t('1.1.6 to 2.2; reads the same variables as Agoras 3.x'),
      };
    case '1.x':
      return {
        label: l10n.t('Agoras 1.x'),
        description: l10n.t(
          'up to 1.1.5; the guide’s --instagram-access-token and --instagram-object-id, which never expire',
        ),
      };
  }
}
