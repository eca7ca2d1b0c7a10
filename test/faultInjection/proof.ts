// One scenario: how it goes without a cut, and what each cut does to it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../workbench/root';
import { cutsAt, KILLS, LEAVES } from './faults';
import type { Desk, Files, State } from './fixture';
import { judgeCut, judgeEnd, judgeForgotten, judgeRetried } from './invariants';
import type { KilledRun } from './killed/main';
import { layOut, openWindow } from './layOut';
import { forgetEverything, type Scenario } from './scenarios';
import type { Cut } from '../window/steps';
import type { Window } from '../window/window';

const killedRun = join(projectRoot, 'out', 'test', 'faultInjection', 'killed', 'main.mjs');

export class Proof {
  private constructor(
    private readonly desk: Desk,
    readonly scenario: Scenario,
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
    const bad = judgeEnd({ desk, scenario, good, window, cut: undefined });
    if (bad.length > 0) throw new Error(`Without a cut, “${scenario.name}” ends badly: ${bad.join('; ')}`);
    return new Proof(desk, scenario, start, before, good, cutsAt(taken));
  }

  /** Makes one cut and looks at what it leaves, and where it leads; gives everything that is bad about it. */
  async make(cut: Cut): Promise<string[]> {
    this.desk.restore(this.start);
    this.desk.sandbox.clearRequests();
    return KILLS.has(cut.manner) ? this.#kill(cut) : [...(await this.#interrupt(cut)), ...(await this.#tryAgain(cut))];
  }

  async #kill(cut: Cut): Promise<string[]> {
    const { desk, scenario } = this;
    const token = desk.sandbox.shortLivedToken('ada');
    const run: KilledRun = { folder: desk.folder, url: desk.sandbox.url, scenario: scenario.name, token, cut };
    const child = spawn(process.execPath, [killedRun, JSON.stringify(run)], { stdio: ['ignore', 'ignore', 'inherit'] });
    const [, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (signal !== 'SIGKILL') return ['the process came to its end'];
    return [...judgeCut({ ...this.#judged(cut), window: undefined }), ...(await this.#goOn(cut))];
  }

  async #interrupt(cut: Cut): Promise<string[]> {
    const { desk, scenario } = this;
    const window = openWindow(desk, scenario);
    const { hasStruck } = await window.run(scenario.command, cut);
    desk.sandbox.clearFaults();
    if (!hasStruck) return ['the step did not come'];
    const bad = judgeCut({ ...this.#judged(cut), window });
    // The locks of this process are respected as long as they may be.
    desk.waitAMinute();
    const left = desk.files();
    bad.push(...(await this.#again(cut, window, 'in the same window')));
    desk.restore(left);
    return [...bad, ...(await this.#goOn(cut))];
  }

  /** In the next window: the same anew, and forgetting everything instead. */
  async #goOn(cut: Cut): Promise<string[]> {
    const { desk, scenario } = this;
    if (desk.state().unsettled.length > 0) await openWindow(desk, scenario).watch();
    const left = desk.files();
    const bad = await this.#again(cut, openWindow(desk, scenario), 'in the next window');
    if (scenario.keepsFiles === true) return bad;
    desk.restore(left);
    const window = openWindow(desk, forgetEverything);
    await window.run(forgetEverything.command);
    return [...bad, ...judgeForgotten(desk, cut, window).map((rest) => `then forgotten: ${rest}`)];
  }

  async #again(cut: Cut, window: Window, where: string): Promise<string[]> {
    const { desk, scenario, good } = this;
    await window.run(scenario.command);
    return judgeEnd({ desk, scenario, good, window, cut }).map((bad) => `run again ${where}: ${bad}`);
  }

  /** Where the message offers to try again, that leads to the good end. */
  async #tryAgain(cut: Cut): Promise<string[]> {
    if (LEAVES.has(cut.manner)) return [];
    const { desk, scenario, good } = this;
    desk.restore(this.start);
    const window = openWindow(desk, scenario);
    window.person.beforeTryingAgain = () => {
      window.heal();
      desk.sandbox.clearFaults();
    };
    await window.run(scenario.command, cut);
    desk.sandbox.clearFaults();
    if (!window.person.hasTriedAgain) return [];
    return judgeRetried({ desk, scenario, good, window, cut }).map((bad) => `tried again: ${bad}`);
  }

  #judged(cut: Cut) {
    const { desk, scenario, before, good } = this;
    return { desk, scenario, before, good, cut };
  }
}
