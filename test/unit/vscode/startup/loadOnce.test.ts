import assert from 'node:assert/strict';
import { loadOnce } from '../../../../src/vscode/startup/loadOnce';

describe('What is loaded with the first command', () => {
  it('is loaded once, however often it is asked for', async () => {
    let loads = 0;
    const load = loadOnce(() => Promise.resolve(++loads));
    assert.deepEqual(await Promise.all([load(), load()]), [1, 1]);
    assert.equal(await load(), 1);
  });

  it('is tried again after a failure, as when an update has just replaced the file', async () => {
    let loads = 0;
    const load = loadOnce(() => (++loads === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(loads)));
    await assert.rejects(load(), /gone/);
    assert.equal(await load(), 2);
  });
});
