import assert from 'node:assert/strict';
import {
  planDotenv,
  readDotenvValue,
  type DotenvEntry,
  type DotenvRefusal,
} from '../../../../src/edits/dotenv/dotenvPlan';
import type { TextPlan } from '../../../../src/edits/textPlan';
import { COMMENT, OBJECT_ID, TOKEN } from './dotenvFiles';

const both: readonly DotenvEntry[] = [
  { key: TOKEN, value: 'EAAB' },
  { key: OBJECT_ID, value: '1784' },
];

function set(text: string | undefined, entries: readonly DotenvEntry[] = both): TextPlan<DotenvRefusal> {
  return planDotenv(text, entries, COMMENT);
}

function textAfter(text: string, plan: TextPlan<DotenvRefusal>): string {
  assert.notEqual(plan.kind, 'refused', JSON.stringify(plan));
  return plan.kind === 'rewrite' ? plan.text : text;
}

/** Sets a single key, `KEY`. */
function setKey(text: string, value = 'new'): string {
  return textAfter(text, set(text, [{ key: 'KEY', value }]));
}

const BLOCK = `# ${COMMENT}\n${TOKEN}=EAAB\n${OBJECT_ID}=1784\n`;

describe('Credentials written to a .env', () => {
  it('make a new file of one commented block', () => {
    assert.deepEqual(set(undefined), { kind: 'create', text: BLOCK });
    assert.deepEqual(set(undefined, []), { kind: 'unchanged' });
  });

  it('come to the end of a file that has none, under one comment, in the order given', () => {
    const text = 'A=1\n\n# note\nB=2\n';
    const plan = set(text);
    assert.equal(textAfter(text, plan), text + BLOCK);
    assert.deepEqual(plan.kind === 'rewrite' && plan.edits, [{ offset: text.length, length: 0, newText: BLOCK }]);
    assert.equal(textAfter('', set('')), BLOCK);
  });

  const appended = [
    ['on a line of their own where the last line has no end', 'A=1', `A=1\n${BLOCK}`],
    ['with CRLF in a file of CRLF', 'A=1\r\n', `A=1\r\n${BLOCK.replaceAll('\n', '\r\n')}`],
    ['with CRLF on a line of their own', 'A=1\r\nB=2', `A=1\r\nB=2\r\n${BLOCK.replaceAll('\n', '\r\n')}`],
    ['with the line ending of most lines', 'A=1\r\nB=2\nC=3\n', `A=1\r\nB=2\nC=3\n${BLOCK}`],
    ['in place of a byte order mark with nothing behind it', '\uFEFF', BLOCK],
    ['in place of several byte order marks', '\uFEFF\uFEFF', BLOCK],
    ['behind blank lines', 'A=1\n\n\n', `A=1\n\n\n${BLOCK}`],
    ['behind blanks without a line end', 'A=1\n  ', `A=1\n  \n${BLOCK}`],
    ['behind a lone CR, on a line that every reader sees', 'A=1\r', `A=1\r\n${BLOCK}`],
    ['behind a lone CR in a file of CRLF', 'A=1\r\nB=2\r', `A=1\r\nB=2\r\n${BLOCK.replaceAll('\n', '\r\n')}`],
    ['behind a comment that names them', `# ${TOKEN}=x\n`, `# ${TOKEN}=x\n${BLOCK}`],
    ['behind a value over several lines that names them', `A="\n${TOKEN}=x\n"\n`, `A="\n${TOKEN}=x\n"\n${BLOCK}`],
    ['behind another key that ends like theirs', `MY_${TOKEN}=x\n`, `MY_${TOKEN}=x\n${BLOCK}`],
    ['behind a quote that never closes', `A="x\n`, `A="x\n${BLOCK}`],
  ] as const;
  for (const [how, before, after] of appended) {
    it(`are appended ${how}`, () => {
      assert.equal(textAfter(before, set(before)), after);
    });
  }

  const kept = [
    ['place and neighbours', 'A=1\nKEY=old\nB=2\n', 'A=1\nKEY=new\nB=2\n'],
    ['missing final newline', 'A=1\nKEY=old', 'A=1\nKEY=new'],
    ['CRLF, and other lines their LF', 'A=1\nKEY=old\r\nB=2\n', 'A=1\nKEY=new\r\nB=2\n'],
    ['byte order mark before another line', '\uFEFFA=1\nKEY=old\n', '\uFEFFA=1\nKEY=new\n'],
    ['export', 'export KEY=old\n', 'export KEY=new\n'],
    ['indentation', '\t  export  KEY=old\n', '\t  export  KEY=new\n'],
    ['comment', 'KEY=old # note\n', 'KEY=new # note\n'],
    ['comment and its distance', 'KEY="old"\t # it\'s "so"\n', 'KEY=new\t # it\'s "so"\n'],
    ['comment where there was no value', 'KEY= # note\n', 'KEY=new # note\n'],
    ['comment glued to a quote, a blank apart from now on', "KEY='old'#note\n", 'KEY=new #note\n'],
    ['comment behind an open quote', "KEY='old # note\n", 'KEY=new # note\n'],
  ] as const;
  for (const [what, before, after] of kept) {
    it(`leave a key its ${what}`, () => {
      assert.equal(setKey(before), after);
    });
  }

  const replaced = [
    ['nothing', 'KEY=\nA=1\n', 'KEY=new\nA=1\n'],
    ['blanks around =, for which a shell takes the key for a command', 'KEY = old\n', 'KEY=new\n'],
    ['a blank behind =, for which a shell takes the value for a command', 'KEY= old\n', 'KEY=new\n'],
    ['a tab before =', 'KEY\t=old # note\n', 'KEY=new # note\n'],
    ['blanks around = where there was no value', 'KEY = \n', 'KEY=new\n'],
    ['blanks around = where there was no value, before a comment', 'KEY = # note\n', 'KEY=new # note\n'],
    ['blanks around = of the same value', 'export KEY = "new" # note\n', 'export KEY=new # note\n'],
    ['a byte order mark, which would belong to the key', '\uFEFFKEY=old\n', 'KEY=new\n'],
    ['several byte order marks, each from another program', '\uFEFF\uFEFFKEY=old\n', 'KEY=new\n'],
    ['a byte order mark before the same value', '\uFEFFKEY=new\nA=1\n', 'KEY=new\nA=1\n'],
    ['a byte order mark before an indented line', '\uFEFF  export KEY=old\n', '  export KEY=new\n'],
    ['double quotes', 'KEY="old"\n', 'KEY=new\n'],
    ['single quotes', "KEY='old'\n", 'KEY=new\n'],
    ['backticks', 'KEY=`old`\n', 'KEY=new\n'],
    ['a # that is glued to the value', 'KEY=value#notcomment\n', 'KEY=new\n'],
    ['a # that is glued to the value, before a comment', 'KEY=a#b # note\n', 'KEY=new # note\n'],
    ['a # that is the value', 'KEY=#b\n', 'KEY=new\n'],
    ['unquoted words', 'KEY=two words # note\n', 'KEY=new # note\n'],
    ['blanks behind the value', 'KEY=old  \n', 'KEY=new\n'],
    ['blanks for a value', 'KEY=  \n', 'KEY=new\n'],
    ['escaped quotes', 'KEY="a \\" # b"\nA=1\n', 'KEY=new\nA=1\n'],
    ['quotes with something behind them', "KEY='a'b\nA='x'\n", "KEY=new\nA='x'\n"],
    ['several lines', 'KEY="a\nKEY=x\n"\nA=1\n', 'KEY=new\nA=1\n'],
    ['several lines in single quotes', "KEY='a\r\nb' # note\r\nA=1\r\n", 'KEY=new # note\r\nA=1\r\n'],
    ['several lines in backticks', 'KEY=`a\n\nb`\nA=1\n', 'KEY=new\nA=1\n'],
    ['a colon, which only dotenv reads', 'KEY: old # note\n', 'KEY=new # note\n'],
    ['the same value behind a colon', 'KEY: new\n', 'KEY=new\n'],
    ['the same value with a comment glued to its quote', "KEY='new'#x\n", 'KEY=new #x\n'],
    ['the same value with a glued #, which readers see differently', 'KEY=new#x\n', 'KEY=new\n'],
  ] as const;
  for (const [what, before, after] of replaced) {
    it(`replace ${what}`, () => {
      assert.equal(setKey(before), after);
    });
  }

  it('bring the quotes that their value needs', () => {
    assert.equal(setKey('KEY=old # note\n', '1|a'), "KEY='1|a' # note\n");
    assert.equal(setKey("KEY='old'\n", "it's"), `KEY="it's"\n`);
    assert.equal(setKey('KEY="old"\n', ''), 'KEY=\n');
  });

  it('go to every live line of a key, and to no other', () => {
    const before = `KEY=1\n#KEY=2\n # KEY=3\nA='\nKEY=4\n'\nexport KEY="5" # note\nKEY_2=6\nMY_KEY=7\nKEY\n`;
    const after = `KEY=new\n#KEY=2\n # KEY=3\nA='\nKEY=4\n'\nexport KEY=new # note\nKEY_2=6\nMY_KEY=7\nKEY\n`;
    assert.equal(setKey(before), after);
    assert.equal(readDotenvValue(before, 'KEY'), '5');
    assert.equal(readDotenvValue(after, 'MISSING'), undefined);
  });

  it('change nothing where they stand already, in whatever spelling all readers take for the same', () => {
    for (const line of ['KEY=new', "KEY='new'", 'export KEY="new" # note', '  KEY=new  ', 'KEY=new\r']) {
      assert.deepEqual(set(`${line}\n`, [{ key: 'KEY', value: 'new' }]), { kind: 'unchanged' }, line);
    }
    assert.deepEqual(set('KEY="a b"\n', [{ key: 'KEY', value: 'a b' }]), { kind: 'unchanged' });
    assert.deepEqual(set('A=1\n', []), { kind: 'unchanged' });
  });

  it('join the block at the end of the file that the others stand in, without a second comment', () => {
    const before = `A=1\n# ${COMMENT}\n${OBJECT_ID}=1784`;
    assert.equal(textAfter(before, set(before)), `${before}\n${TOKEN}=EAAB\n`);
    const uncommented = `A=1\n${TOKEN}=old\n`;
    assert.equal(textAfter(uncommented, set(uncommented)), `A=1\n${TOKEN}=EAAB\n${OBJECT_ID}=1784\n`);
    const older = `A=1\n# ${COMMENT}\nINSTAGRAM_CLIENT_ID=1\nINSTAGRAM_REFRESH_TOKEN=x\n\n`;
    assert.equal(textAfter(older, set(older)), `${older.slice(0, -1)}${TOKEN}=EAAB\n${OBJECT_ID}=1784\n\n`);
  });

  it('make a block at the end where only some stand elsewhere', () => {
    const before = `${TOKEN}=old\n\nA=1\n`;
    assert.equal(textAfter(before, set(before)), `${TOKEN}=EAAB\n\nA=1\n# ${COMMENT}\n${OBJECT_ID}=1784\n`);
  });

  it('make a block at the end where a comment of the person follows the others', () => {
    const before = `# ${COMMENT}\n${OBJECT_ID}=1784\n# mine\n`;
    assert.equal(textAfter(before, set(before)), `${before}# ${COMMENT}\n${TOKEN}=EAAB\n`);
  });

  it('are written once where a key is given twice, with the last value', () => {
    const twice = [{ key: 'KEY', value: '1' }, ...both, { key: 'KEY', value: '2' }];
    const text = textAfter('', set('', twice));
    assert.equal(text, `# ${COMMENT}\nKEY=2\n${TOKEN}=EAAB\n${OBJECT_ID}=1784\n`);
  });

  const refusals: readonly (readonly [string, string, DotenvRefusal])[] = [
    ['a key and its value on two lines', "A=1\nKEY=\n'old'\n", { kind: 'unclearLine', key: 'KEY', line: 2 }],
    ['a lone CR before the key', 'A=1\rKEY=old\n', { kind: 'unclearLine', key: 'KEY', line: 2 }],
    ['a lone CR behind the value', 'A=1\r\nKEY=old\r\r\n', { kind: 'unclearLine', key: 'KEY', line: 2 }],
    ['NUL characters, as of UTF-16', 'K\0E\0Y\0=\0', { kind: 'notText' }],
    [
      'a quote that would close where ours was',
      `X=1\nA='x\nKEY='old'\nB=1'\n`,
      { kind: 'openQuote', key: 'A', line: 2 },
    ],
    ['a key that waits for its value at the end', 'A:', { kind: 'openQuote', key: 'A', line: 1 }],
  ];
  for (const [what, text, reason] of refusals) {
    it(`are refused, and the file left alone, for ${what}`, () => {
      assert.deepEqual(set(text, [{ key: 'KEY', value: 'new' }]), { kind: 'refused', reason });
    });
  }

  it('are refused when a value has no spelling, without naming the value', () => {
    const plan = set('A=1\n', [...both, { key: 'KEY', value: 'secret\nEVIL=1' }]);
    assert.deepEqual(plan, { kind: 'refused', reason: { kind: 'value', key: 'KEY', problem: 'lineBreak' } });
    assert.equal(set(undefined, [{ key: 'KEY', value: '$(secret)' }]).kind, 'refused');
  });

  it('never let a key or a comment smuggle a line in', () => {
    assert.throws(() => set('', [{ key: 'A=1\nB', value: '' }]));
    const plan = planDotenv(undefined, both, 'one\nEVIL=1');
    assert.ok(plan.kind === 'create' && plan.text.startsWith('# one EVIL=1\n'));
  });
});
