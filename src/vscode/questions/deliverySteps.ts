// Where should the credentials go? The last questions of the flow, and the only ones of "Write Flags to…".
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import type { AccountRecord } from '../../credentials/account';
import type { WrittenLocations } from '../delivery/writtenLocations';
import type { ChosenDestination, Destination } from '../destinations/destination';
import { DESTINATIONS } from '../destinations/destinationList';
import { fileVisibility } from '../files/git';
import type { GitVisibility } from '../files/gitRepository';
import { displayPath, type TargetLocation } from '../files/targetLocations';
import { linkedOutside } from '../files/textFiles';
import { askPick, toStepEnd, type Choice, type PromptButton } from '../prompts/quickInputs';
import type { Position, Step } from '../prompts/wizard';
import { readDestinationSetting } from '../settings/settings';

export type DeliveryStepId = 'destination' | 'location' | 'owner' | 'visibility';

/** What has been answered so far of where the credentials go. */
export interface DeliveryState {
  readonly destination?: Destination | undefined;
  readonly location?: TargetLocation | undefined;
  readonly ignoreFirst?: boolean | undefined;
  /** Whose values may be replaced, and in which file. */
  readonly replaces?: string | undefined;
}

/** `linkedOutside`: the file is, or lies behind, a link that leads out of its folder. */
export type FileVisibility = GitVisibility | { readonly kind: 'linkedOutside'; readonly target: string };

export interface DeliveryContext<D> {
  readonly written: WrittenLocations;
  /** Who else would see the files with the secrets, by their paths. */
  readonly visibilities: ReadonlyMap<string, FileVisibility>;
  /** Whether the answers are about this account. */
  readonly isAccount: (state: D, record: AccountRecord) => boolean;
  /** Shows what the answers would change. */
  readonly preview: (state: D) => () => void;
  /** Title, position and buttons of a list of the command that asks. */
  readonly list: (
    id: DeliveryStepId,
    position: Position,
  ) => { readonly title: string; readonly position: Position; readonly buttons: readonly PromptButton[] };
}

/**
 * Asks for the destination, for its folder where there are several, whether another account's values may be replaced,
 * and about Git where that would show the file.
 */
export function deliverySteps<D extends DeliveryState, F>(context: DeliveryContext<D>): Step<DeliveryStepId, D, F>[] {
  const { written, visibilities, isAccount, list, preview } = context;
  const setting = readDestinationSetting();
  const previewButtons = (state: D): readonly PromptButton[] => [
    { iconPath: new vscode.ThemeIcon('diff'), tooltip: l10n.t('Show what will change'), run: preview(state) },
  ];
  const secretFile = (state: D): string | undefined => {
    const chosen = chooseDestination(state);
    if (chosen.kind !== 'files' || chosen.location.kind !== 'folder') return undefined;
    const file = chosen.destination.secretFileIn(chosen.location.folder);
    // A path that cannot be used is told when it is to be written.
    return file?.ok === true ? file.value : undefined;
  };
  const visibilityOf = (state: D): FileVisibility => visibilities.get(secretFile(state) ?? '') ?? 'safe';
  const otherOwner = (state: D): AccountRecord | undefined => {
    const file = secretFile(state);
    if (file === undefined) return undefined;
    const owner = written.ownerOf(vscode.Uri.file(file));
    return owner === undefined || isAccount(state, owner) ? undefined : owner;
  };
  const replacement = (state: D) => `${otherOwner(state)?.id ?? ''} ${secretFile(state) ?? ''}`;
  return [
    {
      id: 'destination',
      isAsked: () => !DESTINATIONS.some(({ id }) => id === setting),
      isAnswered: ({ destination }) => destination !== undefined,
      ask: async (state, position) => {
        const answer = await askPick({
          ...list('destination', position),
          placeholder: l10n.t('Where should the credentials go?'),
          choices: DESTINATIONS.filter(isOffered).map((destination) => {
            // Where there are several folders, the next list shows what would change in each.
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
      isAsked: (state) => otherOwner(state) !== undefined,
      isAnswered: (state) => state.replaces === replacement(state),
      ask: async (state, position) => {
        const owner = sanitizeLabel(otherOwner(state)?.page.name ?? '');
        const answer = await askPick({
          ...list('owner', position),
          placeholder: l10n.t('{0} holds the credentials of “{1}”.', displayPath(secretFile(state) ?? ''), owner),
          choices: [{ label: l10n.t('Replace them'), detail: l10n.t('Escape leaves them as they are'), value: true }],
        });
        return toStepEnd(answer, () => ({ ...state, replaces: replacement(state) }));
      },
    },
    {
      id: 'visibility',
      isAsked: (state) => visibilityOf(state) !== 'safe',
      isAnswered: ({ ignoreFirst }) => ignoreFirst !== undefined,
      ask: async (state, position) => {
        const visibility = visibilityOf(state);
        if (visibility === 'safe') return { kind: 'skipped', state };
        const answer = await askPick({
          ...list('visibility', position),
          placeholder: describeVisibility(visibility),
          choices: visibilityChoices(visibility),
        });
        return toStepEnd(answer, (ignoreFirst) => ({ ...state, ignoreFirst }));
      },
    },
  ];
}

/** What was chosen, complete. What was not asked had one answer only. */
export function chooseDestination(state: DeliveryState): ChosenDestination {
  const destination = destinationOf(state);
  switch (destination.kind) {
    case 'files': {
      const location = state.location ?? destination.locations()[0];
      if (location === undefined) throw new Error('A destination was chosen that is not offered.');
      return { kind: 'files', destination, location, ignoreFirst: state.ignoreFirst ?? false };
    }
    case 'service':
      return { kind: 'service', destination };
    case 'memory':
      return { kind: 'memory', destination };
  }
}

/** Asked before the first question, so that the steps can be counted. */
export async function readFileVisibilities(): Promise<ReadonlyMap<string, FileVisibility>> {
  const visibilities = new Map<string, Promise<FileVisibility>>();
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    for (const destination of DESTINATIONS) {
      const file = destination.kind === 'files' ? destination.secretFileIn(folder) : undefined;
      if (file?.ok !== true || visibilities.has(file.value)) continue;
      visibilities.set(file.value, visibilityAt(folder, file.value));
    }
  }
  const entries = [...visibilities].map(async ([path, visibility]) => [path, await visibility] as const);
  return new Map(await Promise.all(entries));
}

async function visibilityAt(folder: vscode.WorkspaceFolder, path: string): Promise<FileVisibility> {
  const target = await linkedOutside(folder.uri.fsPath, path);
  return target === undefined ? fileVisibility(path) : { kind: 'linkedOutside', target };
}

function describeVisibility(visibility: Exclude<FileVisibility, 'safe'>): string {
  switch (visibility) {
    case 'tracked':
      return l10n.t('Git tracks this file: the next commit would publish the token. Write it all the same?');
    case 'notIgnored':
      return l10n.t('Git does not ignore this file: a commit could publish the token. What should happen?');
    default:
      return l10n.t('This file is a link that leads out of the folder. Write the token there?');
  }
}

function visibilityChoices(visibility: Exclude<FileVisibility, 'safe'>): Choice<boolean>[] {
  if (typeof visibility === 'object') {
    return [{ label: l10n.t('Write to {0}', sanitizeLabel(visibility.target)), value: false }];
  }
  const write = { label: l10n.t('Write it anyway'), value: false };
  if (visibility === 'tracked') {
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

/** Without a setting and without a question there was one answer only. */
function destinationOf({ destination }: DeliveryState): Destination {
  const setting = readDestinationSetting();
  const offered = DESTINATIONS.filter(isOffered);
  const chosen = destination ?? offered.find(({ id }) => id === setting) ?? offered[0];
  if (chosen === undefined) throw new Error('There is no destination.');
  return chosen;
}

/** Without a folder there is no file to write. */
function isOffered(destination: Destination): boolean {
  switch (destination.kind) {
    case 'files':
      return destination.locations().length > 0;
    case 'service':
      return destination.isOffered();
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
        label: l10n.t('The workspace itself'),
        description: sanitizeLabel(vscode.workspace.asRelativePath(location.uri, false)),
        value: location,
      };
  }
}

/** A folder that was chosen for another destination is asked for again. */
function withoutLocation<D extends DeliveryState>(state: D): D {
  return { ...state, location: undefined, ignoreFirst: undefined };
}
