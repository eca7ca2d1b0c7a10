import assert from 'node:assert/strict';
import { planLaunch } from '../../../../src/edits/json/launchPlan';
import { FORMAT, textAfter, wantedFor } from './launchFiles';

const NAME = 'Agoras: publish to Instagram';

function set(text: string): string {
  const small = { ...wantedFor(), configuration: { name: NAME, type: 'debugpy' }, inputs: [] };
  return textAfter(text, planLaunch(text, small, FORMAT, 'launch.json'));
}

describe('The indentation of what is new', () => {
  const item = (indent: string, unit: string) =>
    [`{`, `${unit}"name": "${NAME}",`, `${unit}"type": "debugpy"`, `}`].join(`\n${indent}`);
  const files: readonly (readonly [string, string, string, string])[] = [
    ['of a file that is indented as a whole', '    {\n       "configurations": [', '\n       ]\n    }', '          '],
    ['of a file that begins with its second level', '{\n"a": 1,\n"configurations": [\n   1', '\n]\n}', '   '],
    ['of a file that mixes tabs and blanks', '\t{\n    "configurations": [\n       1', '\n    ]\n}', '       '],
  ];
  for (const [what, head, tail, indent] of files) {
    it(`is that ${what}`, () => {
      const comma = head.endsWith('1') ? ',' : '';
      const text = set(`${head}${tail}`);
      assert.equal(text, `${head}${comma}\n${indent}${item(indent, '   ')}${tail}`);
    });
  }
});

describe('A launch.json with many short lists and objects', () => {
  it('is set: they are beside each other, not inside', () => {
    const text = `{ "x": [${'{}, [], '.repeat(400)}1], "configurations": [] }`;
    assert.ok(set(text).includes(`[{"name":"${NAME}","type":"debugpy"}]`));
  });
});

describe('A launch.json with 50,000 values on one line', () => {
  it('is set at once', () => {
    const text = `{ "x": [${'{},'.repeat(50_000)}1], "configurations": [] }`;
    assert.equal(set(text).slice(0, text.length - 3), text.slice(0, -3));
  }).timeout(10_000);
});
