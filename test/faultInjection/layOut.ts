// Bringing the desk into the state that a scenario finds, and sitting down before it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Desk } from './fixture';
import type { Scenario } from './scenarios';
import { readValues } from '../window/storage';
import { Window } from '../window/window';

export function openWindow({ places, sandbox }: Desk, { answers }: Pick<Scenario, 'answers'>): Window {
  return new Window({
    places,
    url: sandbox.url,
    token: sandbox.shortLivedToken('ada'),
    answers,
    breakConnection: (kind, times) => void sandbox.fault({ on: /.*/, kind, times }),
  });
}

export async function layOut(desk: Desk, { from }: Scenario): Promise<void> {
  if ('scenario' in from) {
    await layOut(desk, from.scenario);
    await openWindow(desk, from.scenario).run(from.scenario.command);
    age(desk.places.globalState, from.daysAgo);
    return;
  }
  desk.restore(new Map());
  const { workspace } = desk.places;
  mkdirSync(workspace);
  for (const [name, text] of Object.entries(from.files)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), text);
  }
  if (from.isRepository) execFileSync('git', ['init', '--quiet', workspace]);
}

/** Lets the stored accounts have been obtained that many days earlier. */
function age(path: string, days: number): void {
  if (days === 0) return;
  const state = JSON.stringify(readValues(path));
  const aged = state.replace(/(?<=At":)\d+/g, (seconds) => String(Number(seconds) - days * 86_400));
  writeFileSync(path, aged);
}
