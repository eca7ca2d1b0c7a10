// Where should the credentials go? The last questions of the flow, and the only ones of "Write Flags to…".
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { sanitizeLabel } from '../../base/sanitize';
import { defaultDestination, isDestinationAsked, offeredDestinations, type DeliveryDraft } from '../delivery/delivery';
import type { Destination } from '../destinations/destination';
import { DESTINATIONS } from '../destinations/destinationList';
import { linkedOutside } from '../files/textFiles';
import { fileVisibility } from '../files/git';
import type { GitVisibility } from '../files/gitRepository';
import type { TargetLocation } from '../files/targetLocations';
import { askPick, toStepEnd, type Choice, type PromptButton } from '../prompts/quickInputs';
import type { Position, Step } from '../prompts/wizard';

export type DeliveryStepId = 'destination' | 'place' | 'visibility';

/** `linkedOutside`: the file is, or lies behind, a link that leads out of its folder. */
export type FileVisibility = GitVisibility | { readonly kind: 'linkedOutside'; readonly target: string };

export interface DeliveryContext<D> {
  /** Who else would see the files with the secrets, by their paths. */
  readonly visibilities: ReadonlyMap<string, FileVisibility>;
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
  const { visibilities, list, preview } = context;
  const isAsked = isDestinationAsked();
  const previewButtons = (draft: D): readonly PromptButton[] => [
    { iconPath: new vscode.ThemeIcon('diff'), tooltip: l10n.t('Show what will change'), run: preview(draft) },
  ];
  const chosen = (draft: D) => draft.destination ?? defaultDestination();
  const visibilityOf = (draft: D): FileVisibility => {
    const destination = chosen(draft);
    const place = draft.place ?? placesOf(destination)[0];
    const file = place?.kind === 'folder' ? destination.files?.secretFileIn?.(place.folder) : undefined;
    // A path that cannot be used is told when it is to be written.
    return file?.ok === true ? (visibilities.get(file.value) ?? 'safe') : 'safe';
  };
  return [
    {
      id: 'destination',
      isAsked: () => isAsked,
      ask: async (draft, position) => {
        const answer = await askPick({
          ...list('destination', position),
          placeholder: l10n.t('Where should the credentials go?'),
          choices: offeredDestinations().map((destination) => {
            // Where there are several folders, the next list shows what would change in each.
            const isSettled = placesOf(destination).length === 1;
            return {
              ...destination.words(),
              value: destination,
              buttons: isSettled ? previewButtons({ ...withoutPlace(draft), destination }) : [],
            };
          }),
        });
        return toStepEnd(answer, (destination) => ({ ...withoutPlace(draft), destination }));
      },
    },
    {
      id: 'place',
      isAsked: (draft) => placesOf(chosen(draft)).length > 1,
      ask: async (draft, position) => {
        const destination = chosen(draft);
        const answer = await askPick({
          ...list('place', position),
          placeholder: l10n.t('In which folder?'),
          choices: placesOf(destination).map((place) => ({
            ...placeChoice(destination, place),
            buttons: previewButtons({ ...draft, destination, place }),
          })),
        });
        return toStepEnd(answer, (place) => ({ ...draft, place }));
      },
    },
    {
      id: 'visibility',
      isAsked: (draft) => visibilityOf(draft) !== 'safe',
      ask: async (draft, position) => {
        const visibility = visibilityOf(draft);
        if (visibility === 'safe') return { kind: 'skipped', draft };
        const answer = await askPick({
          ...list('visibility', position),
          placeholder: describeVisibility(visibility),
          choices: visibilityChoices(visibility),
        });
        return toStepEnd(answer, (ignoreFirst) => ({ ...draft, ignoreFirst }));
      },
    },
  ];
}

/** Asked before the first question, so that the steps can be counted. */
export async function readFileVisibilities(): Promise<ReadonlyMap<string, FileVisibility>> {
  const visibilities = new Map<string, Promise<FileVisibility>>();
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    for (const { files } of DESTINATIONS) {
      const file = files?.secretFileIn?.(folder);
      if (file?.ok === true && !visibilities.has(file.value))
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

function placesOf({ files }: Destination): readonly TargetLocation[] {
  return files?.places() ?? [];
}

function placeChoice({ files }: Destination, place: TargetLocation): Choice<TargetLocation> {
  switch (place.kind) {
    case 'folder':
      return {
        label: sanitizeLabel(place.folder.name),
        description: sanitizeLabel(files?.nameIn(place.folder) ?? ''),
        value: place,
      };
    case 'workspaceFile':
      return {
        label: l10n.t('The workspace itself'),
        description: sanitizeLabel(vscode.workspace.asRelativePath(place.uri, false)),
        value: place,
      };
  }
}

/** A folder that was chosen for another destination is asked for again. */
function withoutPlace<D extends DeliveryDraft>(draft: D): D {
  return { ...draft, place: undefined, ignoreFirst: undefined };
}
