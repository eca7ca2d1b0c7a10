import assert from 'node:assert/strict';
import { apps, pages } from '../../../sandbox/world';
import { accountsIn } from '../../../../src/agoras/valueReferences';
import { computerWithAccount, type Computer, type FlowWindow } from '../../../window/computer';
import { ESCAPE } from '../../../window/userDouble';

const FILE = 'a/.vscode/launch.json';
const [ada, grace] = [pages.adaInstagram, pages.grace];
const idOf = (page: { readonly id: string }) => `${apps.demo.id}.${page.id}`;

describe('A launch configuration that was written for one of two accounts', () => {
  const settings = { 'agoras.agorasVersion': '1.x', 'agoras.objectId': 'instagramAccount' };
  let window: FlowWindow;
  let computer: Computer;
  afterEach(() => computer.shutDown());
  beforeEach(async () => ({ computer, window } = await computerWithAccount(settings, 'launch.json')));

  const text = (file = FILE) => computer.read(file) ?? '';
  const writtenOf = ({ name }: { readonly name: string }) =>
    computer.accounts.find((account) => account.page === name)?.written;
  const keepGrace = () => window.does('getCredentials', computer.obtaining('grace', 'Only keep'));
  const question = `.vscode/launch.json takes the credentials of “${ada.name}” from VS Code`;

  it('asks for the values of that one', () => {
    assert.deepEqual(accountsIn(text()), [idOf(ada)]);
  });

  it('is told of when another is obtained, and rewritten for that at the press of a button', async () => {
    await keepGrace();
    assert.deepEqual(accountsIn(text()), [idOf(ada)]);
    assert.match(window.message, /Still using the credentials of another account: \.vscode\/launch\.json/);
    await window.press('Replace Them');
    assert.deepEqual(accountsIn(text()), [idOf(grace)]);
    assert.doesNotMatch(text(), new RegExp(ada.id));
    assert.deepEqual([writtenOf(ada), writtenOf(grace)], [[], [FILE]]);
  });

  it('follows the workspace when that is switched, after a question that names the file', async () => {
    await keepGrace();
    const switchTo = (answer: string) =>
      window.does('switchAccount', [
        ['Which account', grace.name],
        [`Switch this workspace to “${grace.name}”`, answer],
      ]);
    await switchTo(ESCAPE);
    assert.deepEqual(accountsIn(text()), [idOf(ada)]);
    await switchTo('Switch and Rewrite');
    assert.deepEqual(accountsIn(text()), [idOf(grace)]);
    assert.deepEqual([writtenOf(ada), writtenOf(grace)], [[], [FILE]]);
  });

  it('is not written over without a question, and Undo gives file and workspace back', async () => {
    const before = text();
    await keepGrace();
    const write = (answer: string) =>
      window.does('writeFlags', [
        ['Which account’s credentials', grace.name],
        ['Where should', 'launch.json'],
        [question, answer],
      ]);
    await write(ESCAPE);
    assert.equal(text(), before);
    await write('Replace');
    assert.deepEqual(accountsIn(text()), [idOf(grace)]);
    await window.press('Undo');
    assert.equal(text(), before);
    assert.deepEqual([writtenOf(ada), writtenOf(grace)], [[FILE], []]);
  });

  it('is asked about as well where it is to read a .env', async () => {
    await window.does('getCredentials', [
      ...computer.obtaining('grace', 'launch.json with .env'),
      [question, 'Replace'],
    ]);
    assert.deepEqual(accountsIn(text()), []);
    assert.deepEqual([writtenOf(ada), writtenOf(grace)], [[], ['a/.env', FILE]]);
  });

  it('stays that one’s in a copy, with all that the copy needs', async () => {
    const copy = text().replace('"name": "Agoras: publish to Instagram"', '"name": "mine"');
    computer.write(FILE, copy);
    await keepGrace();
    await window.does('writeFlags', [
      ['Which account’s credentials', grace.name],
      ['Where should', 'launch.json'],
      [question, 'Replace'],
    ]);
    assert.deepEqual(accountsIn(text()), [idOf(ada), idOf(grace)]);
    await window.does('forgetCredentials', [
      ['Which account’s', grace.name],
      [`Forget the credentials of “${grace.name}”`, 'Forget and Remove What Was Written'],
    ]);
    assert.equal(text(), copy);
  });

  it('makes way for that of another account and network', async () => {
    await window.change('agoras.networks', ['facebook']);
    await window.does('getCredentials', [...computer.obtaining('grace', 'launch.json'), [question, 'Replace']]);
    assert.match(text(), /publish to Facebook/);
    assert.doesNotMatch(text(), /publish to Instagram/);
    assert.deepEqual(accountsIn(text()), [idOf(grace)]);
  });

  it('goes with that one, and not with the other', async () => {
    const before = text();
    await keepGrace();
    await window.does('forgetCredentials', [
      ['Which account’s', grace.name],
      [`Forget the credentials of “${grace.name}”`, 'Forget'],
    ]);
    assert.equal(text(), before);
    await window.does('forgetCredentials', [
      [`Forget the credentials of “${ada.name}”`, 'Forget and Remove What Was Written'],
    ]);
    assert.doesNotMatch(text(), /agoras/i);
  });
});
