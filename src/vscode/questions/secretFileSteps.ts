// What there is to know about a file that secrets are to be written to, and the questions that follow from it.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import { isEncryptedDotenv } from '../../edits/dotenv/dotenvEncryption';
import { DESTINATIONS } from '../destinations/destinationList';
import { cleanUp } from '../files/fileChange';
import { whoElseMayUse, type OtherUsers } from '../files/otherUsers';
import { displayPath } from '../files/targetLocations';
import { readTextFile } from '../files/textFiles';
import { askPick, toStepEnd, type Choice, type PromptButton } from '../prompts/quickInputs';
import type { Position, Step } from '../prompts/wizard';

export interface SecretFile {
  readonly isEncrypted: boolean;
  /** Who else on this computer may read or change it; undefined: nobody. */
  readonly others: OtherUsers | undefined;
}

export type SecretFileStepId = 'encrypted' | 'permissions';

export interface SecretFileState {
  /** The person wants the values in a file that dotenvx keeps encrypted. */
  readonly isPlainTextWanted?: boolean | undefined;
  readonly makesPrivate?: boolean | undefined;
}

export interface SecretFileContext<D> {
  /** Undefined where no file gets a secret. */
  readonly path: (state: D) => string | undefined;
  readonly files: ReadonlyMap<string, SecretFile>;
  /** Undefined where a setting has chosen the destination. */
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
        label: l10n.t('Write Anyway'),
        detail: l10n.t('The file belongs to another user, so only that user can make it private'),
        value: false,
      },
    ];
  }
  return [
    {
      label: l10n.t('Make It Private and Write'),
      detail: l10n.t('Then only you can read and change it (mode 0600)'),
      value: true,
    },
    {
      label: l10n.t('Write Anyway'),
      detail: l10n.t('Anyone who can read the file can publish with the token'),
      value: false,
    },
  ];
}

/** Removes what writes have left there that were cut off. */
export async function cleanUpSecretFiles(): Promise<void> {
  for (const path of secretFilePaths()) await cleanUp(path);
}

/** Asked before the first question, so that the steps can be counted. */
export async function readSecretFiles(): Promise<ReadonlyMap<string, SecretFile>> {
  await cleanUpSecretFiles();
  const files = new Map<string, SecretFile>();
  for (const path of secretFilePaths()) {
    const file = await readTextFile(path);
    // What cannot be read is told when it is to be written.
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
