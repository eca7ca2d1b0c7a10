import assert from 'node:assert/strict';
import { planTasks } from '../../../../src/edits/json/tasksPlan';

const FORMAT = { indent: '  ', lineBreak: '\n' };

const input = (id: string) => ({ id, type: 'command', command: id, args: { account: '1.2' } });

describe('Tasks that ask for several values', () => {
  const env = { A: '${input:a}', B: '${input:b}', C: '${input:c}' };
  const planned = (inputs: readonly object[] | undefined) => {
    const file = { tasks: [{ label: 'post', command: 'agoras' }], ...(inputs === undefined ? {} : { inputs }) };
    const wanted = { update: (task: object) => ({ ...task, options: { env } }), inputs: ['a', 'b', 'c'].map(input) };
    const plan = planTasks(JSON.stringify(file, undefined, 2), wanted, FORMAT, 'tasks.json');
    assert.ok(plan.kind === 'rewrite');
    return (JSON.parse(plan.text) as { readonly inputs: readonly { readonly id: string }[] }).inputs.map(
      ({ id }) => id,
    );
  };

  it('get their inputs behind those that are there, or in a list of their own', () => {
    assert.deepEqual(planned(undefined), ['a', 'b', 'c']);
    assert.deepEqual(planned([]), ['a', 'b', 'c']);
    assert.deepEqual(planned([{ id: 'mine', type: 'promptString' }]), ['mine', 'a', 'b', 'c']);
    assert.deepEqual(planned([input('b'), { id: 'mine', type: 'promptString' }]), ['b', 'mine', 'a', 'c']);
  });
});
