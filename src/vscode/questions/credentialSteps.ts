// The questions of "Get Instagram Credentials", in the order of the flow. They ask and touch nothing.
import * as l10n from '@vscode/l10n';
import type { InstalledAgoras } from '../../agoras/installedVersion';
import { parseAppId, parseAppSecret } from '../../credentials/inputs';
import { objectIdsOf } from '../../credentials/obtain';
import type { AppCredentials } from '../../graph/requests';
import { appChoices, askAgorasVersion, objectIdChoice } from './choices';
import { deliverySteps, type DeliveryContext } from './deliverySteps';
import { appOf, withoutPages, type CredentialStepId, type StoredApp, type WizardState } from './wizardState';
import type { CommandFailure } from '../../messages/failureKinds';
import { askPage } from './pageStep';
import { askPick, askText, toStepEnd, type PromptButton } from '../prompts/quickInputs';
import type { SignInContext } from '../signIn/browserSignIn';
import { askToken } from './tokenStep';
import type { Position, Step } from '../prompts/wizard';

/** What the steps need to know before the first question. */
export interface StepContext extends SignInContext {
  readonly storedApps: readonly StoredApp[];
  readonly isAgorasVersionAsked: boolean;
  /** Agoras 1.x alone is given what the person chooses. */
  readonly isObjectIdAsked: (state: WizardState) => boolean;
  /** Settles while the person answers the questions before the one that needs it. */
  readonly installed: Promise<InstalledAgoras | undefined>;
  readonly delivery: Pick<DeliveryContext<WizardState>, 'written' | 'visibilities' | 'preview'>;
  readonly help: (step: CredentialStepId) => PromptButton;
}

type CredentialStep = Step<CredentialStepId, WizardState, CommandFailure>;

export function credentialSteps(context: StepContext): CredentialStep[] {
  const title = l10n.t('Get Instagram Credentials');
  /** What was typed into each box before it was left, so that coming back finds it again. */
  const typed = new Map<CredentialStepId, string>();
  const box = (id: CredentialStepId, position: Position) => ({
    title,
    position,
    value: typed.get(id) ?? '',
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
          const { storedApp, ...rest } = withoutPages(state);
          return chosen === 'other' ? rest : { ...rest, storedApp: chosen };
        });
      },
    },
    {
      id: 'appId',
      isAsked: ({ storedApp }) => storedApp === undefined,
      ask: async (state, position) => {
        const answer = await askText({
          ...box('appId', position),
          prompt: l10n.t(
            'App ID: in the dashboard of your app, App settings > Basic. No app yet? The question mark shows how to get one.',
          ),
          placeholder: l10n.t('15 or 16 digits'),
          masked: false,
          parse: parseAppId,
        });
        return toStepEnd(answer, (appId) => ({ ...withoutPages(state), appId }));
      },
    },
    {
      id: 'appSecret',
      isAsked: ({ storedApp }) => storedApp === undefined,
      ask: async (state, position) => {
        const answer = await askText({
          ...box('appSecret', position),
          prompt: l10n.t(
            'App Secret: App settings > Basic > App secret > Show, then your Facebook password. It is kept in VS Code’s secret storage.',
          ),
          placeholder: l10n.t('32 characters'),
          masked: true,
          parse: parseAppSecret,
        });
        return toStepEnd(answer, (appSecret) => ({ ...withoutPages(state), appSecret }));
      },
    },
    {
      id: 'token',
      isAsked: () => true,
      ask: async (state, position) => {
        const { signsIn, asksBusiness, ...rest } = state;
        const app = appOf(state);
        if (app === undefined) throw new Error('The token is asked for before the app.');
        const end = await askToken(context, app, { signsIn, asksBusiness }, box('token', position));
        switch (end.kind) {
          case 'answered':
            return { kind: 'answered', state: { ...withoutPages(rest), token: end.value } };
          case 'failed':
            return { kind: 'failed', failure: end.failure, state: { ...rest, asksBusiness } };
          case 'back':
          case 'cancelled':
            return end;
        }
      },
    },
    {
      id: 'page',
      isAsked: () => true,
      ask: (state, position) => askPage(context.connect, state, list('page', position)),
    },
    {
      id: 'agorasVersion',
      isAsked: () => context.isAgorasVersionAsked,
      ask: async (state, position) => {
        const answer = await askAgorasVersion(list('agorasVersion', position), await context.installed, undefined);
        return toStepEnd(answer, (agorasVersion) => ({ ...state, agorasVersion }));
      },
    },
    {
      id: 'objectId',
      isAsked: (state) =>
        context.isObjectIdAsked(state) && (state.page === undefined || objectIdsOf(state.page).length > 1),
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
      list,
      isAccount: (state, { app, page }) => app.id === appOf(state)?.id && page.id === state.page?.id,
    }),
  ];
}
