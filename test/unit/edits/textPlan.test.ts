import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, chainPlans, planEdits, type TextEdit, type TextPlan } from '../../../src/edits/textPlan';

describe('Edits of a text', () => {
  it('replace, insert and delete at the offsets of the text as it was', () => {
    const edits = [
      { offset: 0, length: 0, newText: '>' },
      { offset: 2, length: 1, newText: '' },
      { offset: 4, length: 1, newText: 'E' },
      { offset: 6, length: 0, newText: '<' },
    ];
    assert.equal(applyEdits('abcdef', edits), '>abdEf<');
  });

  it('are refused as a bug when they overlap, are out of order or leave the text', () => {
    const first = { offset: 2, length: 2, newText: '' };
    assert.throws(() => applyEdits('abcdef', [first, { offset: 3, length: 1, newText: '' }]), RangeError);
    assert.throws(() => applyEdits('abcdef', [first, { offset: 0, length: 1, newText: '' }]), RangeError);
    assert.throws(() => applyEdits('abc', [first]), RangeError);
  });

  it('that change nothing make no plan', () => {
    assert.deepEqual(planEdits('abc', []), { kind: 'unchanged' });
    assert.deepEqual(planEdits('abc', [{ offset: 1, length: 1, newText: 'b' }]), { kind: 'unchanged' });
  });

  it('that touch are handed out as one, so that no editor can swap them', () => {
    const plan = planEdits('abc', [
      { offset: 1, length: 2, newText: 'B' },
      { offset: 3, length: 0, newText: 'C' },
      { offset: 3, length: 0, newText: 'D' },
    ]);
    assert.deepEqual(plan, { kind: 'rewrite', text: 'aBCD', edits: [{ offset: 1, length: 2, newText: 'BCD' }] });
  });

  it('say the same as the text of their plan, whatever they are', () => {
    const cuts = fc.array(fc.tuple(fc.nat(5), fc.nat(3), fc.string({ maxLength: 3 })), { maxLength: 6 });
    fc.assert(
      fc.property(fc.string({ minLength: 60, maxLength: 60 }), cuts, (text, steps) => {
        const edits: TextEdit[] = [];
        let offset = 0;
        for (const [gap, length, newText] of steps) {
          edits.push({ offset: offset + gap, length, newText });
          offset += gap + length;
        }
        const plan = planEdits(text, edits);
        const result = plan.kind === 'rewrite' ? plan.text : text;
        assert.equal(result, applyEdits(text, edits));
        if (plan.kind === 'rewrite') assert.equal(applyEdits(text, plan.edits), plan.text);
      }),
    );
  });
});

describe('Two plans that follow one another', () => {
  const to = (after: string): TextPlan<never> => ({ kind: 'rewrite', text: after, edits: [] });
  /**
   * Short texts of few characters, so that they have much in common; they may contain half a line break or half a
   * character.
   */
  const texts = fc
    .array(fc.constantFrom('a', 'b', '\r\n', '\n', '\r', '😀', '😁'), { maxLength: 8 })
    .map((parts) => parts.join(''));

  it('lead to what the second one makes of the first one’s text, by edits of the text as it was', () => {
    fc.assert(
      fc.property(texts, texts, texts, (text, between, after) => {
        const plan = chainPlans(text, to(between), () => to(after));
        if (plan.kind === 'unchanged') return text === after;
        return plan.kind === 'rewrite' && plan.text === after && applyEdits(text, plan.edits) === after;
      }),
    );
  });

  it('never cut a line break or a character in two', () => {
    fc.assert(
      fc.property(texts, texts, (text, after) => {
        const plan = chainPlans(text, to(after), () => ({ kind: 'unchanged' }));
        if (plan.kind !== 'rewrite') return true;
        return plan.edits.every(({ offset, length }) =>
          [offset, offset + length].every(
            (at) => at === 0 || !/^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/.test(text.slice(at - 1, at + 1)),
          ),
        );
      }),
    );
  });

  it('are refused when either is', () => {
    const refused: TextPlan<string> = { kind: 'refused', reason: 'no' };
    assert.deepEqual(
      chainPlans('a', refused, () => to('b')),
      refused,
    );
    assert.deepEqual(
      chainPlans<string>('a', to('b'), () => refused),
      refused,
    );
  });

  it('make a file where there is none', () => {
    const create: TextPlan<never> = { kind: 'create', text: 'a' };
    assert.deepEqual(
      chainPlans(undefined, { kind: 'unchanged' }, () => create),
      create,
    );
    assert.deepEqual(
      chainPlans(undefined, create, () => to('ab')),
      { kind: 'create', text: 'ab' },
    );
  });
});
