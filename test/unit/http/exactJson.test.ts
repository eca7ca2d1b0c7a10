import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseJson } from '../../../src/http/exactJson';

describe('JSON with an integer that a double cannot hold', () => {
  it('keeps its last digit, whatever its length', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (id) => {
        const { ids } = parseJson(`{"ids":[${String(id)}]}`) as { ids: unknown[] };
        assert.equal(String(ids[0]), String(id));
      }),
    );
  });

  it('keeps it where nothing else stands', () => {
    assert.equal(parseJson('12345678901234567890'), '12345678901234567890');
  });

  it('is read like any other JSON where a name comes twice: the last one counts', () => {
    assert.deepEqual(parseJson('{"id":17841400000000003,"n":1,"n":2}'), { id: '17841400000000003', n: 2 });
  });
});
