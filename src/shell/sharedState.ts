// What all windows have to agree on: who checks, and what was already told. In a file, because a window learns of
// another's global state with delay, and two of them would then say the same thing.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type * as vscode from 'vscode';
import type { ReminderMemory } from '../credentials/reminders';
import { changeFile } from './fileChange';
import { PRIVATE } from './files';

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

export interface WatchState {
  readonly checks: Readonly<Record<string, number>>;
  readonly reminders: Readonly<Record<string, ReminderMemory>>;
}

const NOTHING: WatchState = { checks: {}, reminders: {} };

export class SharedState {
  readonly #folder: string;

  constructor({ fsPath }: vscode.Uri) {
    this.#folder = fsPath;
  }

  /**
   * Decides on the state and changes it, one window at a time. Undefined where the state could not be kept: whoever
   * asks then does nothing, rather than the same thing in every window.
   */
  async decide<T>(
    decision: (state: WatchState) => { readonly state: WatchState; readonly result: T },
  ): Promise<T | undefined> {
    let decided: { readonly result: T } | undefined;
    await mkdir(this.#folder, { recursive: true });
    const changed = await changeFile<never>(
      join(this.#folder, 'watch.json'),
      (text) => {
        const before = read(text);
        const { state, result } = decision(before);
        decided = { result };
        if (state === before) return { kind: 'unchanged' };
        return { kind: 'create', text: `${JSON.stringify({ version: 1, ...state })}\n` };
      },
      PRIVATE,
    );
    return changed.ok ? decided?.result : undefined;
  }
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
