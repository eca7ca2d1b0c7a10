// Puts a fixture into the initial state of a scenario, and opens a window there.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { WatchMoment } from '../window/steps';
import { readValues } from '../window/storage';
import { answersAlways } from '../window/userDouble';
import type { Window } from '../window/window';
import type { Fixture } from './fixture';
import type { Scenario } from './scenarios';

export interface ScenarioWindow {
  readonly window: Window;
  /** The short-lived token that the user types. */
  readonly token: string;
}

export function openWindow(
  fixture: Fixture,
  { answers, hasAgoras }: Pick<Scenario, 'answers' | 'hasAgoras'>,
  watchMoment?: WatchMoment,
): ScenarioWindow {
  const { sandbox } = fixture;
  const token = sandbox.shortLivedToken('ada');
  const window = fixture.openWindow({
    settings: hasAgoras === true ? fixture.settingsWithAgoras() : {},
    manners: { answerTo: answersAlways(answers(token)), pressUnder: () => undefined },
    watchMoment,
    breakConnection: (kind, times) => void sandbox.fault({ on: /.*/, kind, times }),
  });
  return { window, token };
}

export async function layOut(fixture: Fixture, { from, pageTokenExchange = 'permanent' }: Scenario): Promise<void> {
  if ('scenario' in from) {
    const { scenario, daysAgo, agesTokens = false } = from;
    await layOut(fixture, scenario);
    fixture.facebook.daysBehind = agesTokens ? daysAgo : 0;
    await openWindow(fixture, scenario).window.run(scenario.command);
    fixture.facebook.daysBehind = 0;
    age(fixture.places.secrets, daysAgo, agesTokens ? /(?<="obtainedAt":)\d+/g : /(?<="(?:at|\w+At)":)\d+/g);
    return;
  }
  fixture.sandbox.setPageTokenExchange(pageTokenExchange);
  fixture.restore(new Map());
  const { workspace } = fixture;
  mkdirSync(workspace);
  for (const [name, text] of Object.entries(from.files)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), text, { mode: 0o600 });
  }
  if (from.isRepository) execFileSync('git', ['init', '--quiet', workspace]);
}

/** Makes the stored accounts that many days older. `moments`: matches the times to change. */
function age(path: string, days: number, moments: RegExp): void {
  if (days === 0) return;
  const stored = String(readValues(path)['agoras.accounts']);
  const aged = stored.replace(moments, (seconds) => String(Number(seconds) - days * 86_400));
  writeFileSync(path, JSON.stringify({ 'agoras.accounts': aged }));
}
