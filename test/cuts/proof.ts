// One scenario: how it goes without a cut, and what each cut does to it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../workbench/root';
import { cutsAt, KILLS, LEAVES } from './cuts';
import type { Desk, Files, State } from './desk';
import { judgeCut, judgeEnd, judgeRetried } from './judge';
import type { KilledRun } from './killed/main';
import type { Scenario } from './scenarios';
import type { Cut } from './steps';
import { readValues } from './storage';
import { Window } from './window';

const killedRun = join(projectRoot, 'out', 'test', 'cuts', 'killed', 'main.mjs');

export class Proof {
  private constructor(
    private readonly desk: Desk,
    private readonly scenario: Scenario,
    /** What a run finds. */
    private readonly start: Files,
    private readonly before: State,
    private readonly good: State,
    readonly cuts: readonly Cut[],
  ) {}

  /** Runs a scenario once, without a cut. */
  static async prepare(desk: Desk, scenario: Scenario): Promise<Proof> {
    await layOut(desk, scenario);
    const start = desk.files();
    const before = desk.state();
    const window = openWindow(desk, scenario);
    const { taken } = await window.run(scenario.command);
    const good = desk.state();
    const bad = judgeEnd({ desk, scenario, good, window });
    if (bad.length > 0) throw new Error(`Without a cut, “${scenario.name}” ends badly: ${bad.join('; ')}`);
    return new Proof(desk, scenario, start, before, good, cutsAt(taken));
  }

  /** Makes one cut and looks at what it leaves; gives everything that is bad about it. */
  async make(cut: Cut): Promise<string[]> {
    this.desk.restore(this.start);
    this.desk.sandbox.clearRequests();
    return KILLS.has(cut.manner) ? this.#kill(cut) : [...(await this.#interrupt(cut)), ...(await this.#tryAgain(cut))];
  }

  async #kill(cut: Cut): Promise<string[]> {
    const { desk, scenario, before, good } = this;
    const token = desk.sandbox.shortLivedToken('ada');
    const run: KilledRun = { folder: desk.folder, url: desk.sandbox.url, scenario: scenario.name, token, cut };
    const child = spawn(process.execPath, [killedRun, JSON.stringify(run)], { stdio: ['ignore', 'ignore', 'inherit'] });
    const [, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (signal !== 'SIGKILL') return ['the process came to its end'];
    const bad = judgeCut({ desk, scenario, before, good, cut, window: undefined });
    return [...bad, ...(await this.#again(openWindow(desk, scenario), 'in the next window'))];
  }

  async #interrupt(cut: Cut): Promise<string[]> {
    const { desk, scenario, before, good } = this;
    const window = openWindow(desk, scenario);
    const { hasStruck } = await window.run(scenario.command, cut);
    desk.sandbox.clearFaults();
    if (!hasStruck) return ['the step did not come'];
    const bad = judgeCut({ desk, scenario, before, good, cut, window });
    // The locks of this process are respected as long as they may be.
    desk.waitAMinute();
    const left = desk.files();
    bad.push(...(await this.#again(window, 'in the same window')));
    desk.restore(left);
    return [...bad, ...(await this.#again(openWindow(desk, scenario), 'in the next window'))];
  }

  /** The same scenario, anew and without a cut. */
  async #again(window: Window, where: string): Promise<string[]> {
    const { desk, scenario, good } = this;
    await window.run(scenario.command);
    return judgeEnd({ desk, scenario, good, window }).map((bad) => `run again ${where}: ${bad}`);
  }

  /** Where the message offers to try again, that leads to the good end. */
  async #tryAgain(cut: Cut): Promise<string[]> {
    if (LEAVES.has(cut.manner)) return [];
    const { desk, scenario, good } = this;
    desk.restore(this.start);
    const window = openWindow(desk, scenario);
    let isTried = false;
    window.person.beforeTryingAgain = () => {
      isTried = true;
      window.heal();
      desk.sandbox.clearFaults();
    };
    await window.run(scenario.command, cut);
    desk.sandbox.clearFaults();
    return isTried ? judgeRetried({ desk, scenario, good, window }).map((bad) => `tried again: ${bad}`) : [];
  }
}

function openWindow(desk: Desk, { answers }: Scenario): Window {
  const { places, sandbox } = desk;
  return new Window({
    places,
    url: sandbox.url,
    token: sandbox.shortLivedToken('ada'),
    answers,
    breakConnection: (kind, times) => void sandbox.fault({ on: /.*/, kind, times }),
  });
}

/** Makes the desk as the scenario finds it. */
async function layOut(desk: Desk, { from }: Scenario): Promise<void> {
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
