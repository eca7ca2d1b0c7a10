import assert from 'node:assert/strict';
import { openForAll } from '../openForAll';
import { BOXES, enter, sitDown, type Desk } from './flow';

describe('A person whose input does not work', () => {
  let desk: Desk;
  openForAll(async () => (desk = await sitDown()));

  it('a Facebook that does not answer: the wait is seen, and Escape ends it at once', async () => {
    const { workbench, sandbox } = desk;
    sandbox.fault({ on: '/me', kind: 'delay', ms: 60_000 });
    sandbox.clearRequests();
    await enter(desk, 'ada');
    await workbench.quickInput.expect(BOXES.page);
    await workbench.page.locator('.quick-input-widget .monaco-progress-container.active').waitFor();
    await workbench.screenshot('waiting-for-pages');
    await workbench.quickInput.leave();
    await waitUntil(() => sandbox.requests.some(({ path, aborted }) => path === '/me' && aborted));
    sandbox.clearFaults();
    assert.deepEqual(await workbench.notifications.all(), []);
  });
});

async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}
