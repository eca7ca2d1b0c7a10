// What a person does by hand: counted in the browser, where the events arrive.
import type { Page } from 'playwright-core';

/** `click`, `paste`, or the name of a key that has an effect of its own, such as `Enter` or `ArrowDown`. */
export type Action = string;

/**
 * Runs in the page. Not counted: typed characters, the name of a command, and opening the notification center, which is
 * needed on a slow machine when a message is late. F1 opens the palette and restarts the count.
 */
const recorder = `
  globalThis.agorasActions = [];
  addEventListener('click', ({ isTrusted, target }) => {
    if (isTrusted && !target.closest('[id="status.notifications"]')) agorasActions.push('click');
  }, true);
  addEventListener('input', ({ data, target }) => {
    if (data?.length > 1 && !target.value?.startsWith('>')) agorasActions.push('paste');
  }, true);
  addEventListener('keydown', ({ key }) => {
    if (key === 'F1') agorasActions.length = 0;
    else if (/^(Enter|Escape|Tab|Arrow)/.test(key)) agorasActions.push(key);
  }, true);
`;

export async function recordActions(page: Page): Promise<void> {
  await page.evaluate(recorder);
}

/** What was done since the command palette was last opened. */
export async function actionsSinceThePalette(page: Page): Promise<readonly Action[]> {
  return page.evaluate<readonly Action[]>('globalThis.agorasActions');
}
