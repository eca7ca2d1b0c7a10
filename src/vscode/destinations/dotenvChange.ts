import type * as vscode from 'vscode';
import { fingerprintOf } from '../../credentials/fingerprint';
import type { Flag } from '../../agoras/flags';
import {
  planDotenv,
  planDotenvRemoval,
  readDotenvValue,
  type DotenvEntry,
  type DotenvRefusal,
} from '../../edits/dotenv/dotenvPlan';
import { chainPlans, type TextPlan } from '../../edits/textPlan';
import { err, ok, type Outcome } from '../../base/outcome';
import { PRIVATE } from '../files/textFiles';
import type { DotenvProblem } from '../../messages/failureKinds';
import { pathInside } from '../files/insidePath';
import { readDotenvPath } from '../settings/settings';
import type { Planner } from '../files/fileChange';
import { changeText, type TextWrite } from '../files/textChange';

/** Stands above the lines when the extension adds them. */
const COMMENT = 'Written by Agoras Credentials';

/** The `.env` that the settings name for a folder, which has to lie inside that folder. */
export function locateDotenv(folder: vscode.WorkspaceFolder): Outcome<string, DotenvProblem> {
  if (folder.uri.scheme !== 'file') return err({ kind: 'notOnDisk', folder: folder.name });
  const setting = readDotenvPath(folder);
  const path = pathInside(folder.uri.fsPath, setting);
  return path === undefined ? err({ kind: 'dotenvOutside', folder: folder.name, setting }) : ok(path);
}

/**
 * Sets the flags' variables in a `.env`; every other byte of it stays. `obsolete`: flags that the extension has written
 * there before for another version of Agoras; they go in the same edit, where they still hold what was written.
 */
export function planFlags(flags: readonly Flag[], obsolete: readonly Flag[]): Planner<DotenvRefusal> {
  const entries = toEntries(flags);
  const leftovers = toEntries(obsolete).filter(({ key }) => !entries.some((entry) => entry.key === key));
  return (text) =>
    verified(
      chainPlans(text, planDotenvRemoval(text, leftovers, COMMENT), (rest) => planDotenv(rest, entries, COMMENT)),
      (after) => entries.every(({ key, value }) => readDotenvValue(after, key) === value),
    );
}

/**
 * The same, but only where something that was written still stands, one of the flags or a secret of which a fingerprint
 * was kept: what a person has taken out stays out.
 */
export function planUpdate(
  flags: readonly Flag[],
  before: readonly Flag[],
  fingerprints: ReadonlySet<string>,
): Planner<DotenvRefusal> {
  const old = toEntries(before);
  const plan = planFlags(flags, before);
  return (text) => {
    const isWritten = ({ key }: DotenvEntry) => knownValue(text, key, fingerprints) !== undefined;
    const stands = text !== undefined && old.some(({ key, value }) => readDotenvValue(text, key) === value);
    return stands || toEntries(flags).some(isWritten) ? plan(text) : { kind: 'unchanged' };
  };
}

/**
 * Takes out of a `.env` exactly the lines that still hold what was written: one of these flags, or a secret of which a
 * fingerprint was kept.
 */
export function planClearing(flags: readonly Flag[], fingerprints: ReadonlySet<string>): Planner<DotenvRefusal> {
  return (text) => {
    const entries = toEntries(flags).map(({ key, value }) => ({
      key,
      value: knownValue(text, key, fingerprints) ?? value,
    }));
    return verified(planDotenvRemoval(text, entries, COMMENT), (after) =>
      entries.every(({ key, value }) => readDotenvValue(after, key) !== value),
    );
  };
}

/** The value of a key, if a fingerprint of it was kept. */
function knownValue(text: string | undefined, key: string, fingerprints: ReadonlySet<string>): string | undefined {
  const value = text === undefined ? undefined : readDotenvValue(text, key);
  return value !== undefined && fingerprints.has(fingerprintOf(value)) ? value : undefined;
}

export async function changeDotenv(
  path: string,
  plan: Planner<DotenvRefusal>,
): Promise<Outcome<TextWrite, DotenvProblem>> {
  const changed = await changeText(path, plan, PRIVATE);
  if (changed.ok) return changed;
  const { error } = changed;
  return err(error.kind === 'refused' ? { kind: 'dotenvRefused', path, refusal: error.refusal } : error);
}

/** A plan that does not do what it is for is a bug; the file must not pay for it. */
function verified(plan: TextPlan<DotenvRefusal>, holds: (text: string) => boolean): TextPlan<DotenvRefusal> {
  if ((plan.kind === 'create' || plan.kind === 'rewrite') && !holds(plan.text)) {
    throw new Error('The planned text does not read back as intended.');
  }
  return plan;
}

/** The chosen `.env` is the one file that may hold secrets, so this is where they are revealed. */
function toEntries(flags: readonly Flag[]): DotenvEntry[] {
  return flags.map(({ environment, value }) => ({
    key: environment,
    value: typeof value === 'string' ? value : value.reveal(),
  }));
}
