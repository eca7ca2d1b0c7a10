import assert from 'node:assert/strict';
import { planLaunch, planLaunchRemoval } from '../../../../src/edits/json/launchPlan';
import { FORMAT, textAfter, wantedFor } from './launchFiles';

const wanted = wantedFor();
const OURS = JSON.stringify(wanted.configuration);
const [TEXT, IMAGE] = wanted.inputs.map((input) => JSON.stringify(input));

function remove(text: string): string {
  return textAfter(text, planLaunchRemoval(text, wanted, 'launch.json'));
}

const file = (configurations: string, rest = ''): string => `{\n  "configurations": [${configurations}]${rest}\n}\n`;

describe('The launch configuration taken out of a launch.json', () => {
  const shapes: readonly (readonly [string, string, string])[] = [
    ['leaves an empty list where it was alone', file(`\n    ${OURS}\n  `), file('')],
    ['takes its inputs along', file(OURS, `,\n  "inputs": [${TEXT}, ${IMAGE}]`), file('')],
    [
      'leaves the inputs of others',
      file(OURS, `,\n  "inputs": [${TEXT}, {"id": "x"}]`),
      file('', ',\n  "inputs": [{"id": "x"}]'),
    ],
    ['leaves a list of inputs that was empty', file(OURS, ',\n  "inputs": []'), file('', ',\n  "inputs": []')],
    ['takes itself out of the middle', file(`{"a": 1}, ${OURS}, {"b": 1}`), file('{"a": 1}, {"b": 1}')],
    ['takes itself out of the front', file(`${OURS}, {"b": 1}`), file('{"b": 1}')],
    [
      'takes its whole line',
      file(`\n    {"a": 1},\n    ${OURS},\n    {"b": 1}\n  `),
      file('\n    {"a": 1},\n    {"b": 1}\n  '),
    ],
    ['leaves the comment over it', file(`\n    // mine\n    ${OURS}\n  `), file('\n    // mine\n  ')],
    [
      'leaves the comment behind it',
      file(`\n    {"a": 1},\n    ${OURS} // mine\n  `),
      file('\n    {"a": 1}\n    // mine\n  '),
    ],
    ['lets no comment swallow what follows', file(`// mine\n    ${OURS}, {"b": 1}`), file('// mine\n    {"b": 1}')],
    ['lets no comment swallow the bracket', file(`// mine\n    ${OURS}`), file('// mine\n    ')],
    ['leaves a trailing comma one', file(`{"a": 1}, ${OURS},`), file('{"a": 1},')],
    ['is gone each time that it stands there', file(`${OURS}, ${OURS}`), file('')],
    [
      'leaves a comment among the inputs',
      file(OURS, `,\n  "inputs": [${TEXT} /* x */]`),
      file('', ',\n  "inputs": [/* x */]'),
    ],
  ];
  for (const [what, before, after] of shapes) {
    it(what, () => {
      assert.equal(remove(before), after);
    });
  }

  for (const [what, reference] of [
    ['another configuration', '{"text": "${input:agorasText}"}'],
    ['a comment', '// "${input:agorasText}"\n'],
    ['a spelling with escapes', '{"text": "\\u0024{input:agorasText}"}'],
  ] as const) {
    it(`leaves an input that ${what} refers to`, () => {
      const before = file(reference, `,\n  "inputs": [${TEXT}, ${IMAGE}]`);
      assert.equal(remove(before), file(reference, `,\n  "inputs": [${TEXT}]`));
    });
  }

  it('stays, and says where it is, when the person has added to it', () => {
    const before = file(`\n    ${OURS.replace('{', '{"cwd": ".", ')}`);
    const plan = planLaunchRemoval(before, wanted, 'launch.json');
    assert.deepEqual(plan, { kind: 'refused', reason: { kind: 'changed', line: 3, column: 5 } });
  });

  it('is recognised in any layout', () => {
    const laidOut = JSON.stringify(wanted.configuration, undefined, 7);
    assert.equal(remove(file(laidOut)), file(''));
  });

  it('is not looked for where there is nothing', () => {
    for (const text of [undefined, '', 'null', '{}', '// only a comment', '{"configurations": [1, {}]}']) {
      assert.deepEqual(planLaunchRemoval(text, wanted, 'launch.json'), { kind: 'unchanged' });
    }
    assert.deepEqual(planLaunchRemoval('{"folders": []}', wanted, 'code-workspace'), { kind: 'unchanged' });
    const broken = planLaunchRemoval('{', wanted, 'launch.json');
    assert.ok(broken.kind === 'refused' && broken.reason.kind === 'syntax');
  });

  it('leaves an empty list in a file of the extension’s own', () => {
    const created = textAfter('', planLaunch(undefined, wanted, FORMAT, 'launch.json'));
    assert.equal(remove(created), '{\n  "version": "0.2.0",\n  "configurations": []\n}\n');
  });

  it('is put in and taken out at once in a file of 10,000 configurations', () => {
    const text = file(
      Array.from({ length: 10_000 }, (_, index) => `\n    {"name": "${index}"} // ${index}\n`).join(','),
    );
    const started = performance.now();
    const after = textAfter(text, planLaunch(text, wanted, FORMAT, 'launch.json'));
    assert.equal(remove(after), text);
    assert.ok(performance.now() - started < 5_000);
  }).timeout(20_000);
});
