import assert from 'node:assert/strict';
import { openForAll } from '../../openForAll';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { holdManyPages } from './manyPages';
import { startFeed, take } from './obtainFlow';

/** More than this for 10,000 Pages would mean that answers are kept. */
const MOST_BYTES = 30 * 1024 * 1024;

describe('Somebody with 10,000 Pages', () => {
  let sandbox: Sandbox;
  openForAll(async () => (sandbox = await startSandbox()));

  const loaderOf = () => startFeed(sandbox, sandbox.shortLivedToken('agency'));

  it('has the first hundred after the first answer, and all of them after a hundred', async () => {
    const loader = loaderOf();
    assert.equal(take(await loader.next()).length, 100);
    assert.equal(loader.pages.length, 100);
    while (!loader.isComplete()) take(await loader.next());
    assert.equal(loader.pages.length, 10_000);
    assert.equal(new Set(loader.pages.map(({ id }) => id)).size, 10_000);
  }).timeout(60_000);

  it('costs little memory: of each answer only the Pages are kept', async () => {
    const { pages, bytes } = await holdManyPages();
    assert.equal(pages, 10_000);
    assert.ok(bytes < MOST_BYTES, `${String(Math.round(bytes / 1024 / 1024))} MB for 10,000 Pages`);
  }).timeout(60_000);

  it('may stop in the middle: nothing more is asked', async () => {
    const loader = loaderOf();
    for (let count = 0; count < 5; count += 1) take(await loader.next());
    loader.stop();
    const stopped = await loader.next();
    assert.ok(!stopped.ok && stopped.error.kind === 'cancelled');
    const lists = sandbox.requests.filter(({ path }) => path === '/me' || path.endsWith('/accounts'));
    assert.equal(lists.length, 5);
  });
});
