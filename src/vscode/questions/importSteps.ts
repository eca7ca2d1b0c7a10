// The questions of "Import Existing Credentials": where to import from, and what is missing. They change nothing.
import * as l10n from '@vscode/l10n';
import { ALL_FLAGS } from '../../agoras/flags';
import type { InstalledAgoras } from '../../agoras/installedVersion';
import { DEFAULT_VERSION, NETWORK_NAMES, usesRefreshToken, type AgorasVersion } from '../../agoras/target';
import { sanitizeLabel } from '../../base/sanitize';
import { missingOf, type FoundCredentials } from '../../credentials/imported/foundCredentials';
import { parseAppId, parseAppSecret } from '../../credentials/inputs';
import { takenNames } from '../../github/actionsSecrets';
import { fullName, type Repository } from '../../github/repository';
import { isTransient } from '../../graph/graphFailures';
import type { AppCredentials } from '../../graph/requests';
import type { CommandFailure } from '../../messages/failures/failureKinds';
import { findCheckouts } from '../destinations/githubQuestions';
import { withGithub } from '../destinations/githubSession';
import { withProgress } from '../prompts/progress';
import { askPick, askText, toStepEnd, type Choice, type PromptButton } from '../prompts/quickInputs';
import type { Position, Step, StepEnd } from '../prompts/wizard';
import type { FindTokenApp } from '../signIn/connect';
import { findSources, type CredentialSource, type SourceFinding } from '../sources/credentialSources';
import { isTokenDead, openFound, type OpenContext } from './importedPage';
import { knownSecret, withoutSubject, type ImportState, type ImportStepId } from './importState';

export interface ImportContext extends OpenContext {
  readonly storedApps: readonly AppCredentials[];
  readonly findTokenApp: FindTokenApp;
  readonly installed: Promise<InstalledAgoras | undefined>;
  /** The Agoras version that this workspace is set to. */
  readonly agorasVersion: AgorasVersion | undefined;
  readonly help: (step: ImportStepId) => PromptButton;
}

type ImportStep = Step<ImportStepId, ImportState, CommandFailure>;
type End = StepEnd<ImportState, CommandFailure>;

export function importSteps(context: ImportContext): ImportStep[] {
  const prompt = (id: ImportStepId, position: Position) => ({
    title: l10n.t('Import Existing Credentials'),
    position,
    buttons: [context.help(id)],
  });
  /** True before the source is chosen, because most have a token. */
  const mayHaveToken = ({ source }: ImportState) => source === undefined || source.found.token !== undefined;
  return [
    { id: 'source', isAsked: () => true, ask: (_, position) => askSource(context, prompt('source', position)) },
    {
      id: 'appId',
      follows: ['source'],
      isAsked: ({ isAppIdAsked }) => isAppIdAsked === true,
      isAnswered: ({ appId }) => appId !== undefined,
      ask: async (state, position) => {
        const answer = await askText({
          ...prompt('appId', position),
          prompt: l10n.t(
            'App ID of the app these credentials were created with: in its dashboard, App settings > Basic',
          ),
          placeholder: l10n.t('15 or 16 digits'),
          masked: false,
          value: state.appId ?? '',
          keep: () => undefined,
          parse: parseAppId,
        });
        return toStepEnd(answer, (appId) => (appId === state.appId ? state : { ...withoutSubject(state), appId }));
      },
    },
    {
      id: 'appSecret',
      follows: ['source'],
      isAsked: (state) => state.source !== undefined && knownSecret(state, context.storedApps) === undefined,
      isAnswered: ({ appSecret }) => appSecret !== undefined,
      ask: async (state, position) => {
        const answer = await askText({
          ...prompt('appSecret', position),
          prompt: l10n.t(
            'App Secret of the app {0}: App settings > Basic > App secret > Show (Facebook asks for your password there). The secret is kept in VS Code’s secret storage.',
            state.appId ?? '?',
          ),
          placeholder: l10n.t('32 characters'),
          masked: true,
          value: '',
          keep: () => undefined,
          parse: parseAppSecret,
        });
        return toStepEnd(answer, (appSecret) => ({ ...withoutSubject(state), appSecret }));
      },
    },
    {
      id: 'page',
      isAsked: mayHaveToken,
      isAnswered: ({ subject }) => subject !== undefined,
      ask: (state, position) => openFound(context, state, prompt('page', position)),
    },
    {
      id: 'keep',
      isAsked: (state) => mayHaveToken(state) && (state.source === undefined || state.source.file !== undefined),
      isAnswered: ({ keepsFile }) => keepsFile !== undefined,
      ask: async (state, position) => {
        const answer = await askPick({
          ...prompt('keep', position),
          placeholder: l10n.t('“{0}”: keep {1} up to date from now on?', pageName(state), state.source?.name ?? ''),
          choices: [
            {
              label: l10n.t('Keep it up to date'),
              detail: l10n.t(
                'Renewed tokens are written there, missing values are added, and “Forget” can remove them',
              ),
              value: true,
            },
            { label: l10n.t('Leave it as it is'), detail: l10n.t('It keeps its current contents'), value: false },
          ],
        });
        return toStepEnd(answer, (keepsFile) => ({ ...state, keepsFile }));
      },
    },
  ];
}

function pageName({ subject }: ImportState): string {
  return sanitizeLabel(subject?.choice.page.name ?? '');
}

type SourceItem = SourceFinding | { readonly kind: 'github'; readonly repository: Repository };

interface SourcePrompt {
  readonly title: string;
  readonly position: Position;
  readonly buttons: readonly PromptButton[];
}

async function askSource(context: ImportContext, prompt: SourcePrompt): Promise<End> {
  const answer = await askPick<SourceItem, CommandFailure>({
    ...prompt,
    placeholder: l10n.t('Which credentials should be imported?'),
    choices: [],
    fill: async (list) => {
      list.reportProgress(l10n.t('Looking for credentials…'));
      let count = 0;
      const looked = await findSources({
        installed: context.installed,
        isWanted: list.isOpen,
        add: (findings) => {
          count += findings.length;
          if (findings.length > 0 && list.isOpen()) list.add(findings.map(sourceChoice));
        },
      });
      const found = await findCheckouts();
      const checkouts = found.ok ? found.value.named : [];
      if (!list.isOpen()) return;
      if (count === 0 && checkouts.length === 0) list.end({ kind: 'nothingToImport', looked });
      list.add(checkouts.map(({ repository }) => githubChoice(repository)));
      list.complete(
        count === 0
          ? l10n.t('No credentials in {0}. Secrets on GitHub?', looked.map(sanitizeLabel).join(', '))
          : undefined,
      );
    },
  });
  switch (answer.kind) {
    case 'answered':
      return takeSource(context, answer.value);
    case 'ended':
      return { kind: 'failed', failure: answer.by, state: {} };
    case 'back':
    case 'cancelled':
      return answer;
  }
}

function sourceChoice(finding: SourceFinding): Choice<SourceItem> {
  if (finding.kind === 'unreadable') {
    const { name, why } = finding.failure;
    return {
      label: labelFor(name, why !== 'storage'),
      detail: why === 'encrypted' ? l10n.t('$(lock) Encrypted by dotenvx') : l10n.t('$(warning) It can’t be read'),
      value: finding,
    };
  }
  const { found, name, version, file } = finding.source;
  return {
    label: labelFor(name, file !== undefined),
    description: describeUse(found, version),
    detail: describeMissing(found),
    value: finding,
  };
}

/** Names of places other than files start in lower case, because they are also used within sentences. */
function labelFor(name: string, isFile: boolean): string {
  const label = sanitizeLabel(name);
  return isFile ? label : label.charAt(0).toLocaleUpperCase() + label.slice(1);
}

function describeUse({ networks }: FoundCredentials, version: AgorasVersion | undefined): string {
  const names = networks.map((network) => NETWORK_NAMES[network]).join(' + ');
  return version === undefined
    ? l10n.t('{0}, for Agoras 2.x and 3.x', names)
    : l10n.t('{0}, for Agoras {1}', names, version);
}

function describeMissing(found: FoundCredentials): string {
  const missing = missingOf(found);
  if (missing.includes('token')) return l10n.t('An app without a token: you’ll sign in next');
  return missing.includes('appSecret')
    ? l10n.t('You’ll be asked for the App Secret next, unless it is already stored')
    : l10n.t('Has everything it needs');
}

function githubChoice(repository: Repository): Choice<SourceItem> {
  return {
    label: l10n.t('Secrets of {0} on GitHub', fullName(repository)),
    detail: l10n.t('Lists them; GitHub doesn’t reveal their values'),
    value: { kind: 'github', repository },
  };
}

async function takeSource(context: ImportContext, item: SourceItem): Promise<End> {
  switch (item.kind) {
    case 'credentials':
      return findApp(context, item.source);
    case 'unreadable':
      return { kind: 'failed', failure: item.failure, state: {} };
    case 'github':
      return listSecrets(item.repository);
  }
}

async function listSecrets(repository: Repository): Promise<End> {
  const names = [...new Set(ALL_FLAGS.map(({ environment }) => environment))];
  const location = { repository, environment: undefined };
  const asking = l10n.t('Asking GitHub about {0}…', fullName(repository));
  const taken = await withGithub(asking, (api, signal) => takenNames(api, location, names, signal));
  if (taken.ok) {
    return {
      kind: 'failed',
      failure: { kind: 'secretsHidden', repository: fullName(repository), names: taken.value },
      state: {},
    };
  }
  return taken.error.kind === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', failure: taken.error, state: {} };
}

/**
 * Facebook tells which app a token is for, unless the app requires a proof with each call: then the person is asked.
 */
async function findApp(context: ImportContext, source: CredentialSource): Promise<End> {
  const { appId, token } = source.found;
  const used = [source.version, context.agorasVersion, (await context.installed)?.version];
  const isFitting = (version: AgorasVersion) => source.version !== undefined || usesRefreshToken(version);
  const version = used.find((one) => one !== undefined && isFitting(one)) ?? DEFAULT_VERSION;
  const state: ImportState = { source, version };
  if (appId !== undefined || token === undefined) return { kind: 'answered', state: { ...state, ...withId(appId) } };
  const asked = await withProgress(l10n.t('Asking Facebook which app the token belongs to…'), (signal, onRetry) =>
    context.findTokenApp(token, signal, onRetry),
  );
  if (asked.ok) return { kind: 'answered', state: { ...state, appId: asked.value } };
  const { error } = asked;
  if (error.kind === 'cancelled') return { kind: 'cancelled' };
  if (error.kind === 'invalidSetting' || isTransient(error)) return { kind: 'failed', failure: error, state };
  if (isTokenDead(error)) return { kind: 'failed', failure: { kind: 'foundTokenDead', failure: error }, state };
  return { kind: 'answered', state: { ...state, isAppIdAsked: true } };
}

function withId(appId: ImportState['appId']): Pick<ImportState, 'appId'> {
  return appId === undefined ? {} : { appId };
}
