import assert from 'node:assert/strict';
import { inputsOf } from '../../../../src/edits/json/launchInputs';
import { planLaunch, planLaunchRemoval } from '../../../../src/edits/json/launchPlan';
import type { WantedLaunch } from '../../../../src/edits/json/wantedLaunch';
import { FORMAT, read, textAfter, wantedFor, withoutInsertions } from './launchFiles';

const NAME = 'Agoras: publish to Instagram';

/** A short configuration, for tests in which only its position matters. */
const small: WantedLaunch = {
  ...wantedFor(),
  configuration: { name: NAME, type: 'debugpy' },
  inputs: [{ id: 'agorasText', type: 'promptString' }],
  update: ({ command, ...found }) => ({ ...found, type: 'debugpy' }),
};

function set(text: string, wanted: WantedLaunch = small): string {
  return textAfter(text, planLaunch(text, wanted, FORMAT, 'launch.json'));
}

const INPUTS = '"inputs": [\n    {\n      "id": "agorasText",\n      "type": "promptString"\n    }\n  ]';
const OURS = `{\n      "name": "${NAME}",\n      "type": "debugpy"\n    }`;
const OURS_LINE = `{"name":"${NAME}","type":"debugpy"}`;
const INPUTS_LINE = `"inputs": [{"id":"agorasText","type":"promptString"}]`;
const NEW = `{\n  "version": "0.2.0",\n  "configurations": [\n    ${OURS}\n  ],\n  ${INPUTS}\n}`;

describe('The launch configuration in a launch.json', () => {
  it('makes the file when there is none, indented as the editor is set', () => {
    const plan = planLaunch(undefined, small, { indent: '\t', lineBreak: '\r\n' }, 'launch.json');
    const expected = `${NEW}\n`.replaceAll('  ', '\t').replaceAll('\n', '\r\n');
    assert.deepEqual(plan, { kind: 'create', text: expected });
  });

  const shapes: readonly (readonly [string, string, string])[] = [
    ['an empty file', '', `${NEW}\n`],
    ['a file of blanks', '\n\n', `${NEW}\n\n`],
    ['a byte order mark alone', '\uFEFF', `\uFEFF${NEW}\n`],
    ['a file of comments, which stay above', '// mine\n/* too */', `// mine\n/* too */\n${NEW}\n`],
    ['a file that says null', '// mine\nnull // nothing\n', `// mine\n${NEW} // nothing\n`],
    ['an empty object', '{}', `{"version": "0.2.0","configurations": [${OURS_LINE}],${INPUTS_LINE}}`],
    ['an empty object over two lines', '{\n}\n', `${NEW}\n`],
    ['an empty array', '{\n  "configurations": []\n}', `{\n  "configurations": [\n    ${OURS}\n  ],\n  ${INPUTS}\n}`],
    [
      'an empty array over two lines',
      '{\n  "configurations": [\n  ]\n}',
      `{\n  "configurations": [\n    ${OURS}\n  ],\n  ${INPUTS}\n}`,
    ],
    [
      'an array of comments, which stay above',
      '{\n  "configurations": [\n    // none yet\n  ]\n}',
      `{\n  "configurations": [\n    // none yet\n    ${OURS}\n  ],\n  ${INPUTS}\n}`,
    ],
    [
      'a file without the array',
      '{\n  "version": "0.2.0"\n}',
      `{\n  "version": "0.2.0",\n  "configurations": [\n    ${OURS}\n  ],\n  ${INPUTS}\n}`,
    ],
    [
      'a file with a comment behind the last item',
      '{\n  "configurations": [\n    { "name": "a" } // about a\n  ]\n}',
      `{\n  "configurations": [\n    { "name": "a" }, // about a\n    ${OURS}\n  ],\n  ${INPUTS}\n}`,
    ],
    [
      'a file with a comment in the line below the last item',
      '{\n  "configurations": [\n    { "name": "a" }\n    // { "name": "b" }\n  ]\n}',
      `{\n  "configurations": [\n    { "name": "a" },\n    // { "name": "b" }\n    ${OURS}\n  ],\n  ${INPUTS}\n}`,
    ],
    [
      'a file with trailing commas',
      '{\n  "configurations": [\n    { "name": "a" }, // a\n  ],\n}',
      `{\n  "configurations": [\n    { "name": "a" }, // a\n    ${OURS},\n  ],\n  ${INPUTS},\n}`,
    ],
    [
      'a file whose brackets hug',
      '{\n  "configurations": [{\n    "name": "a"\n  }]\n}',
      `{\n  "configurations": [{\n    "name": "a"\n  }, ${OURS.replaceAll('\n  ', '\n')}],\n  ${INPUTS}\n}`,
    ],
    [
      'a file of one line',
      '{ "configurations": [{ "name": "a" }] }',
      `{ "configurations": [{ "name": "a" }, ${OURS_LINE}], ${INPUTS_LINE} }`,
    ],
    [
      'a file of one line with comments',
      '{ "configurations": [ /* a */ { "name": "a" } /* b */ ] /* c */ }',
      `{ "configurations": [ /* a */ { "name": "a" }, /* b */ ${OURS_LINE} ], /* c */ ${INPUTS_LINE} }`,
    ],
    [
      'a file with inputs and compounds',
      '{\n  "inputs": [\n    { "id": "x" }\n  ],\n  "compounds": [],\n  "configurations": [\n    1\n  ]\n}',
      `{\n  "inputs": [\n    { "id": "x" },\n    {\n      "id": "agorasText",\n      "type": "promptString"\n    }\n  ],\n  "compounds": [],\n  "configurations": [\n    1,\n    ${OURS}\n  ]\n}`,
    ],
    [
      'a file that has the input already, in the person’s words',
      '{\n  "configurations": [],\n  "inputs": [{ "id": "agorasText", "default": "mine" }]\n}',
      `{\n  "configurations": [\n    ${OURS}\n  ],\n  "inputs": [{ "id": "agorasText", "default": "mine" }]\n}`,
    ],
    [
      'a file indented with eight blanks',
      '{\n        "configurations": []\n}',
      `{\n  "configurations": [\n    ${OURS}\n  ],\n  ${INPUTS}\n}`.replace(/^( {2})+/gm, (blanks) => blanks.repeat(4)),
    ],
    [
      'a file whose indentation wanders',
      '{\n "configurations": [\n\t\t  { "name": "a" }\n      ]\n}',
      `{\n "configurations": [\n\t\t  { "name": "a" },\n\t\t  {\n\t\t   "name": "${NAME}",\n\t\t   "type": "debugpy"\n\t\t  }\n      ],\n "inputs": [\n  {\n   "id": "agorasText",\n   "type": "promptString"\n  }\n ]\n}`,
    ],
    [
      'a file where the last of two equal keys counts',
      '{ "configurations": null, "configurations": [] }',
      `{ "configurations": null, "configurations": [${OURS_LINE}], ${INPUTS_LINE} }`,
    ],
    [
      'a file with a key that objects have by nature',
      '{ "__proto__": { "a": 1 }, "configurations": [] }',
      `{ "__proto__": { "a": 1 }, "configurations": [${OURS_LINE}], ${INPUTS_LINE} }`,
    ],
    [
      'a file with brackets in strings and comments',
      '{ "configurations": [{ "name": "]},// " } /* ] */] } // }',
      `{ "configurations": [{ "name": "]},// " }, /* ] */ ${OURS_LINE}], ${INPUTS_LINE} } // }`,
    ],
  ];
  for (const [what, before, after] of shapes) {
    it(`joins ${what}`, () => {
      assert.equal(set(before), after);
      assert.equal(set(after), after, 'twice is once');
      read(after);
    });
  }

  for (const [what, change] of [
    ['tabs', (text: string) => text.replaceAll('  ', '\t')],
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
  ] as const) {
    it(`keeps ${what}`, () => {
      const before = '{\n  // one\n  "configurations": [\n    { "name": "a" }\n  ]\n}\n';
      assert.equal(set(change(before)), change(set(before)));
    });
  }

  it('goes below `launch` in a workspace file', () => {
    const before = '{\n  "folders": [{ "path": "." }], // here\n  "settings": {}\n}\n';
    const plan = planLaunch(before, wantedFor(), FORMAT, 'code-workspace');
    assert.ok(plan.kind === 'rewrite');
    assert.equal(withoutInsertions(plan.text, plan.edits), before);
    const { configuration } = wantedFor();
    assert.deepEqual(read(plan.text), {
      folders: [{ path: '.' }],
      settings: {},
      launch: { version: '0.2.0', configurations: [configuration], inputs: inputsOf(wantedFor()) },
    });
    assert.deepEqual(planLaunch(plan.text, wantedFor(), FORMAT, 'code-workspace'), { kind: 'unchanged' });
  });
});

describe('A configuration of ours that is there already', () => {
  const file = (configuration: string): string =>
    `{ "inputs": [{ "id": "agorasText" }], "configurations": [${configuration}] }`;

  it('keeps its place, its comments and what the person added; only what has to change does', () => {
    const before = file(`
      { // ours
        "type": "node-terminal", // changes
        "command": "agoras publish", // goes
        "cwd": "\${workspaceFolder}", /* stays */
        "name": "${NAME}",
      }, // behind
      { "name": "b" }`);
    const after = file(`
      { // ours
        "type": "debugpy", // changes
        // goes
        "cwd": "\${workspaceFolder}", /* stays */
        "name": "${NAME}",
      }, // behind
      { "name": "b" }`);
    assert.equal(set(before), after);
  });

  it('is brought up to date each time that it stands there', () => {
    const before = file(`{ "name": "${NAME}", "type": "x" }, { "name": "${NAME}" }`);
    const after = file(`{ "name": "${NAME}", "type": "debugpy" }, { "name": "${NAME}", "type": "debugpy" }`);
    assert.equal(set(before), after);
  });

  it('gets the questions that it still asks, and no others', () => {
    const asking = file(`{ "name": "${NAME}", "args": ["\${input:agorasText}"] }`).replace('agorasText', 'x');
    assert.match(set(asking), /"inputs": \[\{ "id": "x" \}, \{"id":"agorasText"/);
    assert.doesNotMatch(set(asking.replace('${input:agorasText}', 'Hello')), /agorasText/);
  });

  it('is left alone when it says the same in another layout', () => {
    const text = file(`{"type":"debugpy"\n\n,"name":"\\u0041goras: publish to Instagram"}`);
    assert.deepEqual(planLaunch(text, small, FORMAT, 'launch.json'), { kind: 'unchanged' });
  });

  it('with a key twice changes where VS Code reads it, and loses both where it goes', () => {
    const before = file(`{ "name": "${NAME}", "type": "x", "command": "1", "type": "y", "command": "2", "a": [] }`);
    const after = file(`{ "name": "${NAME}", "type": "x", "type": "debugpy", "a": [] }`);
    assert.equal(set(before), after);
  });
});

describe('A file that is left as it is', () => {
  const refusals = [
    [
      'one that ceases to be JSON',
      '{\n  "configurations": [\n    oops\n  ]\n}',
      { kind: 'syntax', line: 3, column: 5 },
    ],
    ['one without its end', '{ "configurations": [', { kind: 'syntax', line: 1, column: 22 }],
    ['one with an open string', '\uFEFF{ "a', { kind: 'syntax', line: 1, column: 3 }],
    ['one with an open comment', '{}\r\n/* x', { kind: 'syntax', line: 2, column: 1 }],
    ['one with text behind its end', '{}\n{}', { kind: 'syntax', line: 2, column: 1 }],
    ['one with NUL characters', '{\0}', { kind: 'syntax', line: 1, column: 2 }],
    ['one that is a list', ' []', { kind: 'unexpected', wanted: 'object', line: 1, column: 2 }],
    [
      'one whose configurations are no list',
      '{\n  "configurations": null\n}',
      { kind: 'unexpected', wanted: 'array', key: 'configurations', line: 2, column: 21 },
    ],
    [
      'one whose inputs are no list',
      '{ "inputs": {} }',
      { kind: 'unexpected', wanted: 'array', key: 'inputs', line: 1, column: 13 },
    ],
  ] as const;
  for (const [what, text, reason] of refusals) {
    it(`is ${what}, with the place`, () => {
      assert.deepEqual(planLaunch(text, small, FORMAT, 'launch.json'), { kind: 'refused', reason });
    });
  }

  it('is one that ends in an unclosed comment, which no reader waits for', () => {
    for (const text of ['/*', '{}/*', '{} /* so far\r\n', '[]\r\n/*\r\n']) {
      assert.equal(planLaunch(text, small, FORMAT, 'launch.json').kind, 'refused', JSON.stringify(text));
    }
  });

  it('is one that nests deeper than any parser follows, with the place; up to there it is set as any other', () => {
    const nested = (depth: number) => `{ "x": ${'['.repeat(depth)}${']'.repeat(depth)}, "configurations": [] }`;
    assert.deepEqual(planLaunch(nested(500), small, FORMAT, 'launch.json'), {
      kind: 'refused',
      reason: { kind: 'syntax', line: 1, column: 507 },
    });
    assert.deepEqual(planLaunchRemoval(nested(50_000), small, 'launch.json').kind, 'refused');
    assert.ok(set(nested(499)).startsWith(nested(499).slice(0, 1010)));
  });

  it('is a workspace file that is none', () => {
    for (const text of [undefined, '', 'null', '[]']) {
      const plan = planLaunch(text, small, FORMAT, 'code-workspace');
      assert.ok(plan.kind === 'refused' && plan.reason.kind === 'unexpected', text);
    }
    const plan = planLaunch('{"launch": []}', small, FORMAT, 'code-workspace');
    assert.deepEqual(plan, {
      kind: 'refused',
      reason: { kind: 'unexpected', wanted: 'object', key: 'launch', line: 1, column: 12 },
    });
  });
});
