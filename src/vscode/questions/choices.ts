// The items in the flow's lists.
import * as l10n from '@vscode/l10n';
import type { AccountRecord, ObjectId } from '../../credentials/account';
import type { InstalledAgoras } from '../../agoras/installedVersion';
import { definitionsFor } from '../../agoras/flags';
import { AGORAS_VERSIONS, type AgorasVersion } from '../../agoras/target';
import { canPublish, type FlowFailure } from '../../credentials/obtain';
import type { UserAccess } from '../../credentials/acquireUserToken';
import type { FoundPage, MissingPage } from '../../credentials/unlistedPages';
import type { GraphPage, InstagramAccount } from '../../graph/answers';
import { reasonsForNoInstagram } from '../../graph/inspection';
import type { AppCredentials } from '../../graph/requests';
import { describePossibleReasons, describeReasonsBriefly } from '../../messages/accessMessages';
import { describeFailure } from '../../messages/failures/flowFailures';
import { sanitizeLabel } from '../../base/sanitize';
import type { WorkspaceChoices } from '../accounts/workspaceChoices';
import type { CommandEnd } from '../prompts/commandEnd';
import type { StoredApp } from './wizardState';
import { askPick, type Choice, type PickEnd, type PromptButton } from '../prompts/quickInputs';
import type { Position } from '../prompts/wizard';
import { isInstagramChosen, readNetworks } from '../settings/settings';

/** `inUse`: the account that this workspace uses. */
export function accountChoice(account: AccountRecord, inUse: AccountRecord | undefined): Choice<AccountRecord> {
  const username = account.instagram?.username;
  const description = [
    ...(username === undefined ? [] : [`@${sanitizeLabel(username)}`]),
    ...(account === inUse ? [l10n.t('used by this workspace')] : []),
  ];
  return {
    label: sanitizeLabel(account.page.name),
    ...(description.length === 0 ? {} : { description: description.join(' · ') }),
    detail: describeOwner(account),
    value: account,
  };
}

function describeOwner({ app, user }: AccountRecord): string {
  return user === undefined || user.name === ''
    ? l10n.t('App {0}', app.id)
    : l10n.t('App {0}, {1}', app.id, sanitizeLabel(user.name));
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

/** An item in the list of Pages: a Page, or a way to find one that isn't listed. */
export type PageItem =
  | { readonly kind: 'page'; readonly page: FoundPage }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'typeId' }
  /** Explains what most likely hides the Page, or its Instagram account. */
  | { readonly kind: 'explain'; readonly failure: FlowFailure };

export function elsewhereChoice(): Choice<PageItem> {
  return {
    label: l10n.t('My Page is not in this list…'),
    detail: l10n.t('Searches business portfolios, or lets you enter a Page ID'),
    value: { kind: 'elsewhere' },
  };
}

export function explainChoice(missing: MissingPage): Choice<PageItem> {
  return {
    label: l10n.t('Why is my Page hidden?'),
    detail: describeFailure(missing).nextStep,
    value: { kind: 'explain', failure: missing },
  };
}

export function typePageIdChoice(): Choice<PageItem> {
  return {
    label: l10n.t('Type a Page ID…'),
    detail: l10n.t('For a Page that isn’t listed'),
    value: { kind: 'typeId' },
  };
}

/** `access`: what the token that Facebook was asked with can access. */
export function pageChoice(page: FoundPage, access: UserAccess | undefined): Choice<PageItem> {
  const username = page.instagram?.username;
  return {
    label: sanitizeLabel(page.name),
    ...(username === undefined ? {} : { description: `@${sanitizeLabel(username)}` }),
    detail: [pageDetail(page, access), ...describeFoundBy(page)].join(' · '),
    value: { kind: 'page', page },
  };
}

function pageDetail(page: FoundPage, access: UserAccess | undefined): string {
  if (!canPublish(page)) {
    return l10n.t('$(warning) Your role on this Page doesn’t allow publishing');
  }
  if (page.instagram !== undefined || access === undefined || !isInstagramChosen()) {
    return l10n.t('Page ID {0}', page.id);
  }
  const reasons = reasonsForNoInstagram(access, page.foundBy !== undefined);
  return l10n.t('$(warning) Facebook shows no Instagram account: {0}?', describeReasonsBriefly(reasons));
}

/** Says how a Page was found that Facebook's list omits. */
function describeFoundBy({ foundBy }: FoundPage): string[] {
  switch (foundBy) {
    case 'ticked':
      return [l10n.t('ticked in Facebook’s dialog but missing from its list')];
    case 'portfolio':
      return [l10n.t('found in a business portfolio')];
    case 'id':
    case undefined:
      return [];
  }
}

/** The options for a Page for which Facebook shows no Instagram account. */
export type AccountItem =
  | { readonly kind: 'account'; readonly account: InstagramAccount }
  | { readonly kind: 'explain' }
  | { readonly kind: 'without' };

/** An account that was selected at the login. */
export function accountItem(account: InstagramAccount): Choice<AccountItem> {
  return {
    label: account.username === undefined ? l10n.t('Instagram account') : `@${sanitizeLabel(account.username)}`,
    description: account.id,
    detail: l10n.t('Ticked in Facebook’s dialog; whether this Page can publish there is checked next'),
    value: { kind: 'account', account },
  };
}

export function withoutAccountItems(page: FoundPage, access: UserAccess): Choice<AccountItem>[] {
  const reasons = reasonsForNoInstagram(access, page.foundBy !== undefined);
  return [
    {
      label: l10n.t('Why does Facebook show no Instagram account?'),
      detail: describePossibleReasons(reasons),
      value: { kind: 'explain' },
    },
    {
      label: l10n.t('Continue without an Instagram account'),
      detail: l10n.t('Facebook will refuse every post until it shows one'),
      value: { kind: 'without' },
    },
  ];
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
              ? l10n.t('Works for publishing')
              : l10n.t('@{0}: works for publishing', sanitizeLabel(page.instagram.username)),
          value: objectId,
        };
      case 'page':
        return {
          label: l10n.t('Page ID'),
          description: objectId.id,
          detail: l10n.t('The one in the Agoras 1.x guide; doesn’t work for publishing'),
          value: objectId,
        };
    }
  };
}

/** The version used here comes first, otherwise the installed one; without either, the current one. */
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
        description: l10n.t('current; never expires if Facebook allows it, otherwise renewed automatically'),
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

export type ChosenAccount =
  | { readonly kind: 'answered'; readonly value: AccountRecord }
  /** The command ends with this: nobody chose, or there was nothing to choose from. */
  | { readonly kind: 'ended'; readonly end: CommandEnd };

/** The account with this ID, the only account, or the one that the person picks. */
export async function chooseAccount(
  workspace: WorkspaceChoices,
  title: string,
  accountId: string | undefined,
  again: () => Promise<CommandEnd>,
): Promise<ChosenAccount> {
  const list = workspace.accounts();
  const [only, ...others] = list;
  if (only === undefined) return { kind: 'ended', end: workspace.withoutAccount(again) };
  const given = workspace.find(accountId) ?? (others.length === 0 ? only : undefined);
  if (given !== undefined) return { kind: 'answered', value: given };
  const answer = await askPick({
    title,
    position: { step: 1, totalSteps: 1, canGoBack: false },
    placeholder: l10n.t('Which account’s credentials?'),
    buttons: [],
    choices: list.map((account) => accountChoice(account, only)),
  });
  return answer.kind === 'answered' ? answer : { kind: 'ended', end: { kind: 'cancelled' } };
}
