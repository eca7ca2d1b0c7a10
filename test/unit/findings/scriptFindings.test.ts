import assert from 'node:assert/strict';
import { findInScript } from '../../../src/findings/scriptFindings';
import { KnownValues } from '../../../src/findings/knownValues';
import { NOW } from '../../account';

const TOKEN = `EAA${'x'.repeat(40)}`;

describe('A secret in a script', () => {
  const remediesIn = (text: string) =>
    findInScript(text, 'posix', { version: '1.x', known: new KnownValues([]), now: NOW, warnDays: 7 })
      .filter(({ fault }) => fault.kind === 'plainSecret')
      .flatMap(({ remedies }) => remedies.map(({ kind }) => kind));

  it('is taken out with its line where that is all of a command, and nowhere else', () => {
    const rest = 'agoras publish --network instagram --action post\n';
    assert.deepEqual(remediesIn(`export INSTAGRAM_ACCESS_TOKEN=${TOKEN}\n${rest}`), ['command', 'edit']);
    assert.deepEqual(remediesIn(`INSTAGRAM_ACCESS_TOKEN=${TOKEN} ${rest}`), ['command']);
    assert.deepEqual(remediesIn(`export LANG=C \\\n  INSTAGRAM_ACCESS_TOKEN=${TOKEN}\n${rest}`), ['command']);
  });
});
