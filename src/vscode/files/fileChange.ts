// A planned change of a text file on disk, safe from other windows and from being cut off.
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

/** What is to happen to a text; `undefined`: there is no file yet. */
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
  /** Lines end as on Windows: a shell takes that for a part of what stands in them. */
  readonly hasCarriageReturns: boolean;
}

export function lineBreaksOf(text = ''): LineBreaks {
  return { hasCarriageReturns: text.includes('\r') };
}

/** Programs that know nothing of the lock can still come in between; then the plan is made anew. */
const ATTEMPTS = 4;

export interface ChangeOptions extends Pick<ReplaceOptions, 'mode' | 'wait'> {
  /** A file that others may read is made its owner's alone with the same write. */
  readonly makesPrivate?: boolean | undefined;
}

export async function changeFile<R>(
  path: string,
  plan: Planner<R>,
  { mode, wait, makesPrivate = false }: ChangeOptions,
): Promise<Outcome<FileWrite, FileProblem | Refused<R>>> {
  // A folder, pipe or device is refused before a lock is created beside it.
  const target = await resolveTextFile(path);
  if (!target.ok) return target;
  return withFileLock(target.value, async (isLocked) => {
    if (isLocked) await removeLeftovers(target.value);
    const options = { mode, wait, newMode: makesPrivate ? PRIVATE : undefined };
    for (let attempt = 1; ; attempt++) {
      const file = await readTextFile(path);
      if (!file.ok) return file;
      // Somebody has put a link in its place since, or in that of its folder: where that leads nobody has asked for.
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

/** Removes what a write of a file has left that was cut off; looks no further where nothing is. */
export async function cleanUp(path: string): Promise<void> {
  const target = await resolveTextFile(path);
  if (!target.ok || !(await hasLeftovers(target.value))) return;
  await withFileLock(target.value, async (isLocked) => {
    if (isLocked) await removeLeftovers(target.value);
  });
}

/** Leaves a file to its owner alone where that is wanted, and its text as it is. */
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

/** What a text would be after a change. */
export function textAfter<R>(path: string, text: string | undefined, plan: Planner<R>): Outcome<string, Refused<R>> {
  const planned = plan(text);
  if (planned.kind === 'refused') return err({ kind: 'refused', path, refusal: planned.reason });
  return ok(planned.kind === 'unchanged' ? (text ?? '') : planned.text);
}
