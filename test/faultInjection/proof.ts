// One scenario: how it runs without a cut, and the effect of each cut.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../workbench/root';
import { cutsAt, Kills, KILLS, LEAVES } from './faults';
import type { Fixture, Files, State } from './fixture';
import { checkCut, checkEnd, checkForgotten, checkRetried } from './invariants';
import type { KilledRun } from './killed/main';
import { layOut, openWindow, type ScenarioWindow } from './layOut';
import { forgetEverything, type Scenario } from './scenarios';
import type { Cut } from '../window/steps';
import type { Told } from '../window/userDouble';

const killedRun = join(projectRoot, 'out', 'test', 'faultInjection', 'killed', 'main.mjs');

export class Proof {
  private constructor(
    private readonly fixture: Fixture,
    readonly scenario: Scenario,
    /** The files that a run finds. */
    private readonly start: Files,
    private readonly before: State,
    private readonly good: State,
    readonly cuts: readonly Cut[],
  ) {}

  /** Runs a scenario once, without a cut. */
  static async prepare(fixture: Fixture, scenario: Scenario): Promise<Proof> {
    await layOut(fixture, scenario);
    const start = fixture.files();
    const before = fixture.state();
    const kills = new Kills(() => fixture.fingerprint());
    const opened = openWindow(fixture, scenario, kills.watchMoment);
    const { taken } = await opened.window.run(scenario.command);
    const good = fixture.state();
    const bad = checkEnd({ fixture, scenario, good, opened, cut: undefined });
    if (bad.length > 0) throw new Error(`Without a cut, “${scenario.name}” ends badly: ${bad.join('; ')}`);
    return new Proof(fixture, scenario, start, before, good, cutsAt(taken, kills));
  }

  /** Makes one cut, checks what it leaves and what happens next; returns all problems. */
  async make(cut: Cut): Promise<string[]> {
    this.fixture.restore(this.start);
    this.fixture.sandbox.clearRequests();
    return KILLS.has(cut.manner) ? this.#kill(cut) : [...(await this.#interrupt(cut)), ...(await this.#tryAgain(cut))];
  }

  async #kill(cut: Cut): Promise<string[]> {
    const { fixture, scenario } = this;
    const token = fixture.sandbox.shortLivedToken('ada');
    const settings = scenario.hasAgoras === true ? fixture.settingsWithAgoras() : {};
    const { folder, sandbox } = fixture;
    const run: KilledRun = { folder, url: sandbox.url, scenario: scenario.name, token, settings, cut };
    const child = spawn(process.execPath, [killedRun, JSON.stringify(run)], { stdio: ['ignore', 'ignore', 'inherit'] });
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (signal !== 'SIGKILL') return [`the process came to its end: ${signal ?? String(code)}`];
    return [...checkCut({ ...this.#subject(cut), opened: undefined }), ...(await this.#goOn(cut))];
  }

  async #interrupt(cut: Cut): Promise<string[]> {
    const { fixture, scenario } = this;
    const opened = openWindow(fixture, scenario);
    const { hasStruck } = await opened.window.run(scenario.command, cut);
    fixture.sandbox.clearFaults();
    if (!hasStruck) return ['the step did not come'];
    const bad = checkCut({ ...this.#subject(cut), opened });
    // The locks of this process are respected for as long as possible.
    fixture.waitAMinute();
    const left = fixture.files();
    bad.push(...(await this.#again(cut, opened, 'in the same window')));
    fixture.restore(left);
    return [...bad, ...(await this.#goOn(cut))];
  }

  /** In the next window: the same command again, and forgetting everything instead. */
  async #goOn(cut: Cut): Promise<string[]> {
    const { fixture, scenario } = this;
    const left = fixture.files();
    const bad = await this.#again(cut, openWindow(fixture, scenario), 'in the next window');
    if (scenario.keepsFiles === true) return bad;
    fixture.restore(left);
    const opened = openWindow(fixture, forgetEverything);
    await opened.window.run(forgetEverything.command);
    return [...bad, ...checkForgotten(fixture, opened).map((rest) => `then forgotten: ${rest}`)];
  }

  async #again(cut: Cut, opened: ScenarioWindow, where: string): Promise<string[]> {
    const { fixture, scenario, good } = this;
    if (scenario.command === 'look') fixture.waitTwoDays();
    await opened.window.run(scenario.command);
    return checkEnd({ fixture, scenario, good, opened, cut }).map((bad) => `run again ${where}: ${bad}`);
  }

  /** If the message offers to try again, that must lead to success. */
  async #tryAgain(cut: Cut): Promise<string[]> {
    if (LEAVES.has(cut.manner) || this.scenario.command === 'look') return [];
    const { fixture, scenario, good } = this;
    fixture.restore(this.start);
    const opened = openWindow(fixture, scenario);
    const { window } = opened;
    const pressed: string[] = [];
    const { answerTo } = window.user.manners;
    const pressUnder = ({ buttons }: Told) => {
      // Only once: if it fails again, the message is closed.
      if (pressed.length > 0 || !buttons.includes('Try Again')) return undefined;
      pressed.push('Try Again');
      window.heal();
      fixture.sandbox.clearFaults();
      return pressed[0];
    };
    window.user.manners = { answerTo, pressUnder };
    await window.run(scenario.command, cut);
    fixture.sandbox.clearFaults();
    if (pressed.length === 0) return [];
    return checkRetried({ fixture, scenario, good, opened, cut }).map((bad) => `tried again: ${bad}`);
  }

  #subject(cut: Cut) {
    const { fixture, scenario, before, good } = this;
    return { fixture, scenario, before, good, cut };
  }
}
