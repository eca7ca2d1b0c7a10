import assert from 'node:assert/strict';
import fc from 'fast-check';
import { runWizard, type Position, type Step, type StepEnd } from '../../../../src/vscode/prompts/wizard';

type Id = 'a' | 'b' | 'c';
type Draft = Partial<Record<Id, string>>;
type Script = 'back' | 'cancel' | 'skip' | 'fail' | { readonly say: string } | { readonly leave: string };

/** Steps that follow a script; unused parts of the script fail the test. */
function scripted(script: [Id, Script][], isAsked: (id: Id, state: Draft) => boolean = () => true) {
  const seen: [Id, Position][] = [];
  const step = (id: Id): Step<Id, Draft, string> => ({
    id,
    isAsked: (state) => isAsked(id, state),
    ask: (state, position): Promise<StepEnd<Draft, string>> => {
      seen.push([id, position]);
      const next = script.shift();
      assert.equal(next?.[0], id, 'the step that is asked');
      switch (next[1]) {
        case 'back':
          return Promise.resolve({ kind: 'back' });
        case 'cancel':
          return Promise.resolve({ kind: 'cancelled' });
        case 'skip':
          return Promise.resolve({ kind: 'skipped', state: { ...state, [id]: 'only one' } });
        case 'fail':
          return Promise.resolve({ kind: 'failed', failure: 'broken', state });
        default:
          if ('leave' in next[1]) return Promise.resolve({ kind: 'back', state: { ...state, [id]: next[1].leave } });
          return Promise.resolve({ kind: 'answered', state: { ...state, [id]: next[1].say } });
      }
    },
  });
  return { steps: [step('a'), step('b'), step('c')], seen, left: () => script };
}

describe('A wizard', () => {
  it('asks every step and gives the answers', async () => {
    const { steps, seen, left } = scripted([
      ['a', { say: '1' }],
      ['b', { say: '2' }],
      ['c', { say: '3' }],
    ]);
    assert.deepEqual(await runWizard(steps, {}), {
      kind: 'finished',
      isAnswered: true,
      state: { a: '1', b: '2', c: '3' },
    });
    assert.deepEqual(seen.at(1)?.[1], { step: 2, totalSteps: 3, canGoBack: true });
    assert.deepEqual(left(), []);
  });

  it('says of each step that it begins, and what is known then', async () => {
    const { steps } = scripted([
      ['a', { say: '1' }],
      ['b', 'back'],
      ['a', 'cancel'],
    ]);
    const begun: unknown[] = [];
    await runWizard(steps, {}, undefined, (id, state) => begun.push([id, state]));
    assert.deepEqual(begun, [
      ['a', {}],
      ['b', { a: '1' }],
      ['a', { a: '1' }],
    ]);
  });

  it('Back leads to the step before and keeps what was answered', async () => {
    const { steps, seen } = scripted([
      ['a', { say: '1' }],
      ['b', 'back'],
      ['a', { say: '4' }],
      ['b', { say: '2' }],
      ['c', { say: '3' }],
    ]);
    const end = await runWizard(steps, {});
    assert.deepEqual(end, { kind: 'finished', isAnswered: true, state: { a: '4', b: '2', c: '3' } });
    assert.equal(seen.at(0)?.[1].canGoBack, false);
  });

  it('does not ask again what has an answer, and Back leads to it all the same', async () => {
    const { steps } = scripted([
      ['a', 'back'],
      ['a', { say: '4' }],
      ['c', 'back'],
      ['b', { say: '5' }],
      ['c', { say: '3' }],
    ]);
    const answered = steps.map((step) => ({ ...step, isAnswered: (state: Draft) => state[step.id] !== undefined }));
    const end = await runWizard(answered, { a: '1', b: '2' }, 'a');
    assert.deepEqual(end, { kind: 'finished', isAnswered: true, state: { a: '4', b: '5', c: '3' } });
  });

  it('Back takes along what leaving the step has changed', async () => {
    const { steps } = scripted([
      ['a', { say: '1' }],
      ['b', { leave: 'dropped' }],
      ['a', 'back'],
      ['a', { say: '4' }],
      ['b', 'fail'],
    ]);
    const end = await runWizard(steps, {});
    assert.deepEqual(end, { kind: 'failed', failure: 'broken', at: 'b', state: { a: '4', b: 'dropped' } });
  });

  it('Back passes over a step that needed no answer', async () => {
    const { steps } = scripted([
      ['a', { say: '1' }],
      ['b', 'skip'],
      ['c', 'back'],
      ['a', 'cancel'],
    ]);
    assert.deepEqual(await runWizard(steps, {}), { kind: 'cancelled' });
  });

  it('counts only the steps that are asked', async () => {
    const { steps, seen } = scripted(
      [
        ['a', { say: '1' }],
        ['c', { say: '3' }],
      ],
      (id) => id !== 'b',
    );
    await runWizard(steps, {});
    assert.deepEqual(
      seen.map(([, { step, totalSteps }]) => [step, totalSteps]),
      [
        [1, 2],
        [2, 2],
      ],
    );
  });

  it('keeps its total, whatever the answers bring up or make unnecessary', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e'] as const;
    const step = fc.record({
      isAskedFirst: fc.boolean(),
      isAskedThen: fc.boolean(),
      follows: fc.subarray([...ids]),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: ids.length }), async (drawn) => {
        const seen: Position[] = [];
        const steps = drawn.map(({ isAskedFirst, isAskedThen, follows }, index) => ({
          id: ids[index] ?? 'a',
          follows: follows.filter((id) => ids.indexOf(id) < index),
          isAsked: (answers: number) => (answers === 0 ? isAskedFirst : isAskedThen),
          ask: (answers: number, position: Position) => {
            seen.push(position);
            return Promise.resolve({ kind: 'answered' as const, state: answers + 1 });
          },
        }));
        await runWizard(steps, 0);
        assert.ok(new Set(seen.map(({ totalSteps }) => totalSteps)).size <= 1);
        assert.ok(seen.every(({ step: at, totalSteps }) => at >= 1 && at <= totalSteps));
        assert.ok(seen.every(({ step: at }, index) => at >= (seen[index - 1]?.step ?? 0)));
      }),
    );
  });

  it('a failure tells where, with the answers so far; going on starts there, and Back still works', async () => {
    const first = scripted([
      ['a', { say: '1' }],
      ['b', 'fail'],
    ]);
    const end = await runWizard(first.steps, {});
    assert.deepEqual(end, { kind: 'failed', failure: 'broken', at: 'b', state: { a: '1' } });
    const second = scripted([
      ['b', 'back'],
      ['a', 'cancel'],
    ]);
    assert.deepEqual(await runWizard(second.steps, { a: '1' }, 'b'), { kind: 'cancelled' });
  });
});
