// Questions about who else would see a file that secrets are written to: everyone who gets a commit, or everyone with
// access to the folder that a link leads to.
import * as l10n from '@vscode/l10n';
import vscode = require('vscode');
import type { Cancelled, Outcome } from '../../base/outcome';
import { sanitizeLabel } from '../../base/sanitize';
import { describeGitDoubt, describeGitRemedy } from '../../messages/deliveryMessages';
import type { GitDoubt } from '../../messages/failures/failureKinds';
import type { Ignoring } from '../destinations/destination';
import { DESTINATIONS } from '../destinations/destinationList';
import { fileVisibility, ignoreLine, whileAskingGit } from '../files/git';
import type { GitVisibility, IgnoreLine } from '../files/gitRepository';
import { linkedOutside } from '../files/textFiles';
import { askPick, toStepEnd, type Choice, type PromptButton } from '../prompts/quickInputs';
import type { Position, Step, StepEnd } from '../prompts/wizard';

export type VisibilityStepId = 'link' | 'visibility';

export interface VisibilityState {
  /** The target of a link that the person wants to be followed. */
  readonly followedTo?: string | undefined;
  readonly ignoring?: Ignoring | undefined;
}

/** A file that gets secrets, and its workspace folder. */
export interface FileOfFolder {
  readonly path: string;
  readonly folder: vscode.WorkspaceFolder;
}

interface FileVisibility {
  readonly git: GitVisibility;
  /** The real path, if the file or one of its folders is a link that leads out of the workspace folder. */
  readonly linkedTo: string | undefined;
}

/** The known visibility of the files with the secrets. */
export class FileVisibilities {
  readonly #known = new Map<string, FileVisibility>();

  /** Undefined if the file hasn't been checked, because the folder or setting was added later. */
  of({ path }: FileOfFolder): FileVisibility | undefined {
    return this.#known.get(path);
  }

  /** Checks the file again. */
  async look({ path, folder }: FileOfFolder, signal: AbortSignal): Promise<void> {
    const linkedTo = await linkedOutside(folder.uri.fsPath, path);
    const git = await fileVisibility(path, signal);
    if (!signal.aborted) this.#known.set(path, { git, linkedTo });
  }
}

/** Checked before the first question, so that the steps can be counted. */
export async function readFileVisibilities(): Promise<Outcome<FileVisibilities, Cancelled>> {
  const visibilities = new FileVisibilities();
  const files = new Map<string, FileOfFolder>();
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    for (const destination of DESTINATIONS) {
      const file = destination.kind === 'files' ? destination.secretFileIn(folder) : undefined;
      if (file?.ok === true) files.set(file.value, { path: file.value, folder });
    }
  }
  return whileAskingGit(async (signal) => {
    await Promise.all([...files.values()].map((file) => visibilities.look(file, signal)));
    return visibilities;
  });
}

export interface VisibilityContext<D> {
  /** Undefined if no file gets a secret. */
  readonly file: (state: D) => FileOfFolder | undefined;
  readonly visibilities: FileVisibilities;
  readonly list: (
    id: VisibilityStepId,
    position: Position,
  ) => { readonly title: string; readonly position: Position; readonly buttons: readonly PromptButton[] };
}

export function visibilitySteps<D extends VisibilityState, F>({
  file,
  visibilities,
  list,
}: VisibilityContext<D>): Step<VisibilityStepId, D, F>[] {
  /** True also for a file that hasn't been checked, so that its question is asked, which checks it. */
  const isSo = (state: D, holds: (visibility: FileVisibility) => boolean): boolean => {
    const chosen = file(state);
    const visibility = chosen === undefined ? undefined : visibilities.of(chosen);
    return chosen !== undefined && (visibility === undefined || holds(visibility));
  };
  return [
    {
      id: 'link',
      follows: ['destination', 'location'],
      isAsked: (state) => isSo(state, ({ linkedTo }) => linkedTo !== undefined),
      isAnswered: (state) => {
        const chosen = file(state);
        const seen = chosen === undefined ? undefined : visibilities.of(chosen);
        return seen !== undefined && seen.linkedTo === state.followedTo;
      },
      ask: async (state, position) => {
        const seen = await lookOnce(visibilities, file(state));
        if (seen === 'cancelled') return { kind: 'cancelled' };
        if (seen?.linkedTo === undefined) return { kind: 'skipped', state };
        const answer = await askPick({
          ...list('link', position),
          placeholder: l10n.t('This file is a link that points outside the folder. Write the token there?'),
          choices: [{ label: l10n.t('Write to {0}', sanitizeLabel(seen.linkedTo)), value: seen.linkedTo }],
        });
        return toStepEnd(answer, (followedTo) => ({ ...state, followedTo }));
      },
    },
    {
      id: 'visibility',
      follows: ['destination', 'location'],
      isAsked: (state) => isSo(state, ({ git }) => git !== 'safe'),
      isAnswered: ({ ignoring }) => ignoring !== undefined,
      ask: (state, position) => askVisibility(state, file(state), visibilities, list('visibility', position)),
    },
  ];
}

type Prompt = ReturnType<VisibilityContext<unknown>['list']>;

/** The answer, or what to do before the question is asked again. */
type VisibilityAnswer =
  | Ignoring
  | { readonly first: 'askGit' }
  | { readonly first: 'manageTrust' }
  | { readonly first: 'copy'; readonly command: string };

async function askVisibility<D extends VisibilityState, F>(
  state: D,
  file: FileOfFolder | undefined,
  visibilities: FileVisibilities,
  prompt: Prompt,
): Promise<StepEnd<D, F>> {
  for (;;) {
    const seen = await lookOnce(visibilities, file);
    if (seen === 'cancelled') return { kind: 'cancelled' };
    if (file === undefined || seen === undefined || seen.git === 'safe') return { kind: 'skipped', state };
    const { git } = seen;
    const choices = visibilityChoices(git, git === 'tracked' ? undefined : await ignoreLine(file.path));
    const answer = await askPick({ ...prompt, placeholder: describeVisibility(git), choices });
    if (answer.kind !== 'answered' || typeof answer.value === 'string') {
      const { kind } = answer;
      return kind === 'answered'
        ? { kind, state: { ...state, ignoring: answer.value } }
        : toStepEnd(answer, () => state);
    }
    await doFirst(answer.value, file, visibilities);
  }
}

async function doFirst(
  answer: Exclude<VisibilityAnswer, Ignoring>,
  file: FileOfFolder,
  visibilities: FileVisibilities,
): Promise<void> {
  switch (answer.first) {
    case 'askGit':
      // If canceled, the question is asked again with what was known before.
      await whileAskingGit((signal) => visibilities.look(file, signal));
      break;
    case 'manageTrust':
      await vscode.commands.executeCommand('workbench.trust.manage');
      break;
    case 'copy':
      await vscode.env.clipboard.writeText(answer.command);
      break;
  }
}

async function lookOnce(
  visibilities: FileVisibilities,
  file: FileOfFolder | undefined,
): Promise<FileVisibility | undefined | 'cancelled'> {
  if (file === undefined) return undefined;
  const known = visibilities.of(file);
  if (known !== undefined) return known;
  const looked = await whileAskingGit((signal) => visibilities.look(file, signal));
  return looked.ok ? visibilities.of(file) : 'cancelled';
}

function describeVisibility(visibility: Exclude<GitVisibility, 'safe'>): string {
  switch (visibility) {
    case 'tracked':
      return l10n.t('Git tracks this file: the next commit would publish the token. Write it anyway?');
    case 'notIgnored':
      return l10n.t('Git doesn’t ignore this file: a commit could publish the token. What do you want to do?');
    default:
      return l10n.t('Git can’t tell whether a commit would publish the token. What do you want to do?');
  }
}

function visibilityChoices(
  visibility: Exclude<GitVisibility, 'safe'>,
  line: IgnoreLine | undefined,
): Choice<VisibilityAnswer>[] {
  const write = { label: l10n.t('Write it anyway'), value: 'nothing' as const };
  switch (visibility) {
    case 'tracked':
      return [
        { ...write, detail: l10n.t('To remove it from Git but keep it on disk: git rm --cached, then .gitignore') },
      ];
    case 'notIgnored':
      return [
        ...(line === undefined ? [] : [ignoreChoice(line)]),
        { ...write, detail: l10n.t('The file can be committed like any other') },
      ];
    default:
      return [
        ...doubtChoices(visibility.doubt),
        ...(line?.kind === 'gitignore'
          ? [
              {
                label: l10n.t('Add it to .gitignore, then write'),
                detail: l10n.t('Only Git can tell whether that is enough'),
                value: 'unconfirmed' as const,
              },
            ]
          : []),
        { ...write, detail: l10n.t('If Git tracks the file or doesn’t ignore it, a commit publishes the token') },
      ];
  }
}

function ignoreChoice({ kind }: IgnoreLine): Choice<VisibilityAnswer> {
  switch (kind) {
    case 'gitignore':
      return {
        label: l10n.t('Add it to .gitignore, then write'),
        detail: l10n.t('One line at the end of .gitignore'),
        value: 'confirmed',
      };
    case 'exclude':
      return {
        label: l10n.t('Add it to .git/info/exclude, then write'),
        detail: l10n.t('Your .gitignore is a link, which Git doesn’t read; this file only applies on this computer'),
        value: 'confirmed',
      };
  }
}

function doubtChoices(doubt: GitDoubt): Choice<VisibilityAnswer>[] {
  const again: Choice<VisibilityAnswer> = {
    label: l10n.t('Ask Git Again'),
    detail: `${describeGitDoubt(doubt)} ${describeGitRemedy(doubt)}`,
    value: { first: 'askGit' },
  };
  switch (doubt.kind) {
    case 'notTrusted':
      return [again, { label: l10n.t('Manage Workspace Trust'), value: { first: 'manageTrust' } }];
    case 'otherOwner':
      return [
        // Without the remedy, because the next item offers the command.
        { ...again, detail: describeGitDoubt(doubt) },
        {
          label: l10n.t('Copy the command that makes Git trust it'),
          detail: sanitizeLabel(doubt.command),
          value: { first: 'copy', command: doubt.command },
        },
      ];
    default:
      return [again];
  }
}
