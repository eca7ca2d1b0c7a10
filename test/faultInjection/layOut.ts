// Bringing a fixture into the state that a scenario finds, and opening a window there.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readValues } from '../window/storage';
import { answersAlways } from '../window/userDouble';
import { Window } from '../window/window';
import type { Fixture } from './fixture';
import type { Scenario } from './scenarios';

export interface ScenarioWindow {
  readonly window: Window;
  /** The short-lived token that its user types. */
  readonly token: string;
}

export function openWindow({ places, sandbox }: Fixture, { answers }: Pick<Scenario, 'answers'>): ScenarioWindow {
  const token = sandbox.shortLivedToken('ada');
  const window = new Window({
    places,
    url: sandbox.url,
    manners: { answerTo: answersAlways(answers(token)), pressUnder: () => undefined },
    breakConnection: (kind, times) => void sandbox.fault({ on: /.*/, kind, times }),
  });
  return { window, token };
}

export async function layOut(fixture: Fixture, { from }: Scenario): Promise<void> {
  if ('scenario' in from) {
    await layOut(fixture, from.scenario);
    await openWindow(fixture, from.scenario).window.run(from.scenario.command);
    age(fixture.places.secrets, from.daysAgo);
    return;
  }
  fixture.restore(new Map());
  const { workspace } = fixture;
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
  const stored = String(readValues(path)['agoras.accounts']);
  const aged = stored.replace(/(?<=[aA]t":)\d+/g, (seconds) => String(Number(seconds) - days * 86_400));
  writeFileSync(path, JSON.stringify({ 'agoras.accounts': aged }));
}
