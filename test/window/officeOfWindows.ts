// A person with three windows, whose 60-day token is written in four places, on a computer with an adjustable clock.
import { execFileSync } from 'node:child_process';
import { parse } from 'jsonc-parser';
import { startGithub, type Github } from '../github/standIn';
import { REPOSITORIES } from '../github/world';
import { pages } from '../sandbox/world';
import { Computer, type FlowWindow } from './computer';
import type { LaunchInput } from './window';

const DAY_MILLISECONDS = 86_400_000;
const DOTENVS = ['a/.env', 'b/.env'] as const;

/** The account's token in each place where an Agoras gets it; undefined if it isn't there. */
export type Tokens = Readonly<Record<'a/.env' | 'b/.env' | 'GitHub' | 'launch', string | undefined>>;

interface Launches {
  readonly configurations: readonly object[];
  readonly inputs?: readonly LaunchInput[];
}

export class Office {
  readonly windows: FlowWindow[] = [];
  readonly #start = Date.now();
  #days = 0;
  #computer: Computer | undefined;

  private constructor(readonly github: Github) {}

  /** Everything is obtained and written on day 0, with a token that Facebook doesn't make permanent. */
  static async open(): Promise<Office> {
    const office = new Office(await startGithub());
    office.#computer = await Computer.start(() => office.#start + office.#days * DAY_MILLISECONDS);
    await office.#write();
    return office;
  }

  get computer(): Computer {
    if (this.#computer === undefined) throw new Error('The computer is not switched on.');
    return this.#computer;
  }

  get settings(): Readonly<Record<string, unknown>> {
    return { 'agoras.agorasVersion': '3.x', 'agoras.githubApi.baseUrl': this.github.url };
  }

  /** Days since everything was written. */
  get day(): number {
    return this.#days;
  }

  set day(days: number) {
    this.#days = days;
  }

  async close(): Promise<void> {
    await this.computer.shutDown();
    await this.github.close();
  }

  /** Runs the hourly check in all windows at the same time, and waits until it has ended. */
  async look(windows: readonly FlowWindow[] = this.windows): Promise<void> {
    await Promise.all(windows.map((window) => window.lookToTheEnd()));
  }

  /** All messages of all windows since they were opened, except those of their commands. */
  get told(): string[] {
    return this.windows.flatMap((window) => window.user.told.map(({ message }) => message));
  }

  tokenIn(file: (typeof DOTENVS)[number]): string | undefined {
    return /INSTAGRAM_REFRESH_TOKEN=(\w+)/.exec(this.computer.read(file) ?? '')?.[1];
  }

  get tokenOnGithub(): string | undefined {
    return this.github.secretsOf(REPOSITORIES.plain).get('INSTAGRAM_REFRESH_TOKEN');
  }

  /** Starts the launch configuration, which no longer asks anything. */
  async tokenOfLaunch(): Promise<string | undefined> {
    const window = this.windows[2];
    const { configurations, inputs } = parse(this.computer.read('c/.vscode/launch.json') ?? '{}') as Launches;
    const [configuration] = configurations;
    if (window === undefined || configuration === undefined) return undefined;
    const { told } = window.user;
    const started = await window.during([], () => window.launch(configuration, inputs));
    window.user.told = [...told, ...window.user.told];
    return /"INSTAGRAM_REFRESH_TOKEN":"(\w+)"/.exec(JSON.stringify(started))?.[1];
  }

  async tokens(): Promise<Tokens> {
    const [a, b] = DOTENVS;
    return {
      [a]: this.tokenIn(a),
      [b]: this.tokenIn(b),
      GitHub: this.tokenOnGithub,
      launch: await this.tokenOfLaunch(),
    };
  }

  async #write(): Promise<void> {
    const { computer, github, settings } = this;
    computer.sandbox.setPageTokenExchange('refused');
    const open = (folder: string) => computer.openWindow({ open: [folder], settings });
    const one = open('a');
    await one.does('getCredentials', computer.obtaining('ada', '.env'));
    execFileSync('git', ['init', '--quiet', computer.at('a')]);
    const remote = `https://github.com/${REPOSITORIES.plain}.git`;
    execFileSync('git', ['remote', 'add', 'origin', remote], { cwd: computer.at('a') });
    one.githubToken = github.token;
    await one.does('writeFlags', [
      ['Where should', 'GitHub Actions'],
      ['Send the credentials to', 'Secrets of the repository'],
      ['Also write a workflow', 'Only the secrets'],
    ]);
    // These windows know what was agreed to in the first one.
    const [other, third] = [open('b'), open('c')];
    this.windows.push(one, other, third);
    for (const window of this.windows) window.githubToken = github.token;
    await other.does('writeFlags', [['Where should', '.env']]);
    await third.does('writeFlags', [['Where should', 'launch.json']]);
    await this.#agree(third);
    for (const window of this.windows) window.user.told = [];
  }

  /** From now on, the launch configuration gets its values without asking. */
  async #agree(window: FlowWindow): Promise<void> {
    const { configurations, inputs } = parse(this.computer.read('c/.vscode/launch.json') ?? '{}') as Launches;
    await window.during([[`Share the credentials of “${pages.adaInstagram.name}”`, 'Share']], () =>
      window.launch(configurations[0] ?? {}, inputs),
    );
  }
}
