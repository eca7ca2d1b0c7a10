import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { readYaml, yamlText, yamlValue, type YamlNode } from '../../../../src/edits/yaml/yamlLines';

/** Compares every scalar that was read with the result of a complete YAML parser. */
function compare(text: string): number {
  const root = readYaml(text);
  if (root === undefined) return 0;
  return compareNode(text, root, parse(text, { schema: 'failsafe', version: '1.2' }));
}

function compareNode(text: string, node: YamlNode, wanted: unknown): number {
  switch (node.kind) {
    case 'other':
      return 0;
    case 'scalar': {
      // How a block text ends depends on its header.
      if (!/^[>]/.test(text.charAt(node.start))) {
        assert.equal(node.text.trimEnd(), (typeof wanted === 'string' ? wanted : '').trimEnd());
      }
      if (node.body !== undefined && !/^[|>]/.test(text.charAt(node.start))) {
        assert.equal(text.slice(node.body.start, node.body.end), node.text);
      }
      return 1;
    }
    case 'mapping': {
      assert.ok(typeof wanted === 'object' && wanted !== null);
      const keys = node.entries.map(({ key }) => key);
      assert.deepEqual(keys, Object.keys(wanted));
      return node.entries
        .map(({ key, keySpan, value }) => {
          assert.equal(text.slice(keySpan.start, keySpan.end).replace(/^(["'])(.*)\1$/, '$2'), key);
          return compareNode(text, value, Reflect.get(wanted, key));
        })
        .reduce((sum, one) => sum + one, 0);
    }
    case 'sequence':
      assert.ok(Array.isArray(wanted));
      assert.equal(node.items.length, wanted.length);
      return node.items.map((item, index) => compareNode(text, item, wanted[index])).reduce((sum, one) => sum + one, 0);
  }
}

const LINES = [
  'a: 1',
  'b: "x y" # why',
  "c: 'it''s'",
  'd:',
  '  e: ${{ secrets.X }}',
  '  f: |',
  '    echo hi',
  '      more # no comment',
  '',
  '  g: >-',
  '    folded',
  '    text',
  'h:',
  '- one',
  '- two: 2',
  '  three: [a, b]',
  '- - nested',
  '  - list',
  '# comment',
  '    # deeper comment',
  'i: {x: 1}',
  'j: &anchor 1',
  'k: *anchor',
  'l: plain',
  '  over lines',
  '"m": "a\\tb"',
  'n: http://x/y#z',
  'o: a:b',
  '- p:',
  '    q: 1',
  '\tr: 1',
  '---',
  '...',
  '? s',
  ': t',
  'u: !!str 1',
  'v: ',
  '   - w',
];

describe('The reader of workflows', () => {
  it('reads all the workflows of this project as YAML is read', () => {
    for (const name of readdirSync('.github/workflows')) {
      const text = readFileSync(join('.github/workflows', name), 'utf8');
      assert.ok(compare(text) > 10, name);
      assert.ok(compare(text.replaceAll('\n', '\r\n')) > 10, name);
    }
  });

  it('reads what it reads as YAML is read, whatever lines follow one another, or nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 14 }), (lines) => {
        const text = lines.join('\n');
        let isYaml = true;
        try {
          parse(text, { schema: 'failsafe' });
        } catch {
          isYaml = false;
        }
        if (isYaml) compare(text);
        else readYaml(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('says where a text stands, in a line or in lines of its own', () => {
    const text =
      'jobs:\n  a:\n    steps:\n      - run: |\n          agoras post\n\n          echo\n      - uses: x@1 # why\n';
    const steps = yamlValue(yamlValue(yamlValue(readYaml(text), 'jobs'), 'a'), 'steps');
    assert.ok(steps?.kind === 'sequence');
    const [run, uses] = steps.items.map((item) => item.kind === 'mapping' && item.entries[0]?.value);
    assert.ok(run !== undefined && run !== false && run.kind === 'scalar' && run.body !== undefined);
    assert.equal(run.text, 'agoras post\n\necho\n');
    assert.equal(text.slice(run.body.start, run.body.end), '          agoras post\n\n          echo');
    assert.ok(uses !== undefined && uses !== false && uses.kind === 'scalar');
    assert.deepEqual([uses.text, uses.comment], ['x@1', '# why']);
  });

  it('leaves out what it does not understand, and reads the rest', () => {
    const root = readYaml('a: [1,\n  2]\nb: "x\n  y"\nc: d\n  e\nf: good\n');
    assert.deepEqual(
      ['a', 'b', 'c', 'f'].map((key) => yamlText(yamlValue(root, key))),
      [undefined, undefined, undefined, 'good'],
    );
  });

  it('reads nothing of several documents, of tabs and of a list', () => {
    for (const text of [
      'a: 1\n---\nb: 2\n',
      'a:\n\tb: 1\n',
      '- a\n- b\n',
      '',
      'word',
      '\0',
      'a: 1\n...\n',
      'a: 1\rb: 2',
    ]) {
      assert.equal(readYaml(text), undefined, JSON.stringify(text));
    }
  });

  it('takes no longer for a long or a deep text than its length asks for', () => {
    assert.ok(readYaml('a: 1\n'.repeat(3)) !== undefined);
    const deep = Array.from({ length: 5000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n');
    readYaml(deep);
    readYaml('- '.repeat(50_000));
  });
});
