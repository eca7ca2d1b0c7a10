// Checks a file that secrets will be written to, and asks the questions that result.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { isEncryptedDotenv } from '../../edits/dotenv/dotenvEncryption';
import { DESTINATIONS } from '../destinations/destinationList';
import { cleanUp } from '../files/fileChange';
import { ignoreLine } from '../files/git';
import { whoElseMayUse, type OtherUsers } from '../files/otherUsers';
import { displayPath } from '../files/targetLocations';
import { readTextFile } from '../files/textFiles';
import { askPick, toStepEnd, type Choice, type PromptButton } from '../prompts/quickInputs';
import type { Position, Step } from '../prompts/wizard';

export interface SecretFile {
  readonly isEncrypted: boolean;
  /** Other users of this computer who can read or change it; undefined if there are none. */
  readonly others: OtherUsers | undefined;
}

export type SecretFileStepId = 'encrypted' | 'permissions';

export interface SecretFileState {
  /** The person wants plain values in a file that dotenvx encrypts. */
  readonly isPlainTextWanted?: boolean | undefined;
  readonly makesPrivate?: boolean | undefined;
}

export interface SecretFileContext<D> {
  /** Undefined if no file gets a secret. */
  readonly path: (state: D) => string | undefined;
  readonly files: ReadonlyMap<string, SecretFile>;
  /** Undefined if the destination comes from a setting. */
  readonly chooseAgain: { readonly step: string; readonly state: (state: D) => D } | undefined;
  readonly list: (
    id: SecretFileStepId,
    position: Position,
  ) => { readonly title: string; readonly position: Position; readonly buttons: readonly PromptButton[] };
}

export function secretFileSteps<D extends SecretFileState, F>({
  path,
  files,
  chooseAgain,
  list,
}: SecretFileContext<D>): Step<SecretFileStepId, D, F>[] {
  const fileOf = (state: D) => files.get(path(state) ?? '');
  const nameOf = (state: D) => displayPath(path(state) ?? '');
  return [
    {
      id: 'encrypted',
      follows: ['destination', 'location'],
      isAsked: (state) => fileOf(state)?.isEncrypted === true,
      isAnswered: ({ isPlainTextWanted }) => isPlainTextWanted !== undefined,
      ask: async (state, position) => {
        const answer = await askPick({
          ...list('encrypted', position),
          placeholder: l10n.t(
            'dotenvx encrypts {0}, and such a file is meant to be committed. What do you want to do?',
            nameOf(state),
          ),
          choices: encryptedChoices(chooseAgain !== undefined),
        });
        if (answer.kind === 'answered' && answer.value === 'chooseAgain' && chooseAgain !== undefined) {
          return { kind: 'back', to: chooseAgain.step, state: chooseAgain.state(state) };
        }
        return toStepEnd(answer, () => ({ ...state, isPlainTextWanted: true }));
      },
    },
    {
      id: 'permissions',
      follows: ['destination', 'location'],
      isAsked: (state) => fileOf(state)?.others !== undefined,
      isAnswered: ({ makesPrivate }) => makesPrivate !== undefined,
      ask: async (state, position) => {
        const answer = await askPick({
          ...list('permissions', position),
          placeholder: l10n.t('Other users of this computer can open {0}. What do you want to do?', nameOf(state)),
          choices: permissionChoices(fileOf(state)?.others?.canBeExcluded === true),
        });
        return toStepEnd(answer, (makesPrivate) => ({ ...state, makesPrivate }));
      },
    },
  ];
}

function encryptedChoices(canChooseAgain: boolean): Choice<'chooseAgain' | 'write'>[] {
  const write: Choice<'write'> = {
    label: l10n.t('Write the values unencrypted'),
    detail: l10n.t('Run “dotenvx encrypt” before the next commit, or the token will be published'),
    value: 'write',
  };
  if (!canChooseAgain) return [write];
  return [
    {
      label: l10n.t('Choose another destination'),
      detail: l10n.t('With launch.json the secrets stay in VS Code'),
      value: 'chooseAgain',
    },
    write,
  ];
}

function permissionChoices(canBeExcluded: boolean): Choice<boolean>[] {
  if (!canBeExcluded) {
    return [
      {
        label: l10n.t('Write it anyway'),
        detail: l10n.t('The file belongs to another user, so only that user can make it private'),
        value: false,
      },
    ];
  }
  return [
    {
      label: l10n.t('Make it private, then write'),
      detail: l10n.t('Then only you can read and change it (mode 0600)'),
      value: true,
    },
    {
      label: l10n.t('Write it anyway'),
      detail: l10n.t('Anyone who can read the file can publish with the token'),
      value: false,
    },
  ];
}

/** Removes leftovers of interrupted writes of these files, and of the files that make Git ignore them. */
export async function cleanUpSecretFiles(): Promise<void> {
  for (const path of secretFilePaths()) {
    await cleanUp(path);
    const line = await ignoreLine(path);
    if (line !== undefined) await cleanUp(line.file);
  }
}

/** Read before the first question, so that the steps can be counted. */
export async function readSecretFiles(): Promise<ReadonlyMap<string, SecretFile>> {
  await cleanUpSecretFiles();
  const files = new Map<string, SecretFile>();
  for (const path of secretFilePaths()) {
    const file = await readTextFile(path);
    // Files that can't be read are reported when they are to be written.
    if (!file.ok || file.value.text === undefined) continue;
    files.set(path, { isEncrypted: isEncryptedDotenv(file.value.text), others: await whoElseMayUse(file.value.path) });
  }
  return files;
}

/** The files of this window that secrets can be written to. */
function secretFilePaths(): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    for (const destination of DESTINATIONS) {
      const file = destination.kind === 'files' ? destination.secretFileIn(folder) : undefined;
      if (file?.ok === true) paths.add(file.value);
    }
  }
  return paths;
}
