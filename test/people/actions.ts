// What a person does with hands: counted in the browser, where it arrives.
import type { Page } from 'playwright-core';

/** `click`, `paste`, or the name of a key that does something by itself, such as `Enter` or `ArrowDown`. */
export type Action = string;

/**
 * Runs in the page. Typed characters count as nothing, nor does the name of a command, nor a look behind the bell, which a
 * slow machine takes when a message is late; F1 opens the palette, and the count begins there.
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

/** What was done since the command palette was opened the last time. */
export async function actionsSinceThePalette(page: Page): Promise<readonly Action[]> {
  return page.evaluate<readonly Action[]>('globalThis.agorasActions');
}
