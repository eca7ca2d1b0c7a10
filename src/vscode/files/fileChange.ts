// Makes a planned change to a text file on disk, safe from other windows and from interruptions.
import type { TextPlan } from '../../edits/textPlan';
import { err, ok, type Outcome } from '../../base/outcome';
import type { FileProblem } from '../../messages/failures/failureKinds';
import { withFileLock } from './fileLock';
import {
  changeMode,
  hasLeftovers,
  removeLeftovers,
  replaceTextFile,
  type ReplaceOptions,
  type Undo,
} from './fileReplacement';
import { PRIVATE, readTextFile, resolveTextFile } from './textFiles';

/** Plans a change to a text; `text`: undefined if there is no file yet. */
export type Planner<R> = (text: string | undefined) => TextPlan<R>;

/** The plan was refused, and why. */
export interface Refused<R> {
  readonly kind: 'refused';
  readonly path: string;
  readonly refusal: R;
}

export type FileWrite = ({ readonly kind: 'written'; readonly undo: Undo } | { readonly kind: 'unchanged' }) &
  LineBreaks;

export interface LineBreaks {
  /** The text contains CRs: a shell would read them as part of the values. */
  readonly hasCarriageReturns: boolean;
}

export function lineBreaksOf(text = ''): LineBreaks {
  return { hasCarriageReturns: text.includes('\r') };
}

/** Programs that don't use the lock can still interfere; then the change is planned again. */
const ATTEMPTS = 4;

export interface ChangeOptions extends Pick<ReplaceOptions, 'mode' | 'wait'> {
  /** If others can read the file, the same write restricts it to its owner. */
  readonly makesPrivate?: boolean | undefined;
}

export async function changeFile<R>(
  path: string,
  plan: Planner<R>,
  { mode, wait, makesPrivate = false }: ChangeOptions,
): Promise<Outcome<FileWrite, FileProblem | Refused<R>>> {
  // Folders, pipes and devices are rejected before a lock is created next to them.
  const target = await resolveTextFile(path);
  if (!target.ok) return target;
  return withFileLock(target.value, async (isLocked) => {
    if (isLocked) await removeLeftovers(target.value);
    const options = { mode, wait, newMode: makesPrivate ? PRIVATE : undefined };
    for (let attempt = 1; ; attempt++) {
      const file = await readTextFile(path);
      if (!file.ok) return file;
      // The path has been replaced with a link since, or its folder has: nobody asked to write where that leads.
      if (file.value.path !== target.value) return err({ kind: 'fileProblem', path, why: 'changedMeanwhile' });
      const planned = plan(file.value.text);
      if (planned.kind === 'unchanged') {
        const made = await makePrivate(path, makesPrivate);
        return made.ok ? ok({ ...made.value, ...lineBreaksOf(file.value.text) }) : made;
      }
      if (planned.kind === 'refused') return err({ kind: 'refused', path, refusal: planned.reason });
      const replaced = await replaceTextFile(file.value, planned.text, options);
      if (replaced.ok) {
        return ok({ kind: 'written', undo: replaced.value, ...lineBreaksOf(planned.text) });
      }
      if (replaced.error.why !== 'changedMeanwhile' || attempt === ATTEMPTS) return replaced;
    }
  });
}

/** Removes leftovers of an interrupted write of a file, if there are any. */
export async function cleanUp(path: string): Promise<void> {
  const target = await resolveTextFile(path);
  if (!target.ok || !(await hasLeftovers(target.value))) return;
  await withFileLock(target.value, async (isLocked) => {
    if (isLocked) await removeLeftovers(target.value);
  });
}

/** Restricts a file to its owner if wanted, leaving its text as it is. */
export async function makePrivate(
  path: string,
  isWanted: boolean,
): Promise<Outcome<{ readonly kind: 'written'; readonly undo: Undo } | { readonly kind: 'unchanged' }, FileProblem>> {
  if (!isWanted) return ok({ kind: 'unchanged' });
  const target = await resolveTextFile(path);
  if (!target.ok) return target;
  const changed = await changeMode(target.value, PRIVATE);
  if (!changed.ok) return changed;
  return ok(changed.value === undefined ? { kind: 'unchanged' } : { kind: 'written', undo: changed.value });
}

/** The text after a change. */
export function textAfter<R>(path: string, text: string | undefined, plan: Planner<R>): Outcome<string, Refused<R>> {
  const planned = plan(text);
  if (planned.kind === 'refused') return err({ kind: 'refused', path, refusal: planned.reason });
  return ok(planned.kind === 'unchanged' ? (text ?? '') : planned.text);
}
