// Where should the credentials go? The last questions of the flow, and the only ones of "Write Flags to…".
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plainLabel } from '../words/plain';
import { locateDotenv } from './dotenvDestination';
import { offeredDestinations, placesFor, type DeliveryDraft, type DeliveryKind, type Place } from './delivery';
import { linkedOutside } from './files';
import { gitExposure } from './git';
import type { GitExposure } from './gitRepository';
import { askPick, toStepEnd, type Choice, type PromptButton } from './prompts';
import { readDestinationSetting, readDotenvPath } from './settings';
import type { Position, Step } from './wizard';

export type DeliveryStepId = 'destination' | 'place' | 'exposure';

/** `linkedOutside`: the file is, or lies behind, a link that leads out of its folder. */
export type Exposure = GitExposure | { readonly kind: 'linkedOutside'; readonly target: string };

export interface DeliveryContext<D> {
  /** Who else would see the `.env` of each folder, by the folder's URI. */
  readonly exposures: ReadonlyMap<string, Exposure>;
  /** Shows what the answers, with those of the draft, would change. */
  readonly preview: (draft: D) => () => void;
  /** Title, position and buttons of a list of the command that asks. */
  readonly list: (
    id: DeliveryStepId,
    position: Position,
  ) => { readonly title: string; readonly position: Position; readonly buttons: readonly PromptButton[] };
}

/** Asks for the destination, for its folder where there are several, and about Git where that would show the file. */
export function deliverySteps<D extends DeliveryDraft, F>(context: DeliveryContext<D>): Step<DeliveryStepId, D, F>[] {
  const { exposures, list, preview } = context;
  const setting = readDestinationSetting();
  const previewButtons = (draft: D): readonly PromptButton[] => [
    { iconPath: new vscode.ThemeIcon('diff'), tooltip: l10n.t('Show what will change'), run: preview(draft) },
  ];
  const chosen = (draft: D) => draft.destination ?? defaultDestination();
  const exposureOf = (draft: D): Exposure => {
    const place = draft.place ?? placesFor(chosen(draft))[0];
    if (place?.kind !== 'folder' || !writesDotenv(chosen(draft))) return 'safe';
    return exposures.get(place.folder.uri.toString()) ?? 'safe';
  };
  return [
    {
      id: 'destination',
      isAsked: () => setting === 'ask',
      ask: async (draft, position) => {
        const answer = await askPick({
          ...list('destination', position),
          placeholder: l10n.t('Where should the credentials go?'),
          choices: offeredDestinations().map((kind) => {
            // Where there are several folders, the next list shows what would change in each.
            const isSettled = placesFor(kind).length === 1;
            return {
              ...destinationWords(kind),
              value: kind,
              buttons: isSettled ? previewButtons({ ...withoutPlace(draft), destination: kind }) : [],
            };
          }),
        });
        return toStepEnd(answer, (destination) => ({ ...withoutPlace(draft), destination }));
      },
    },
    {
      id: 'place',
      isAsked: (draft) => placesFor(chosen(draft)).length > 1,
      ask: async (draft, position) => {
        const kind = chosen(draft);
        const answer = await askPick({
          ...list('place', position),
          placeholder: l10n.t('In which folder?'),
          choices: placesFor(kind).map((place) => ({
            ...placeChoice(kind, place),
            buttons: previewButtons({ ...draft, destination: kind, place }),
          })),
        });
        return toStepEnd(answer, (place) => ({ ...draft, place }));
      },
    },
    {
      id: 'exposure',
      isAsked: (draft) => exposureOf(draft) !== 'safe',
      ask: async (draft, position) => {
        const exposure = exposureOf(draft);
        if (exposure === 'safe') return { kind: 'skipped', draft };
        const answer = await askPick({
          ...list('exposure', position),
          placeholder: describeExposure(exposure),
          choices: exposureChoices(exposure),
        });
        return toStepEnd(answer, (ignoreFirst) => ({ ...draft, ignoreFirst }));
      },
    },
  ];
}

/** Without a setting and without a question there was one answer only. */
export function defaultDestination(): DeliveryKind {
  const setting = readDestinationSetting();
  const offered = offeredDestinations();
  return offered.find((destination) => destination === setting) ?? offered[0] ?? 'storeOnly';
}

function writesDotenv(destination: DeliveryKind): boolean {
  return destination === 'dotenv' || destination === 'launchEnvFile';
}

/** Asked before the first question, so that the steps can be counted. */
export async function readExposures(): Promise<ReadonlyMap<string, Exposure>> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const entries = folders.map(async (folder) => {
    const path = locateDotenv(folder);
    // A path that cannot be used is told when it is to be written.
    return [folder.uri.toString(), path.ok ? await exposureAt(folder, path.value) : 'safe'] as const;
  });
  return new Map(await Promise.all(entries));
}

async function exposureAt(folder: vscode.WorkspaceFolder, path: string): Promise<Exposure> {
  const target = await linkedOutside(folder.uri.fsPath, path);
  return target === undefined ? gitExposure(path) : { kind: 'linkedOutside', target };
}

function describeExposure(exposure: Exclude<Exposure, 'safe'>): string {
  switch (exposure) {
    case 'tracked':
      return l10n.t('Git tracks this file: the next commit would publish the token. Write it all the same?');
    case 'notIgnored':
      return l10n.t('Git does not ignore this file: a commit could publish the token. What should happen?');
    default:
      return l10n.t('This file is a link that leads out of the folder. Write the token there?');
  }
}

function exposureChoices(exposure: Exclude<Exposure, 'safe'>): Choice<boolean>[] {
  if (typeof exposure === 'object') {
    return [{ label: l10n.t('Write to {0}', plainLabel(exposure.target)), value: false }];
  }
  const write = { label: l10n.t('Write it anyway'), value: false };
  if (exposure === 'tracked') {
    return [
      { ...write, detail: l10n.t('To take it out of Git and keep it on disk: git rm --cached, then .gitignore') },
    ];
  }
  return [
    {
      label: l10n.t('Add it to .gitignore, then write'),
      detail: l10n.t('One line at the end of .gitignore'),
      value: true,
    },
    { ...write, detail: l10n.t('The file may be committed like any other') },
  ];
}

function destinationWords(kind: DeliveryKind): { label: string; description: string; detail: string } {
  switch (kind) {
    case 'dotenv':
      return {
        label: dotenvLabel(),
        description: l10n.t('the variables that Agoras reads'),
        detail: l10n.t('Sets Agoras’ variables there and leaves every other line as it is'),
      };
    case 'launch':
      return {
        label: 'launch.json',
        description: l10n.t('a launch configuration that publishes'),
        detail: l10n.t('Takes the values from VS Code at each start: no secret in the file'),
      };
    case 'launchEnvFile':
      return {
        label: l10n.t('launch.json with {0}', dotenvLabel()),
        description: l10n.t('a launch configuration that reads the file'),
        detail: l10n.t('Writes both; the secrets stand in {0} alone', dotenvLabel()),
      };
    case 'clipboard':
      return {
        label: l10n.t('Clipboard'),
        description: l10n.t('the command line'),
        detail: l10n.t('Ready to be pasted into a terminal; the clipboard is cleared after a minute'),
      };
    case 'terminal':
      return {
        label: l10n.t('Terminals of this window'),
        description: l10n.t('environment variables'),
        detail: l10n.t('New terminals have them until the window is closed; nothing on disk'),
      };
    case 'storeOnly':
      return {
        label: l10n.t('Only keep them in VS Code'),
        description: l10n.t('secret storage'),
        detail: l10n.t('Writes nothing to the workspace'),
      };
  }
}

/** The path that the settings name, where all folders agree. */
function dotenvLabel(): string {
  const paths = new Set((vscode.workspace.workspaceFolders ?? []).map(readDotenvPath));
  const [only] = paths;
  return paths.size === 1 && only !== undefined ? plainLabel(only) : '.env';
}

function placeChoice(kind: DeliveryKind, place: Place): Choice<Place> {
  switch (place.kind) {
    case 'folder':
      return {
        label: plainLabel(place.folder.name),
        description: kind === 'launch' ? '.vscode/launch.json' : plainLabel(readDotenvPath(place.folder)),
        value: place,
      };
    case 'workspaceFile':
      return {
        label: l10n.t('The workspace itself'),
        description: plainLabel(vscode.workspace.asRelativePath(place.uri, false)),
        value: place,
      };
  }
}

/** A folder that was chosen for another destination is asked for again. */
function withoutPlace<D extends DeliveryDraft>(draft: D): D {
  return { ...draft, place: undefined, ignoreFirst: undefined };
}
