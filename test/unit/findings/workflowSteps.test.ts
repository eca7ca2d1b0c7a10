import assert from 'node:assert/strict';
import { pinsIn } from '../../../src/findings/workflowSteps';

describe('The Agoras that a workflow installs', () => {
  const pinned = (text: string) =>
    pinsIn({ text, start: 0, end: text.length, shell: 'posix' }).map(({ version, start, end }) => [
      version,
      text.slice(start, end),
    ]);

  it('is the newest that pip finds for what is written: 1.1.6, the last below 2, has the commands of 2.x', () => {
    for (const [pin, version] of [
      ['agoras==1.1.5', '1.x'],
      ['agoras==1.1.6', '2.x'],
      ['agoras<2', '2.x'],
      ['agoras<2.0', '2.x'],
      ['agoras < 3', '2.x'],
      ['agoras~=1.1', '2.x'],
      ['agoras~=1.1.3', '2.x'],
      ['agoras~=1.0.0', '1.x'],
      ['agoras==1.*', '2.x'],
      ['agoras==1.1.*', '2.x'],
      ['agoras==1.0.*', '1.x'],
      ['agoras~=2.1', '2.x'],
      ['agoras==3.*', '3.x'],
      ['agoras~=3.0', '3.x'],
    ] as const) {
      assert.deepEqual(pinned(`pip install '${pin}' requests`), [[version, pin]], pin);
    }
  });

  it('is not known without a pin', () => {
    for (const text of ['pip install agoras', 'pip install "agoras>=2"', 'pip install agoras-credentials==1.0']) {
      assert.deepEqual(pinned(text), [], text);
    }
  });
});
