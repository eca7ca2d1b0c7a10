// The basic SVG shapes of the drawings. They use the theme's colors as presentation attributes, because the pages that
// show a drawing don't allow it to bring its own style sheet.
import { escape } from './markup';

/** In SVG user units. */
const DRAWING_WIDTH = 320;

/** Marks where to click. */
const ACCENT = 'var(--vscode-charts-orange, var(--vscode-focusBorder))';
const FONT = 'var(--vscode-font-family, sans-serif)';

export interface Drawing {
  /** What a screen reader reads instead of the picture. */
  readonly title: string;
  readonly height: number;
  readonly shapes: readonly string[];
}

/** `attributes`: added to the element by the page, with a leading space each. */
export function svg({ title, height, shapes }: Drawing, attributes: string): string {
  const size = `viewBox="0 0 ${DRAWING_WIDTH} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" fill="currentColor" font-family="${FONT}" font-size="11"${attributes}><title>${escape(title)}</title>${shapes.join('')}</svg>`;
}

interface TextStyle {
  readonly anchor?: 'middle' | 'end';
  readonly isBold?: boolean;
  readonly isQuiet?: boolean;
}

export function text(x: number, y: number, content: string, { anchor, isBold, isQuiet }: TextStyle = {}): string {
  const style = [
    anchor === undefined ? '' : ` text-anchor="${anchor}"`,
    isBold === true ? ' font-weight="600"' : '',
    isQuiet === true ? ' opacity=".75"' : '',
  ].join('');
  return `<text x="${x}" y="${y}"${style}>${escape(content)}</text>`;
}

/** Text of several lines, broken between words so that no line has more than `most` characters. */
export function wrapped(x: number, y: number, most: number, content: string, style: TextStyle = {}): string {
  const broken: string[] = [];
  for (const word of content.split(' ')) {
    const longer = broken.length === 0 ? word : `${broken.at(-1) ?? ''} ${word}`;
    if (broken.length > 0 && longer.length <= most) broken.splice(-1, 1, longer);
    else broken.push(word);
  }
  return broken.map((line, index) => text(x, y + 15 * index, line, style)).join('');
}

/** A checkbox, checked or not. */
export function choice(x: number, y: number, isChosen: boolean): string {
  return box(x, y, 11, 11, 2) + (isChosen ? tick(x + 1.5, y + 6) : '');
}

/** A placeholder for text that doesn't matter. */
export function bar(x: number, y: number, width: number): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="6" rx="3" opacity=".22"/>`;
}

/** An outline with a light background. */
export function box(x: number, y: number, width: number, height: number, radius = 3): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill-opacity=".06" stroke="currentColor" stroke-opacity=".4"/>`;
}

/** A window with a title bar; its content starts at y = 30. */
export function frame(title: string, height: number): string {
  return [
    box(0.5, 0.5, DRAWING_WIDTH - 1, height - 1, 6),
    `<path d="M1 24.5H${DRAWING_WIDTH - 1}" stroke="currentColor" stroke-opacity=".25"/>`,
    text(12, 17, title, { isQuiet: true }),
  ].join('');
}

export function button(x: number, y: number, width: number, label: string): string {
  return box(x, y, width, 22) + text(x + width / 2, y + 15, label, { anchor: 'middle', isBold: true });
}

/** A labeled field with its value. */
export function field(x: number, y: number, width: number, label: string, value: string): string {
  return text(x, y, label, { isQuiet: true }) + box(x, y + 5, width, 20) + text(x + 7, y + 19, value);
}

/** Where to click: a ring, and a pointer at its lower right. */
export function ring(x: number, y: number, width: number, height: number): string {
  const right = x + width - 9;
  const bottom = y + height - 5;
  return [
    `<rect class="accent" x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="none" stroke="${ACCENT}" stroke-width="2.5"/>`,
    `<path class="pointer" d="M${right} ${bottom}l0 15 4-4 3 6 2.5-1.2-3-6 5.5-.3z" stroke="var(--vscode-editor-background, Canvas)" stroke-width="1.2"/>`,
  ].join('');
}

/** The number of an instruction, next to what it is about. */
export function badge(x: number, y: number, number: number): string {
  return [
    `<circle class="accent" cx="${x}" cy="${y}" r="8" fill="none" stroke="${ACCENT}" stroke-width="2"/>`,
    text(x, y + 4, String(number), { anchor: 'middle', isBold: true }),
  ].join('');
}

export function tick(x: number, y: number): string {
  return `<path d="M${x} ${y}l3 3 6-7" fill="none" stroke="var(--vscode-charts-green, currentColor)" stroke-width="2"/>`;
}

export function arrow(x: number, y: number, length: number): string {
  const head = x + length;
  return `<path d="M${x} ${y}H${head}M${head - 6} ${y - 5}l6 5-6 5" fill="none" stroke="currentColor" stroke-width="1.5"/>`;
}

/** An entry of a list in VS Code's quick pick. */
export function entry(y: number, label: string, detail: string): string {
  return text(20, y + 14, label, { isBold: true }) + text(20, y + 28, detail, { isQuiet: true });
}
