// The accounts in the sidebar.
import assert from 'node:assert/strict';
import type { Workbench } from '../workbench/workbench';

const accounts = (workbench: Workbench) =>
  workbench.page.locator('.part.sidebar .pane', { hasText: 'Accounts' }).last();

export const rows = (workbench: Workbench) => accounts(workbench).locator('.monaco-list-row');

/** Waits for what a person reads there while there is no account. */
export async function expectWelcome(workbench: Workbench, text: RegExp, buttons: readonly string[]): Promise<void> {
  const welcome = accounts(workbench).locator('.welcome-view-content');
  await welcome.filter({ hasText: text }).waitFor();
  assert.deepEqual(await welcome.locator('.monaco-button').allInnerTexts(), buttons);
}
