import assert from 'node:assert/strict';
import { parseAgorasVersion } from '../../../src/agoras/installedVersion';

describe('The installed Agoras', () => {
  const cases: readonly [string, string | undefined, string | undefined][] = [
    ['agoras 1.1.5\n', '1.x', '1.1.5'],
    ['agoras 1.0.0', '1.x', '1.0.0'],
    ['agoras 0.9', '1.x', '0.9'],
    ['agoras 1.1.6', '2.x', '1.1.6'],
    ['agoras 1.1.10\r\n', '2.x', '1.1.10'],
    ['agoras 1.2.0', '2.x', '1.2.0'],
    ['agoras 2.0.5', '2.x', '2.0.5'],
    ['agoras 2.0.0rc1', '2.x', '2.0.0rc1'],
    ['warning: something\nagoras 1.1.5\n', '1.x', '1.1.5'],
    ['agoras 2.2.0', '2.x', '2.2.0'],
    ['agoras 3.0.0', '3.x', '3.0.0'],
    ['agoras 10.0', '3.x', '10.0'],
    ['10.0', '3.x', '10.0'],
    ['agoras version 2.0.5', '2.x', '2.0.5'],
    ['agoras, version 2.0.5', '2.x', '2.0.5'],
    ['2.0.5', '2.x', '2.0.5'],
    ['\u001B[1;32magoras\u001B[0m 3.0.0\u001B[K', '3.x', '3.0.0'],
    ['agoras 2.0.5 (python 3.12)', '2.x', '2.0.5'],
    ['agoras 2.0.5 from /usr/lib/python3.12', undefined, undefined],
    ['3.12.1 (main, Dec  4 2024, 10:00:00) [GCC 12.2.0] on linux', undefined, undefined],
    ['Python 3.11.7', undefined, undefined],
    ['agoras: command not found', undefined, undefined],
    ['', undefined, undefined],
  ];
  for (const [output, version, exact] of cases) {
    it(`that prints ${JSON.stringify(output)} is ${version ?? 'none'}`, () => {
      const found = parseAgorasVersion(output);
      assert.deepEqual([found?.version, found?.exact], [version, exact]);
    });
  }

  it('below 1.1.3 reads flags only', () => {
    const readsFlagsOnly = (version: string) => parseAgorasVersion(`agoras ${version}`)?.readsFlagsOnly;
    assert.deepEqual(['1.0.0', '1.1.2'].map(readsFlagsOnly), [true, true]);
    assert.deepEqual(['1.1.3', '1.1.5', '2.0.5', '3.0.0'].map(readsFlagsOnly), [false, false, false, false]);
  });
});
