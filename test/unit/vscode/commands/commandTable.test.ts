import assert from 'node:assert/strict';
import { pages } from '../../../sandbox/world';
import { computerWithAccount, type Computer, type FlowWindow } from '../../../window/computer';

describe('A button for an account that was forgotten after it was shown', () => {
  const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
  let window: FlowWindow;
  let computer: Computer;
  let id: string;

  beforeEach(async () => {
    ({ computer, window } = await computerWithAccount(settings, 'Only keep'));
    [, id = ''] = /"id":"(\d+\.\d+)"/.exec(computer.stored) ?? [];
    await window.does('getCredentials', computer.obtaining('grace', 'Only keep'));
    await window.does('forgetCredentials', [['Forget the credentials of', 'Forget']], id);
    assert.deepEqual(
      computer.accounts.map(({ page }) => page),
      [pages.grace.name],
    );
  });
  afterEach(() => computer.shutDown());

  it('does nothing with another account instead', async () => {
    const before = computer.stored;
    const commands = ['checkToken', 'proveWithAgoras', 'renewToken', 'forgetCredentials', 'switchAccount'] as const;
    for (const command of [...commands, 'writeFlags', 'copyFlags', 'copyLoadCommand'] as const) {
      await window.does(command, [], id);
      assert.match(window.message, /This account is no longer stored/, command);
      assert.deepEqual([window.clipboard, computer.stored, window.user.asked], ['', before, []], command);
    }
  });
});
