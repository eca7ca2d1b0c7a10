// Runs the accessibility checker axe in a webview as it is.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';

/** The parts of axe's results that a person needs to fix a problem. */
interface AxeResults {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * All rules that the document breaks, with the places; and how many it passes, so that an empty list means something.
 */
export async function checkAccessibility(
  frame: Frame,
): Promise<{ readonly kept: number; readonly broken: readonly string[] }> {
  await frame.evaluate(await source);
  const { passes, violations } = await frame.evaluate<AxeResults>('axe.run({ resultTypes: ["violations", "passes"] })');
  const broken = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html}\n  ${failureSummary ?? ''}`),
  );
  return { kept: passes.length, broken };
}
