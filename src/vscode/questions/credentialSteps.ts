// The questions of "Get Instagram Credentials", in the order of the flow. They change nothing.
import * as l10n from '@vscode/l10n';
import type { InstalledAgoras } from '../../agoras/installedVersion';
import type { ShortLivedUserToken } from '../../base/secret';
import { parseAppId, parseAppSecret, parseShortLivedToken } from '../../credentials/inputs';
import { objectIdsOf } from '../../credentials/obtain';
import type { AppCredentials } from '../../graph/requests';
import { appChoices, askAgorasVersion, objectIdChoice } from './choices';
import { deliverySteps, type DeliveryContext } from './deliverySteps';
import { askPageUnlessKept } from './keptPage';
import {
  appOf,
  forOtherApp,
  isObjectIdChosen,
  withoutPages,
  type CredentialStepId,
  type StoredApp,
  type WizardState,
} from './wizardState';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import { askPick, askText, toStepEnd, type PromptButton } from '../prompts/quickInputs';
import type { SignInContext } from '../signIn/browserSignIn';
import { askToken } from './tokenStep';
import type { Position, Step } from '../prompts/wizard';

/** What the steps need to know before the first question. */
export interface StepContext extends SignInContext {
  readonly storedApps: readonly StoredApp[];
  readonly isAgorasVersionAsked: boolean;
  /** Only Agoras 1.x gets the object ID that the person chooses. */
  readonly isObjectIdAsked: (state: WizardState) => boolean;
  /** Resolves while the person answers the questions before the one that needs it. */
  readonly installed: Promise<InstalledAgoras | undefined>;
  /** Called when the first Pages are there: the token has been exchanged, and the person is known. */
  readonly onPages: (state: WizardState) => void;
  readonly delivery: Pick<DeliveryContext<WizardState>, 'written' | 'visibilities' | 'secretFiles' | 'preview'>;
  /** The text typed into each box during the command, so that anyone who comes back finds it there. */
  readonly typed: Map<CredentialStepId, string>;
  readonly help: (step: CredentialStepId) => PromptButton;
}

type CredentialStep = Step<CredentialStepId, WizardState, CommandFailure>;

export function credentialSteps(context: StepContext): CredentialStep[] {
  const title = l10n.t('Get Instagram Credentials');
  const { typed } = context;
  const box = (id: CredentialStepId, position: Position, answer = '') => ({
    title,
    position,
    // Read each time, because a step may show its box several times.
    get value() {
      return typed.get(id) ?? answer;
    },
    keep: (text: string) => {
      typed.set(id, text);
    },
    buttons: [context.help(id)],
  });
  const list = (id: CredentialStepId, position: Position) => ({ title, position, buttons: [context.help(id)] });

  return [
    {
      id: 'app',
      isAsked: () => context.storedApps.length > 0,
      ask: async (state, position) => {
        const answer = await askPick<AppCredentials | 'other'>({
          ...list('app', position),
          placeholder: l10n.t('Use a stored app again, or another one'),
          choices: appChoices(context.storedApps),
        });
        return toStepEnd(answer, (chosen) => {
          const { storedApp, appId, appSecret, ...rest } =
            chosen === 'other' ? withoutPages(state) : forOtherApp(state, chosen.id);
          return chosen === 'other' ? rest : { ...rest, storedApp: chosen };
        });
      },
    },
    {
      id: 'appId',
      follows: ['app'],
      isAsked: ({ storedApp }) => storedApp === undefined,
      isAnswered: ({ appId }) => appId !== undefined,
      ask: async (state, position) => {
        const answer = await askText({
          ...box('appId', position, state.appId),
          prompt: l10n.t(
            'App ID: in the dashboard of your app, App settings > Basic. No app yet? The question mark shows how to get one.',
          ),
          placeholder: l10n.t('15 or 16 digits'),
          masked: false,
          parse: parseAppId,
        });
        return toStepEnd(answer, (appId) => (appId === state.appId ? state : { ...forOtherApp(state, appId), appId }));
      },
    },
    {
      id: 'appSecret',
      follows: ['app'],
      isAsked: ({ storedApp }) => storedApp === undefined,
      isAnswered: ({ appSecret }) => appSecret !== undefined,
      ask: async (state, position) => {
        const answer = await askText({
          ...box('appSecret', position),
          prompt: l10n.t(
            'App Secret: App settings > Basic > App secret > Show (Facebook asks for your password there). The secret is kept in VS Code’s secret storage.',
          ),
          placeholder: l10n.t('32 characters'),
          masked: true,
          parse: parseAppSecret,
        });
        return toStepEnd(answer, (appSecret) =>
          appSecret.reveal() === state.appSecret?.reveal() ? state : { ...withoutPages(state), appSecret },
        );
      },
    },
    {
      id: 'token',
      isAsked: () => true,
      isAnswered: ({ token }) => token !== undefined,
      ask: async (state, position) => {
        const { signsIn, asksBusiness, ...rest } = state;
        const app = appOf(state);
        if (app === undefined) throw new Error('The token is asked for before the app.');
        const end = await askToken(context, app, { signsIn, asksBusiness }, box('token', position));
        switch (end.kind) {
          case 'answered': {
            const { tokenApp, ...others } = withoutPages(rest);
            const origin = isTyped(end.value, typed.get('token')) ? {} : { tokenApp: app.id };
            return { kind: 'answered', state: { ...others, ...origin, token: end.value } };
          }
          case 'failed':
            return { kind: 'failed', failure: end.failure, state: { ...rest, signsIn, asksBusiness } };
          case 'back':
          case 'cancelled':
            return end;
        }
      },
    },
    {
      id: 'page',
      isAsked: () => true,
      isAnswered: ({ page, loader }) => page !== undefined && loader !== undefined,
      ask: (state, position) => {
        const onPages = () => {
          context.onPages(state);
        };
        return askPageUnlessKept(context.connect, state, { ...list('page', position), onPages });
      },
    },
    {
      id: 'agorasVersion',
      isAsked: () => context.isAgorasVersionAsked,
      isAnswered: ({ agorasVersion }) => agorasVersion !== undefined,
      ask: async (state, position) => {
        const answer = await askAgorasVersion(list('agorasVersion', position), await context.installed, undefined);
        return toStepEnd(answer, (agorasVersion) => ({ ...state, agorasVersion }));
      },
    },
    {
      id: 'objectId',
      follows: ['page', 'agorasVersion'],
      isAsked: (state) =>
        context.isObjectIdAsked(state) && (state.page === undefined || objectIdsOf(state.page).length > 1),
      isAnswered: isObjectIdChosen,
      ask: async (state, position) => {
        const answer = await askPick({
          ...list('objectId', position),
          placeholder: l10n.t('Which ID should Agoras use as object ID?'),
          choices: state.page === undefined ? [] : objectIdsOf(state.page).map(objectIdChoice(state.page)),
        });
        return toStepEnd(answer, (objectId) => ({ ...state, objectId }));
      },
    },
    ...deliverySteps<WizardState, CommandFailure>({
      ...context.delivery,
      offersKeeping: true,
      list,
      isAccount: (state, { app, page }) => app.id === appOf(state)?.id && page.id === state.page?.id,
    }),
  ];
}

/** Whether the token was pasted into the box, rather than obtained by signing in. */
function isTyped(token: ShortLivedUserToken, text = ''): boolean {
  const typed = parseShortLivedToken(text);
  return typed.ok && typed.value.reveal() === token.reveal();
}
