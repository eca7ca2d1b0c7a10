// The questions of "Get Instagram Credentials", in the order of the flow. They ask and touch nothing.
import * as l10n from '@vscode/l10n';
import type { InstalledAgoras } from '../credentials/agorasVersion';
import { parseAppId, parseAppSecret, parseShortLivedToken } from '../credentials/inputs';
import { objectIdsOf, type ObjectId, type RoadFailure } from '../credentials/obtain';
import type { Connect } from '../credentials/pageFeed';
import type { AppCredentials } from '../graph/requests';
import type { ShortLivedUserToken } from '../secret';
import { appChoices, objectIdChoice, versionChoices } from './choices';
import { deliverySteps, type DeliveryContext } from './deliverySteps';
import { withoutFeed } from './draft';
import type { Draft, StepId, StoredApp } from './draft';
import { askPage } from './pageStep';
import { askPick, askText, toStepEnd, type PromptButton, type TextPrompt } from './prompts';
import type { Position, Step } from './wizard';

/** What the steps need to know before the first question. */
export interface StepContext {
  readonly storedApps: readonly StoredApp[];
  /** `undefined` where the person is asked. */
  readonly fixedObjectId: ObjectId['kind'] | undefined;
  readonly isAgorasVersionAsked: boolean;
  /** Settles while the person answers the questions before the one that needs it. */
  readonly installed: Promise<InstalledAgoras | undefined>;
  readonly exposures: DeliveryContext<Draft>['exposures'];
  readonly preview: DeliveryContext<Draft>['preview'];
  readonly connect: Connect;
  readonly help: (step: StepId) => PromptButton;
  readonly tokenButtons: readonly PromptButton[];
}

type CredentialStep = Step<StepId, Draft, RoadFailure>;

export function credentialSteps(context: StepContext): CredentialStep[] {
  const title = l10n.t('Get Instagram Credentials');
  /** What was typed into each box before it was left, so that coming back finds it again. */
  const typed = new Map<StepId, string>();
  const box = (id: StepId, position: Position, buttons: readonly PromptButton[] = []) => ({
    title,
    position,
    value: typed.get(id) ?? '',
    keep: (text: string) => {
      typed.set(id, text);
    },
    buttons: [...buttons, context.help(id)],
  });
  const list = (id: StepId, position: Position) => ({ title, position, buttons: [context.help(id)] });

  return [
    {
      id: 'app',
      isAsked: () => context.storedApps.length > 0,
      ask: async (draft, position) => {
        const answer = await askPick<AppCredentials | 'other'>({
          ...list('app', position),
          placeholder: l10n.t('Use a stored app again, or another one'),
          choices: appChoices(context.storedApps),
        });
        return toStepEnd(answer, (chosen) => {
          const { storedApp, ...rest } = withoutFeed(draft);
          return chosen === 'other' ? rest : { ...rest, storedApp: chosen };
        });
      },
    },
    {
      id: 'appId',
      isAsked: ({ storedApp }) => storedApp === undefined,
      ask: async (draft, position) => {
        const answer = await askText({
          ...box('appId', position),
          prompt: l10n.t('App ID: the number at the top of your app’s dashboard on developers.facebook.com'),
          placeholder: l10n.t('15 or 16 digits'),
          masked: false,
          parse: parseAppId,
        });
        return toStepEnd(answer, (appId) => ({ ...withoutFeed(draft), appId }));
      },
    },
    {
      id: 'appSecret',
      isAsked: ({ storedApp }) => storedApp === undefined,
      ask: async (draft, position) => {
        const answer = await askText({
          ...box('appSecret', position),
          prompt: l10n.t(
            'App Secret: App settings > Basic > App secret > Show. It is kept in VS Code’s secret storage.',
          ),
          placeholder: l10n.t('32 characters'),
          masked: true,
          parse: parseAppSecret,
        });
        return toStepEnd(answer, (appSecret) => ({ ...withoutFeed(draft), appSecret }));
      },
    },
    {
      id: 'token',
      isAsked: () => true,
      ask: async (draft, position) => {
        const answer = await askText({
          ...box('token', position, context.tokenButtons),
          ...tokenPrompt(),
        });
        return toStepEnd(answer, (token) => ({ ...withoutFeed(draft), token }));
      },
    },
    {
      id: 'page',
      isAsked: () => true,
      ask: (draft, position) => askPage(context.connect, draft, list('page', position)),
    },
    {
      id: 'objectId',
      isAsked: ({ page }) =>
        context.fixedObjectId === undefined && (page === undefined || objectIdsOf(page).length > 1),
      ask: async (draft, position) => {
        const answer = await askPick({
          ...list('objectId', position),
          placeholder: l10n.t('Which ID should Agoras use as object ID?'),
          choices: draft.page === undefined ? [] : objectIdsOf(draft.page).map(objectIdChoice(draft.page)),
        });
        return toStepEnd(answer, (objectId) => ({ ...draft, objectId }));
      },
    },
    {
      id: 'agorasVersion',
      isAsked: () => context.isAgorasVersionAsked,
      ask: async (draft, position) => {
        const answer = await askPick({
          ...list('agorasVersion', position),
          placeholder: l10n.t('Which Agoras do you use? “agoras --version” tells.'),
          choices: versionChoices(await context.installed, undefined),
        });
        return toStepEnd(answer, (agorasVersion) => ({ ...draft, agorasVersion }));
      },
    },
    ...deliverySteps<Draft, RoadFailure>({ ...context, list }),
  ];
}

/** The box for a short-lived token, wherever it is asked for. */
export function tokenPrompt(): Pick<TextPrompt<ShortLivedUserToken>, 'prompt' | 'placeholder' | 'masked' | 'parse'> {
  return {
    prompt: l10n.t('Short-lived user token: generated in the Graph API Explorer with your app and the permissions'),
    placeholder: l10n.t('Begins with EAA'),
    masked: true,
    parse: parseShortLivedToken,
  };
}
