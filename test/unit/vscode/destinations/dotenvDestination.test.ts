import assert from 'node:assert/strict';
import { runBash } from '../../edits/bash';
import { Computer, type FlowWindow } from '../../../window/computer';

const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };

describe('The copied command that loads a .env', () => {
  let computer: Computer;
  beforeEach(async () => {
    computer = await Computer.start();
    computer.write('a/.env', 'WHOSE=a\n');
    computer.write('b/.env', 'WHOSE=b\n');
  });
  afterEach(() => computer.shutDown());

  /** Writes to a folder; returns the copied command. */
  async function copied(window: FlowWindow, folder?: string): Promise<string> {
    await window.does('getCredentials', computer.obtaining('ada', 'Only keep'));
    await window.does('writeFlags', [
      ['Where should', '.env'],
      ...(folder === undefined ? [] : [['In which folder', folder] as const]),
    ]);
    await window.press('Copy Load Command');
    return window.clipboard;
  }
  const load = (command: string, folder: string) => runBash(`${command}; printenv WHOSE`, { cwd: computer.at(folder) });

  it('loads in a window of several folders that of the chosen one, whichever folder the terminal is in', async () => {
    const command = await copied(computer.openWindow({ open: ['a', 'b'], settings }), 'b');
    assert.deepEqual([load(command, 'a'), load(command, 'b')], ['b\n', 'b\n']);
  });

  it('is short where all terminals open in the one folder, and names the whole path where a setting says otherwise', async () => {
    const [short, long] = ["set -a; . './.env'; set +a", `set -a; . '${computer.at('a/.env')}'; set +a`];
    for (const [cwd, command] of [
      [undefined, short],
      ['', short],
      [null, short],
      ['/elsewhere', long],
      ['${workspaceFolder}/deploy', long],
    ] as const) {
      const window = computer.openWindow({ settings: { ...settings, 'terminal.integrated.cwd': cwd } });
      assert.equal(await copied(window), command, String(cwd));
      await window.does('forgetCredentials', [['Forget the credentials', 'Forget']]);
    }
  });

  it('names on another host the path that the file has there', async () => {
    const window = computer.openWindow({ open: ['a', 'b'], remoteName: 'ssh-remote', settings });
    assert.equal(await copied(window, 'a'), `set -a; . '${computer.at('a/.env')}'; set +a`);
  });
});
