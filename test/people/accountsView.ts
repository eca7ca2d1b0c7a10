// The accounts in the sidebar.
import { isDeepStrictEqual } from 'node:util';
import { eventually } from '../workbench/waiting';
import type { Workbench } from '../workbench/workbench';

const accounts = (workbench: Workbench) =>
  workbench.page.locator('.part.sidebar .pane', { hasText: 'Accounts' }).last();

export const rows = (workbench: Workbench) => accounts(workbench).locator('.monaco-list-row');

/** Waits for what a person reads there if there is no account. */
export async function expectWelcome(workbench: Workbench, text: RegExp, buttons: readonly string[]): Promise<void> {
  const welcome = accounts(workbench).locator('.welcome-view-content');
  await welcome.filter({ hasText: text }).waitFor();
  // VS Code treats the folder as untrusted until it has checked, so other buttons are shown here for a moment.
  let shown: string[] = [];
  await eventually(
    `the buttons ${buttons.join(', ')}`,
    async () => {
      shown = await welcome.locator('.monaco-button').allInnerTexts();
      return isDeepStrictEqual(shown, buttons) ? true : undefined;
    },
    { seen: () => Promise.resolve(shown.join(', ')) },
  );
}
