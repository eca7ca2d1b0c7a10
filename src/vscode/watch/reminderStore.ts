// State shared by all windows: who makes a check, and what was already reported. It is in a file, because a window sees
// changes to global state with a delay, and two windows could report the same thing.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type * as vscode from 'vscode';
import { afterNotifying, isDue, type Reminder, type ReminderMemory } from '../../credentials/reminders';
import { SECONDS_PER_DAY, type UnixSeconds } from '../../base/time';
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

const Renewal = v.object({
  claimedAt: seconds,
  isOver: v.optional(v.boolean()),
  answeredAt: v.optional(seconds),
  obtainedAt: v.optional(seconds),
});

const Stored = v.object({
  version: v.literal(1),
  /** By account: when a window last claimed its check. */
  checks: v.record(v.string(), seconds),
  /** By account: the reminders that were shown. */
  reminders: v.record(v.string(), Memory),
  /** By account: its automatic renewal. */
  renewals: v.record(v.string(), Renewal),
});

/** The last attempt to renew an account, by any window. */
interface RenewalMemory {
  readonly claimedAt: UnixSeconds;
  readonly isOver?: boolean | undefined;
  /** When Facebook last gave any answer. */
  readonly answeredAt?: UnixSeconds | undefined;
  /** `obtainedAt` of the credential from the last renewal. */
  readonly obtainedAt?: UnixSeconds | undefined;
}

interface WatchState {
  readonly checks: Readonly<Record<string, number>>;
  readonly reminders: Readonly<Record<string, ReminderMemory>>;
  readonly renewals: Readonly<Record<string, RenewalMemory>>;
}

const NOTHING: WatchState = { checks: {}, reminders: {}, renewals: {} };

/** How long a window that claimed a check or renewal has to finish before another window may claim it. */
const CLAIM_SECONDS = 900;

export class ReminderStore {
  readonly #folder: string;

  constructor({ fsPath }: Pick<vscode.Uri, 'fsPath'>) {
    this.#folder = fsPath;
  }

  /** Claims the check of an account; false if another window has claimed it recently. */
  async claimCheck(accountId: string, now: UnixSeconds): Promise<boolean> {
    return this.#decide((state) => {
      if (isWithin(CLAIM_SECONDS, state.checks[accountId], now)) return undefined;
      return { ...state, checks: { ...state.checks, [accountId]: now } };
    });
  }

  /**
   * Claims the renewal of an account; false if another window has claimed it, or Facebook gave an answer within the
   * last day.
   */
  async claimRenewal(accountId: string, now: UnixSeconds): Promise<boolean> {
    return this.#decide((state) => {
      const { claimedAt, answeredAt, obtainedAt } = state.renewals[accountId] ?? {};
      if (isWithin(CLAIM_SECONDS, claimedAt, now) || isWithin(SECONDS_PER_DAY, answeredAt, now)) return undefined;
      return { ...state, renewals: { ...state.renewals, [accountId]: { claimedAt: now, answeredAt, obtainedAt } } };
    });
  }

  /** Ends a claimed renewal. `answered`: Facebook's answer, after which it isn't asked again right away. */
  async endRenewal(accountId: string, answered: Pick<RenewalMemory, 'answeredAt' | 'obtainedAt'>): Promise<void> {
    await this.#decide((state) => {
      const renewal = state.renewals[accountId];
      if (renewal === undefined) return undefined;
      return { ...state, renewals: { ...state.renewals, [accountId]: { ...renewal, ...answered, isOver: true } } };
    });
  }

  /** Whether a window is renewing the account, or writing what it has renewed. */
  async isRenewing(accountId: string, now: UnixSeconds): Promise<boolean> {
    let isRenewing = false;
    await this.#decide((state) => {
      isRenewing = isUnderWay(state.renewals[accountId], now);
      return undefined;
    });
    return isRenewing;
  }

  /** Claims a reminder and stores it before it is shown; false if it was already shown. */
  async claimReminder(accountId: string, reminder: Reminder, now: UnixSeconds): Promise<boolean> {
    return this.#decide((state) => {
      const memory = state.reminders[accountId];
      const renewal = state.renewals[accountId];
      // Not while a window is renewing the token, nor for an old token whose renewal this window hasn't seen yet.
      if (isUnderWay(renewal, now) || reminder.obtainedAt < (renewal?.obtainedAt ?? 0)) return undefined;
      if (!isDue(reminder, memory, now)) return undefined;
      return withMemory(state, accountId, afterNotifying(reminder, memory));
    });
  }

  /** Stores the person's answer to a reminder. */
  async answerReminder(accountId: string, change: (memory: ReminderMemory) => ReminderMemory): Promise<void> {
    await this.#decide((state) => {
      const memory = state.reminders[accountId];
      // The account was deleted while the question was open.
      return memory === undefined ? undefined : withMemory(state, accountId, change(memory));
    });
  }

  /** Deletes everything about an account, so that there are reminders again if it is obtained again. */
  async forget(accountId: string): Promise<void> {
    await this.#decide((state) => {
      const { checks, reminders, renewals } = state;
      if ([checks, reminders, renewals].every((known) => known[accountId] === undefined)) return undefined;
      return {
        checks: without(checks, accountId),
        reminders: without(reminders, accountId),
        renewals: without(renewals, accountId),
      };
    });
  }

  /**
   * Changes the state, one window at a time. `decision` returns undefined to leave it unchanged. Returns whether the
   * state was changed; also false if it couldn't be stored, so that the caller does nothing instead of all windows
   * doing the same.
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
      { mode: PRIVATE },
    );
    return changed.ok && changed.value.kind === 'written';
  }
}

/**
 * Whether something happened within this number of seconds. Times in the future don't count, because the clock has been
 * set back since.
 */
function isWithin(period: number, at: UnixSeconds | undefined, now: UnixSeconds): boolean {
  return at !== undefined && at <= now && now - at < period;
}

function isUnderWay(renewal: RenewalMemory | undefined, now: UnixSeconds): boolean {
  return renewal !== undefined && renewal.isOver !== true && isWithin(CLAIM_SECONDS, renewal.claimedAt, now);
}

function withMemory(state: WatchState, accountId: string, memory: ReminderMemory): WatchState {
  return { ...state, reminders: { ...state.reminders, [accountId]: memory } };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}

/** Unreadable state counts as empty: at worst, something is reported twice. */
function read(text: string | undefined): WatchState {
  if (text === undefined) return NOTHING;
  try {
    const parsed = v.safeParse(Stored, JSON.parse(text));
    return parsed.success ? parsed.output : NOTHING;
  } catch {
    return NOTHING;
  }
}
