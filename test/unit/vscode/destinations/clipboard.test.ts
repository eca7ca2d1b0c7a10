import assert from 'node:assert/strict';
import { CLIPBOARD_SECONDS, ClipboardKeeper } from '../../../../src/vscode/destinations/clipboard';
import { Secret } from '../../../../src/base/secret';

/** A clipboard and a clock that the test controls. */
function desk() {
  let text = '';
  let isBlocked = false;
  const timers: { readonly run: () => void; readonly seconds: number; isOff: boolean }[] = [];
  const clipboard = {
    readText: () => (isBlocked ? Promise.reject(new Error('not focused')) : Promise.resolve(text)),
    writeText: (next: string) => {
      text = next;
      return Promise.resolve();
    },
  };
  const keeper = new ClipboardKeeper(clipboard, (run, seconds) => {
    const timer = { run, seconds, isOff: false };
    timers.push(timer);
    return () => (timer.isOff = true);
  });
  return {
    keeper,
    text: () => text,
    copyElsewhere: (other: string) => (text = other),
    /** Waits for the next timer, in the order in which they were set. */
    wait: async () => {
      const due = timers.shift();
      if (due?.isOff === false) due.run();
      await new Promise(setImmediate);
    },
    seconds: () => timers[0]?.seconds,
    block: (blocked: boolean) => (isBlocked = blocked),
  };
}

const secret = (text: string) => new Secret('commandLine', text);

describe('A secret on the clipboard', () => {
  it('is there for a minute, and then no longer', async () => {
    const { keeper, text, wait, seconds } = desk();
    await keeper.copy(secret('agoras publish EAA1'));
    assert.equal(text(), 'agoras publish EAA1');
    assert.equal(seconds(), CLIPBOARD_SECONDS);
    await wait();
    assert.equal(text(), '');
  });

  it('does not take with it what was copied meanwhile', async () => {
    const { keeper, text, wait, copyElsewhere } = desk();
    await keeper.copy(secret('EAA1'));
    copyElsewhere('a recipe');
    await wait();
    assert.equal(text(), 'a recipe');
  });

  it('that is copied again has its minute anew', async () => {
    const { keeper, text, wait } = desk();
    await keeper.copy(secret('EAA1'));
    await keeper.copy(secret('EAA2'));
    await wait();
    assert.equal(text(), 'EAA2');
    await wait();
    assert.equal(text(), '');
  });

  it('is tried again where the clipboard could not be read', async () => {
    const { keeper, text, wait, block } = desk();
    await keeper.copy(secret('EAA1'));
    block(true);
    await wait();
    assert.equal(text(), 'EAA1');
    block(false);
    await wait();
    assert.equal(text(), '');
  });

  it('goes when the window goes', async () => {
    const { keeper, text } = desk();
    await keeper.copy(secret('EAA1'));
    keeper.dispose();
    await new Promise(setImmediate);
    assert.equal(text(), '');
  });
});
