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
    ['Python 3.11.7', undefined, undefined],
    ['agoras: command not found', undefined, undefined],
    ['', undefined, undefined],
  ];
  for (const [output, version, exact] of cases) {
    it(`that prints ${JSON.stringify(output)} is ${version ?? 'none'}`, () => {
      const expected = version === undefined ? undefined : { version, exact };
      assert.deepEqual(parseAgorasVersion(output), expected);
    });
  }
});
