import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alignLists, fillInOrder } from '../../../../src/edits/json/listAlignment';

/** The steps: `a` for an unchanged item, `a→b` for a changed one, `-a` for a removed one, `+a` for a new one. */
function steps(before: string, after: string): string {
  const [old, next] = [before.split(' '), after.split(' ')];
  return alignLists(old, next)
    .map(({ from, to }) => {
      const [one = '', other = ''] = [from === undefined ? '' : old[from], to === undefined ? '' : next[to]];
      if (to === undefined) return `-${one}`;
      if (from === undefined) return `+${other}`;
      return one === other ? one : `${one}→${other}`;
    })
    .join(' ');
}

describe('A list that becomes another', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['keeps what is in both', 'a b c d', 'a c d e', 'a -b c d +e'],
    ['changes in place what is in neither', 'a b c', 'a x c', 'a b→x c'],
    ['keeps the comments of an option that gets another name', 'a --b=1 --c=2', 'a --d=2', 'a ---b=1 --c=2→--d=2'],
    ['keeps those of an option that gets another value', '-a 1 --b=2', '--b 3', '--a -1 --b=2→--b +3'],
    [
      'keeps options rather than the words around them',
      'p --mine --n i --a q',
      'i q --mine',
      'p→i +q --mine ---n -i ---a -q',
    ],
    ['changes the same words back and forth', 'p --n i --a q --s=1', 'i q --t=1', '-p ---n i ---a q --s=1→--t=1'],
  ];
  for (const [what, before, after, expected] of cases) {
    it(what, () => {
      assert.equal(steps(before, after), expected);
    });
  }

  it('has each item of both once, and in order', () => {
    const list = fc.array(fc.constantFrom('a', 'b', '--c=1', '--d=1', '--c=2', 'e'), { maxLength: 12 });
    fc.assert(
      fc.property(list, list, (before, after) => {
        const all = alignLists(before, after);
        const indexes = (key: 'from' | 'to') => all.flatMap((step) => step[key] ?? []);
        assert.deepEqual(indexes('from'), [...before.keys()]);
        assert.deepEqual(indexes('to'), [...after.keys()]);
      }),
    );
  });

  it('is found at once where both are very long', () => {
    const numbers = Array.from({ length: 20_000 }, (_, index) => index);
    const all = alignLists([-1, ...numbers, -2], [-3, ...numbers.map((one) => one + 1), -4]);
    assert.equal(all.length, 20_002);
  });
});

describe('What is missing in a list', () => {
  it('comes before what stands behind it otherwise, else at the end', () => {
    const fill = (items: string, wanted: string, order?: string) =>
      fillInOrder(items.split(' '), wanted.split(' '), (item) => item, order?.split(' ')).join(' ');
    assert.equal(fill('x b y', 'a b c'), 'x a b y c');
    assert.equal(fill('x s', 'a b', 'a b s'), 'x a b s');
    assert.equal(fill('x', 'a b'), 'x a b');
  });
});
