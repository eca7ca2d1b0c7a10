import assert from 'node:assert/strict';
import { Computer } from '../../../window/computer';
import { eventually } from '../../../workbench/waiting';

const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
const DAY = 86_400;

describe('The watch over stored accounts', () => {
  let computer: Computer;
  beforeEach(async () => (computer = await Computer.start()));
  afterEach(() => computer.shutDown());

  it('reminds once of a login that Facebook wants in twelve days, over all windows, and again when asked to', async () => {
    const obtained = computer.openWindow({ settings });
    await obtained.does('getCredentials', computer.obtaining('grace', '.env'));
    const end = Math.floor(Date.now() / 1000) + 12.5 * DAY;
    computer.stored = computer.stored.replace(/"dataAccessExpiresAt":\d+/, `"dataAccessExpiresAt":${String(end)}`);
    const memory = () => computer.read('storage-local/watch.json') ?? '';
    const [one, other] = [computer.openWindow({ settings }), computer.openWindow({ open: ['b'], settings })];
    const item = await eventually('the status bar item', () => one.statusBar);
    assert.match(item, /expires in 12 days/);
    one.look();
    await eventually('the reminder', () => one.user.told[0]);
    other.look();
    await eventually('the other window to have looked', () => other.statusBar);
    one.user.press('Remind Me Later', 'end on');
    await eventually('tomorrow to be remembered', () => (memory().includes('laterAt') ? true : undefined));
    assert.deepEqual([one.user.told.length, other.user.told.length], [1, 0]);
    assert.match(memory(), /"threshold":"early"/);
  });
});
