// Where the credentials of an account go, as it was chosen.
import * as vscode from 'vscode';
import type { Destination } from '../destinations/destination';

/** A `launch.json` belongs to a folder; a saved workspace of several folders holds launch configurations itself, too. */
export type Place =
  | { readonly kind: 'folder'; readonly folder: vscode.WorkspaceFolder }
  | { readonly kind: 'workspaceFile'; readonly uri: vscode.Uri };

/** `storeOnly`: they are kept in VS Code alone. */
export type DeliveryKind = Destination | 'storeOnly';

export type Delivery =
  | {
      readonly kind: 'dotenv' | 'launchEnvFile';
      readonly folder: vscode.WorkspaceFolder;
      readonly ignoreFirst: boolean;
    }
  | { readonly kind: 'launch'; readonly place: Place }
  | { readonly kind: 'clipboard' | 'terminal' | 'storeOnly' };

/** What has been answered so far of where the credentials go. */
export interface DeliveryDraft {
  readonly destination?: DeliveryKind | undefined;
  readonly place?: Place | undefined;
  /** The person wants the `.env` in `.gitignore` before it is written. */
  readonly ignoreFirst?: boolean | undefined;
}

/** The destinations that this window offers: without a folder there is no file to write. */
export function offeredDestinations(): readonly DeliveryKind[] {
  const hasFolder = (vscode.workspace.workspaceFolders ?? []).length > 0;
  return hasFolder
    ? ['dotenv', 'launch', 'launchEnvFile', 'clipboard', 'terminal', 'storeOnly']
    : ['clipboard', 'terminal', 'storeOnly'];
}

/** Where a destination can lie. More than one: the person is asked. */
export function placesFor(destination: DeliveryKind): readonly Place[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => ({ kind: 'folder' as const, folder }));
  switch (destination) {
    case 'dotenv':
    case 'launchEnvFile':
      return folders;
    case 'launch': {
      const { workspaceFile } = vscode.workspace;
      const isSaved = workspaceFile?.scheme === 'file';
      return isSaved ? [...folders, { kind: 'workspaceFile', uri: workspaceFile }] : folders;
    }
    case 'clipboard':
    case 'terminal':
    case 'storeOnly':
      return [];
  }
}

/** What was chosen, complete. What was not asked had one answer only. */
export function completeDelivery({ destination, place, ignoreFirst }: DeliveryDraft, fallback: DeliveryKind): Delivery {
  const kind = destination ?? fallback;
  const [first] = placesFor(kind);
  const chosen = place ?? first;
  switch (kind) {
    case 'dotenv':
    case 'launchEnvFile':
      if (chosen?.kind !== 'folder') throw new Error('A file was chosen without a folder for it.');
      return { kind, folder: chosen.folder, ignoreFirst: ignoreFirst ?? false };
    case 'launch':
      if (chosen === undefined) throw new Error('A launch configuration was chosen without a place for it.');
      return { kind, place: chosen };
    case 'clipboard':
    case 'terminal':
    case 'storeOnly':
      return { kind };
  }
}
