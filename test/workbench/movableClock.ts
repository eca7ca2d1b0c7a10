import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The clock of VS Code's processes that a test moves on. A process keeps the time with which it was started. */
export class MovableClock {
  #shift = 0;

  private constructor(private readonly folder: string) {}

  static async create(): Promise<MovableClock> {
    const clock = new MovableClock(await mkdtemp(join(tmpdir(), 'agoras-clock-')));
    await clock.moveOn(0);
    return clock;
  }

  /** For the environment of a VS Code server: its extension hosts inherit it, a new one with each reload. */
  get env(): Readonly<Record<string, string>> {
    return { NODE_OPTIONS: `--require=${JSON.stringify(this.#preload)}` };
  }

  /** Milliseconds since the epoch. */
  readonly now = (): number => Date.now() + this.#shift;

  /** Counts for processes that are started from now on. */
  async moveOn(seconds: number): Promise<void> {
    this.#shift += seconds * 1000;
    await writeFile(this.#preload, `const now = Date.now;\nDate.now = () => now() + ${this.#shift};\n`);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  get #preload(): string {
    return join(this.folder, 'clock.cjs');
  }
}
