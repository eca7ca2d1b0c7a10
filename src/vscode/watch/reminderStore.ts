// What all windows have to agree on: who checks, and what was already told. In a file, because a window learns of
// another's global state with delay, and two of them would then say the same thing.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type * as vscode from 'vscode';
import { afterNotifying, isDue, type Reminder, type ReminderMemory } from '../../credentials/reminders';
import type { UnixSeconds } from '../../base/time';
import { changeFile } from '../files/fileChange';
import { PRIVATE } from '../files/textFiles';

const seconds = v.pipe(v.number(), v.finite());

const Memory = v.object({
  obtainedAt: seconds,
  told: v.optional(v.object({ end: seconds, threshold: v.picklist(['early', 'soon', 'now']) })),
  isDeathTold: v.optional(v.boolean()),
  laterAt: v.optional(seconds),
  isMuted: v.optional(v.boolean()),
});

const Stored = v.object({
  version: v.literal(1),
  /** By account: when a window has taken on its check. */
  checks: v.record(v.string(), seconds),
  /** By account: what was told of its end. */
  reminders: v.record(v.string(), Memory),
});

interface WatchState {
  readonly checks: Readonly<Record<string, number>>;
  readonly reminders: Readonly<Record<string, ReminderMemory>>;
}

const NOTHING: WatchState = { checks: {}, reminders: {} };

/** A window that has taken on a check is given this long before another one tries. */
const CLAIM_SECONDS = 900;

export class ReminderStore {
  readonly #folder: string;

  constructor({ fsPath }: Pick<vscode.Uri, 'fsPath'>) {
    this.#folder = fsPath;
  }

  /** Takes on the check of an account; false where another window has it, or has just had it. */
  async claimCheck(accountId: string, now: UnixSeconds): Promise<boolean> {
    return this.#decide((state) => {
      const claimed = state.checks[accountId];
      // A claim that lies in the future was dated by a clock that has been set back since.
      if (claimed !== undefined && claimed <= now && now - claimed < CLAIM_SECONDS) return undefined;
      return { ...state, checks: { ...state.checks, [accountId]: now } };
    });
  }

  /** Takes on a reminder, and remembers it before it is shown; false where it was told already. */
  async claimReminder(accountId: string, reminder: Reminder, now: UnixSeconds): Promise<boolean> {
    return this.#decide((state) => {
      const memory = state.reminders[accountId];
      if (!isDue(reminder, memory, now)) return undefined;
      return withMemory(state, accountId, afterNotifying(reminder, memory));
    });
  }

  /** Remembers what the person has answered to a reminder. */
  async answerReminder(accountId: string, change: (memory: ReminderMemory) => ReminderMemory): Promise<void> {
    await this.#decide((state) => {
      const memory = state.reminders[accountId];
      // Forgotten while the question stood.
      return memory === undefined ? undefined : withMemory(state, accountId, change(memory));
    });
  }

  /** Nothing of a forgotten account stays: obtained again, it is reminded of again. */
  async forget(accountId: string): Promise<void> {
    await this.#decide((state) => {
      if (state.checks[accountId] === undefined && state.reminders[accountId] === undefined) return undefined;
      return { checks: without(state.checks, accountId), reminders: without(state.reminders, accountId) };
    });
  }

  /**
   * Changes the state, one window at a time; `decision` gives undefined to leave it. Whether it was changed: false, too,
   * where it could not be kept, so that whoever asks then does nothing, rather than the same thing in every window.
   */
  async #decide(decision: (state: WatchState) => WatchState | undefined): Promise<boolean> {
    try {
      await mkdir(this.#folder, { recursive: true });
    } catch {
      return false;
    }
    const changed = await changeFile<never>(
      join(this.#folder, 'watch.json'),
      (text) => {
        const state = decision(read(text));
        if (state === undefined) return { kind: 'unchanged' };
        return { kind: 'create', text: `${JSON.stringify({ version: 1, ...state })}\n` };
      },
      PRIVATE,
    );
    return changed.ok && changed.value.kind === 'written';
  }
}

function withMemory(state: WatchState, accountId: string, memory: ReminderMemory): WatchState {
  return { ...state, reminders: { ...state.reminders, [accountId]: memory } };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}

/** What cannot be read says nothing: at worst something is told a second time. */
function read(text: string | undefined): WatchState {
  if (text === undefined) return NOTHING;
  try {
    const parsed = v.safeParse(Stored, JSON.parse(text));
    return parsed.success ? parsed.output : NOTHING;
  } catch {
    return NOTHING;
  }
}
