// Where the credentials should go: the last questions of the flow, and the only ones of "Write Flags to…".
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import type { AccountRecord } from '../../credentials/account';
import type { WrittenLocations } from '../delivery/writtenLocations';
import type { ChosenDestination, Destination } from '../destinations/destination';
import { DESTINATIONS } from '../destinations/destinationList';
import { displayPath, type TargetLocation } from '../files/targetLocations';
import { askPick, toStepEnd, type Choice, type PromptButton } from '../prompts/quickInputs';
import type { Position, Step } from '../prompts/wizard';
import { readDestinationSetting } from '../settings/settings';
import { secretFileSteps, type SecretFile, type SecretFileState, type SecretFileStepId } from './secretFileSteps';
import {
  visibilitySteps,
  type FileOfFolder,
  type FileVisibilities,
  type VisibilityState,
  type VisibilityStepId,
} from './visibilitySteps';

export type DeliveryStepId = 'destination' | 'location' | 'owner' | VisibilityStepId | SecretFileStepId;

/** The answers so far about where the credentials go. */
export interface DeliveryState extends VisibilityState, SecretFileState {
  readonly destination?: Destination | undefined;
  readonly location?: TargetLocation | undefined;
  /** The account whose values may be replaced, and in which files. */
  readonly replaces?: string | undefined;
}

export interface DeliveryContext<D> {
  readonly written: WrittenLocations;
  readonly visibilities: FileVisibilities;
  /** What else has to be asked about the files with the secrets, by path. */
  readonly secretFiles: ReadonlyMap<string, SecretFile>;
  /** Whether the answers are about this account. */
  readonly isAccount: (state: D, record: AccountRecord) => boolean;
  /** Whether “Only keep them in VS Code” is offered; “Write Flags to…” leaves it out. */
  readonly offersKeeping: boolean;
  /** Shows what the answers would change. */
  readonly preview: (state: D) => () => Promise<unknown>;
  /** Title, position and buttons for a list, provided by the command that asks. */
  readonly list: (
    id: DeliveryStepId,
    position: Position,
  ) => { readonly title: string; readonly position: Position; readonly buttons: readonly PromptButton[] };
}

/**
 * Asks for the destination, for its folder if there are several, whether another account's values may be replaced, and
 * about others who would see the file.
 */
export function deliverySteps<D extends DeliveryState, F>(context: DeliveryContext<D>): Step<DeliveryStepId, D, F>[] {
  const { written, visibilities, secretFiles, isAccount, offersKeeping, list, preview } = context;
  const setting = readDestinationSetting();
  const offered = DESTINATIONS.filter(isOffered).filter(({ id }) => offersKeeping || id !== 'storeOnly');
  const isChosenBySetting = DESTINATIONS.some(({ id }) => id === setting);
  const previewButtons = (state: D): readonly PromptButton[] => [
    { iconPath: new vscode.ThemeIcon('diff'), tooltip: l10n.t('Show what will change'), run: preview(state) },
  ];
  const fileOfFolder = (state: D): FileOfFolder | undefined => {
    const chosen = chooseDestination(state);
    if (chosen.kind !== 'files' || chosen.location.kind !== 'folder') return undefined;
    const { folder } = chosen.location;
    const file = chosen.destination.secretFileIn(folder);
    // An unusable path is only reported when it is to be written.
    return file?.ok === true ? { path: file.value, folder } : undefined;
  };
  const secretFile = (state: D): string | undefined => fileOfFolder(state)?.path;
  /** The files that contain another account's values, with that account. */
  const ofOthers = (state: D): readonly { readonly file: string; readonly owner: AccountRecord }[] => {
    const chosen = chooseDestination(state);
    const files = chosen.kind === 'files' ? chosen.destination.filesIn(chosen.location) : [];
    return files.flatMap((file) => {
      const owner = written.ownerOf(vscode.Uri.file(file));
      return owner === undefined || isAccount(state, owner) ? [] : [{ file, owner }];
    });
  };
  const replacement = (state: D) => JSON.stringify(ofOthers(state).map(({ file, owner }) => [owner.id, file]));
  return [
    {
      id: 'destination',
      isAsked: () => !isChosenBySetting,
      isAnswered: ({ destination }) => destination !== undefined,
      ask: async (state, position) => {
        const answer = await askPick({
          ...list('destination', position),
          placeholder: l10n.t('Where should the credentials go?'),
          choices: offered.map((destination) => {
            // If there are several folders, the next list previews the changes for each.
            const isSettled = locationsOf(destination).length === 1;
            return {
              ...destination.item(),
              value: destination,
              buttons: isSettled ? previewButtons({ ...withoutLocation(state), destination }) : [],
            };
          }),
        });
        return toStepEnd(answer, (destination) => ({ ...withoutLocation(state), destination }));
      },
    },
    {
      id: 'location',
      follows: ['destination'],
      isAsked: (state) => locationsOf(destinationOf(state)).length > 1,
      isAnswered: ({ location }) => location !== undefined,
      ask: async (state, position) => {
        const destination = destinationOf(state);
        const answer = await askPick({
          ...list('location', position),
          placeholder: l10n.t('In which folder?'),
          choices: locationsOf(destination).map((location) => ({
            ...locationChoice(destination, location),
            buttons: previewButtons({ ...state, destination, location }),
          })),
        });
        return toStepEnd(answer, (location) => ({ ...withoutLocation(state), location }));
      },
    },
    {
      id: 'owner',
      follows: ['account', 'page', 'destination', 'location'],
      isAsked: (state) => ofOthers(state).length > 0,
      isAnswered: (state) => state.replaces === replacement(state),
      ask: async (state, position) => {
        const answer = await askPick({
          ...list('owner', position),
          placeholder: ofOthers(state)
            .map(({ file, owner }) => describeOwner(file, owner, file === secretFile(state)))
            .join(' '),
          choices: [
            { label: l10n.t('Replace them'), detail: l10n.t('Press Escape to leave them as they are'), value: true },
          ],
        });
        return toStepEnd(answer, () => ({ ...state, replaces: replacement(state) }));
      },
    },
    ...visibilitySteps<D, F>({ file: fileOfFolder, visibilities, list }),
    ...secretFileSteps<D, F>({
      path: secretFile,
      files: secretFiles,
      chooseAgain: isChosenBySetting
        ? undefined
        : { step: 'destination', state: (state) => ({ ...withoutLocation(state), destination: undefined }) },
      list,
    }),
  ];
}

/** The complete choice. Whatever wasn't asked had only one possible answer. */
export function chooseDestination(state: DeliveryState): ChosenDestination {
  const destination = destinationOf(state);
  switch (destination.kind) {
    case 'files': {
      const location = state.location ?? destination.locations()[0];
      if (location === undefined) throw new Error('A destination was chosen that is not offered.');
      return {
        kind: 'files',
        destination,
        location,
        ignoring: state.ignoring ?? 'nothing',
        makesPrivate: state.makesPrivate ?? false,
      };
    }
    case 'service':
      return { kind: 'service', destination };
    case 'memory':
      return { kind: 'memory', destination };
  }
}

function describeOwner(file: string, { page }: AccountRecord, isSecretFile: boolean): string {
  const [path, name] = [displayPath(file), sanitizeLabel(page.name)];
  return isSecretFile
    ? l10n.t('{0} contains the credentials of “{1}”.', path, name)
    : l10n.t('{0} takes the credentials of “{1}” from VS Code.', path, name);
}

/** If there is neither an answer nor a setting, only one destination was possible. */
function destinationOf({ destination }: DeliveryState): Destination {
  const setting = readDestinationSetting();
  const offered = DESTINATIONS.filter(isOffered);
  const chosen = destination ?? offered.find(({ id }) => id === setting) ?? offered[0];
  if (chosen === undefined) throw new Error('There is no destination.');
  return chosen;
}

/** Destinations in files need a folder to write to. */
function isOffered(destination: Destination): boolean {
  switch (destination.kind) {
    case 'files':
      return destination.locations().length > 0;
    case 'service':
    case 'memory':
      return true;
  }
}

function locationsOf(destination: Destination): readonly TargetLocation[] {
  return destination.kind === 'files' ? destination.locations() : [];
}

function locationChoice(destination: Destination, location: TargetLocation): Choice<TargetLocation> {
  switch (location.kind) {
    case 'folder':
      return {
        label: sanitizeLabel(location.folder.name),
        description: destination.kind === 'files' ? sanitizeLabel(destination.fileNameIn(location.folder)) : '',
        value: location,
      };
    case 'workspaceFile':
      return {
        label: l10n.t('This workspace file'),
        description: sanitizeLabel(vscode.workspace.asRelativePath(location.uri, false)),
        value: location,
      };
  }
}

/** Drops the folder that was chosen for another destination, so that it is asked for again. */
function withoutLocation<D extends DeliveryState>(state: D): D {
  return {
    ...state,
    location: undefined,
    followedTo: undefined,
    ignoring: undefined,
    isPlainTextWanted: undefined,
    makesPrivate: undefined,
  };
}
