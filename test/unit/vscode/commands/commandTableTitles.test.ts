import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bundleOf, LANGUAGES } from '../../../l10n/languages';
import { computerWithAccount, type Computer, type FlowWindow } from '../../../window/computer';
import { ESCAPE } from '../../../window/userDouble';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;

/** Each command, and its first question where two accounts are stored and no version is set. */
const QUESTIONS = [
  ['getCredentials', 'Use a stored app'],
  ['importCredentials', 'Which credentials'],
  ['renewToken', 'Which account’s'],
  ['writeFlags', 'Which account’s'],
  ['copyFlags', 'Which version'],
  ['switchAccount', 'Which account should'],
] as const;

describe('The first box of a command', () => {
  let window: FlowWindow;
  let computer: Computer;

  before(async () => {
    const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
    ({ computer, window } = await computerWithAccount(settings, '.env'));
    await window.does('getCredentials', computer.obtaining('grace', 'Only keep'));
    window = computer.openWindow({ open: ['b'] });
    computer.write('b/.env', computer.read('a/.env') ?? '');
  });
  after(() => computer.shutDown());

  for (const [command, question] of QUESTIONS) {
    it(`is called as the command is: ${command}`, async () => {
      await window.does(command, [[question, ESCAPE]]);
      const title = (window.user.titles[0] ?? '').replace(/ \(\d+\/\d+\)$/, '');
      assert.notEqual(title, '');
      const named = read('package.nls.json')[`command.${command}`] ?? '';
      assert.ok(named.startsWith(title), `“${title}” of “${named}”`);
      for (const language of LANGUAGES) {
        const translated = read(bundleOf(language))[title] ?? '?';
        const inLanguage = read(`package.nls.${language}.json`)[`command.${command}`] ?? '';
        assert.ok(inLanguage.startsWith(translated), `“${translated}” of “${inLanguage}”`);
      }
    });
  }
});
