// Records the workbench as an animated GIF, which GitHub, the Marketplace and VS Code can all play.
import type { Page } from 'playwright-core';
import sharp from 'sharp';

interface Moment {
  /** A PNG. */
  readonly picture: Buffer;
  readonly milliseconds: number;
}

export class Film {
  readonly #moments: Moment[] = [];

  constructor(private readonly page: Page) {}

  /** Adds the current screen, shown for this long. */
  async show(milliseconds: number): Promise<void> {
    this.#moments.push({
      picture: await this.page.screenshot({ animations: 'disabled', caret: 'hide' }),
      milliseconds,
    });
  }

  /** Writes the GIF; returns its size in bytes. */
  async develop(path: string): Promise<number> {
    const pictures = this.#moments.map(({ picture }) => picture);
    const { size } = await sharp(pictures, { join: { animated: true } })
      .gif({ delay: this.#moments.map(({ milliseconds }) => milliseconds), loop: 0, effort: 10, dither: 0 })
      .toFile(path);
    return size;
  }
}
