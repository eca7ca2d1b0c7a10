// The files that a person opens from the Explorer, and what the Problems panel and hovers say of them.
import { basename } from 'node:path';
import type { Locator } from 'playwright-core';
import { eventually } from '../workbench/waiting';
import type { Workbench } from '../workbench/workbench';

/** `path`: below the workspace, beginning with the folder where several are open. */
export async function openFromExplorer(workbench: Workbench, path: string): Promise<void> {
  await workbench.openSidebar('Explorer');
  const rows = workbench.page.locator('.explorer-folders-view .monaco-list-row');
  for (const name of path.split('/')) {
    const row = rows.filter({ has: workbench.page.getByText(name, { exact: true }) });
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) !== 'true') await row.click();
  }
  await workbench.page.locator(`.tab.active[data-resource-name="${basename(path)}"]`).waitFor();
}

/** Waits for this many problems of Agoras; returns their messages, sorted. */
export async function expectProblems(workbench: Workbench, count: number): Promise<string[]> {
  await workbench.runCommand('Problems: Focus on Problems View');
  // Other extensions have something to say of the same files.
  const all = workbench.page.locator('.markers-panel .monaco-list-row .marker-message-details-container');
  const rows = all.filter({ has: workbench.page.locator('.marker-source', { hasText: 'Agoras' }) });
  return eventually(
    `${String(count)} problems`,
    async () => {
      // Counted and read in one look: the list uses its rows again for other problems.
      const texts = await rows.allTextContents();
      return texts.length === count ? texts.sort() : undefined;
    },
    { seen: async () => JSON.stringify(await rows.allTextContents()) },
  );
}

/** Points at the line with this text until the hover that contains `wanted` is shown; returns the hover. */
export async function hoverOver(workbench: Workbench, line: string, wanted: string): Promise<Locator> {
  const { page } = workbench;
  const hover = page.locator('.monaco-hover:not(.hidden)', { hasText: wanted });
  await eventually(`the hover with ${wanted}`, async () => {
    // VS Code answers to a pointer that moves: if it comes while an editor is still being laid out, nothing is shown.
    await page.mouse.move(0, 0);
    await page.locator('.view-line', { hasText: line }).hover();
    return hover.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => undefined,
    );
  });
  return hover;
}
