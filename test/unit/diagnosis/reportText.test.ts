import assert from 'node:assert/strict';
import { reportText } from '../../../src/diagnosis/reportText';
import { ACCOUNT, accountFor } from '../../account';
import { factsOf, filesWith, found } from './facts';

describe('The text of a report', () => {
  const secret = `EAA${'s'.repeat(40)}`;
  const text = reportText(
    factsOf({
      files: filesWith([found({ fault: { kind: 'deadToken', page: 'Bakery' } })], `a\n${secret}/.env`),
      agoras: { installed: { kind: 'agorasNotInstalled', program: '/home/ada/bin/agoras' }, wanted: [] },
      accounts: { records: [ACCOUNT, accountFor('9').record] },
      terminals: { given: { page: 'Bakery', state: 'current' }, older: [] },
      elsewhere: [
        { name: '/home/ada/x/.env (ssh-remote+prod)', shortName: '.env', why: 'otherHost', isOutdated: false },
      ],
    }),
    ['Agoras Credentials 1.2.3'],
    'en',
  );

  it('says the same as the page, with the versions first', () => {
    const [first, version, madeAt, summary] = text.split('\n');
    assert.deepEqual([first, version], ['Agoras: Diagnosis', 'Agoras Credentials 1.2.3']);
    assert.match(madeAt ?? '', /^As of /);
    assert.match(summary ?? '', /^Problems: 1\. Couldn’t be checked: 2\.$/);
    assert.match(text, /\n\nStored accounts \(As of the last check/);
    assert.match(text, /- Unknown: \.env is on another host, so it wasn’t checked\./);
  });

  it('calls each Page by a number, the same one everywhere', () => {
    assert.match(text, /- Error: .*The token of “Page 1” no longer works/);
    assert.match(text, /“Page 1”, used by this workspace/);
    assert.match(text, /“Page 2”: /);
    assert.match(text, /current credentials of “Page 1”/);
    assert.doesNotMatch(text, /Bakery/);
  });

  it('has no secret in it, no path of the computer and no host, and each sentence on its line', () => {
    for (const hidden of [secret, 'ada', 'prod']) assert.ok(!text.includes(hidden), hidden);
    assert.match(text, /a \[redacted\]\/\.env:3/);
  });
});
