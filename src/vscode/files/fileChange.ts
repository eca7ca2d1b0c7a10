// A planned change of a text file on disk, safe from other windows and from being cut off.
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { TextPlan } from '../../edits/textPlan';
import { err, ok, type Outcome } from '../../base/outcome';
import { isTemporaryFor, readTextFile, replaceTextFile, resolveTextFile, type Undo } from './textFiles';
import type { FileProblem } from '../../messages/failureKinds';
import { isAsideFor, removeAbandoned, withFileLock } from './fileLock';

/** What is to happen to a text; `undefined`: there is no file yet. */
export type Planner<R> = (text: string | undefined) => TextPlan<R>;

/** The plan was refused, and why. */
export interface Refused<R> {
  readonly kind: 'refused';
  readonly path: string;
  readonly refusal: R;
}

export type FileWrite = { readonly kind: 'written'; readonly undo: Undo } | { readonly kind: 'unchanged' };

/** Programs that know nothing of the lock can still come in between; then the plan is made anew. */
const ATTEMPTS = 4;

/** `mode`: of a file that is new. */
export async function changeFile<R>(
  path: string,
  plan: Planner<R>,
  mode: number,
): Promise<Outcome<FileWrite, FileProblem | Refused<R>>> {
  const target = await resolveTextFile(path);
  if (!target.ok) return target;
  return withFileLock(target.value, async (isLocked) => {
    if (isLocked) await removeLeftovers(target.value);
    for (let attempt = 1; ; attempt++) {
      const file = await readTextFile(path);
      if (!file.ok) return file;
      const planned = plan(file.value.text);
      if (planned.kind === 'unchanged') return ok({ kind: 'unchanged' });
      if (planned.kind === 'refused') return err({ kind: 'refused', path, refusal: planned.reason });
      const replaced = await replaceTextFile(file.value, planned.text, mode);
      if (replaced.ok) return ok({ kind: 'written', undo: replaced.value });
      if (replaced.error.why !== 'changedMeanwhile' || attempt === ATTEMPTS) return replaced;
    }
  });
}

/** What a text would be after a change. */
export function textAfter<R>(path: string, text: string | undefined, plan: Planner<R>): Outcome<string, Refused<R>> {
  const planned = plan(text);
  if (planned.kind === 'refused') return err({ kind: 'refused', path, refusal: planned.reason });
  return ok(planned.kind === 'unchanged' ? (text ?? '') : planned.text);
}

/** What a write that was cut off left behind. Under the lock nobody else is writing. */
async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const temporaries = names.filter(isTemporaryFor(basename(path)));
  const locks = names.filter(isAsideFor(basename(path)));
  await Promise.allSettled([
    ...temporaries.map((name) => rm(join(folder, name), { force: true })),
    ...locks.map((name) => removeAbandoned(join(folder, name))),
  ]);
}
