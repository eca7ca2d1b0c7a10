import assert from 'node:assert/strict';
import { planDotenvRemoval, type DotenvEntry } from '../../../../src/edits/dotenv/dotenvPlan';
import { COMMENT, OBJECT_ID, TOKEN } from './dotenvFiles';

const written: readonly DotenvEntry[] = [
  { key: TOKEN, value: 'EAAB' },
  { key: OBJECT_ID, value: '1|a' },
];

/** The text without what was written; undefined if nothing changes. */
function remove(text: string): string | undefined {
  const plan = planDotenvRemoval(text, written, COMMENT);
  assert.ok(plan.kind === 'rewrite' || plan.kind === 'unchanged', JSON.stringify(plan));
  return plan.kind === 'rewrite' ? plan.text : undefined;
}

const BLOCK = `# ${COMMENT}\n${TOKEN}=EAAB\n${OBJECT_ID}='1|a'\n`;

describe('Credentials taken out of a .env', () => {
  const removed = [
    ['with their comment', `A=1\n${BLOCK}`, 'A=1\n'],
    ['from the middle', `A=1\n${BLOCK}\nB=2`, 'A=1\n\nB=2'],
    ['from the top', `${BLOCK}A=1\n`, 'A=1\n'],
    ['from behind a byte order mark', `\uFEFF${BLOCK}`, '\uFEFF'],
    ['from the line of a byte order mark', `\uFEFF${TOKEN}=EAAB\nA=1\n`, '\uFEFFA=1\n'],
    [
      'with a comment that a blank line parts from others',
      `# ${COMMENT}\n${TOKEN}=EAAB\n\n${OBJECT_ID}=x\n`,
      `\n${OBJECT_ID}=x\n`,
    ],
    ['from a file of CRLF', `A=1\r\n${BLOCK.replaceAll('\n', '\r\n')}B=2\r\n`, 'A=1\r\nB=2\r\n'],
    ['from a last line without an end', `A=1\n${BLOCK.trimEnd()}`, 'A=1\n'],
    ['from lines of the person’s own', `export ${TOKEN}="EAAB" # mine\nA=1\n`, 'A=1\n'],
    ['from every line that has them', `${TOKEN}=EAAB\nA=1\n${TOKEN}=EAAB\n`, 'A=1\n'],
    ['from under a comment of the person, which stays', `# mine\n${TOKEN}=EAAB\n`, '# mine\n'],
    ['only up to a blank line', `# ${COMMENT}\n\n${TOKEN}=EAAB\n`, `# ${COMMENT}\n\n`],
  ] as const;
  for (const [how, before, after] of removed) {
    it(`are gone ${how}`, () => {
      assert.equal(remove(before), after);
    });
  }

  it('leave a value that the person has changed, and the comment over it', () => {
    const text = `# ${COMMENT}\n${TOKEN}=EAAB\n${OBJECT_ID}=mine\n`;
    assert.equal(remove(text), `# ${COMMENT}\n${OBJECT_ID}=mine\n`);
    const other = `# ${COMMENT}\n${TOKEN}=mine\n${OBJECT_ID}='1|a'\n`;
    assert.equal(remove(other), `# ${COMMENT}\n${TOKEN}=mine\n`);
  });

  it('leave everything that only looks like them', () => {
    const lookalikes = [
      `# ${TOKEN}=EAAB`,
      `${TOKEN}=EAAB#x`,
      `${TOKEN}="EAAB"#x`,
      `${TOKEN}: EAAB`,
      `A='\n${TOKEN}=EAAB\n'`,
      `MY_${TOKEN}=EAAB`,
      `# ${COMMENT}`,
    ];
    for (const text of lookalikes) assert.equal(remove(`${text}\n`), undefined, text);
  });

  it('change nothing in a file that is not there', () => {
    assert.deepEqual(planDotenvRemoval(undefined, written, COMMENT), { kind: 'unchanged' });
  });

  it('leave a value alone that could never have been written', () => {
    const plan = planDotenvRemoval('KEY=$HOME\n', [{ key: 'KEY', value: '$HOME' }], COMMENT);
    assert.deepEqual(plan, { kind: 'unchanged' });
  });

  it('stay where taking them out would let an open quote swallow other lines', () => {
    const text = `A='x\nKEY='a b'\nB=1'\n`;
    const plan = planDotenvRemoval(text, [{ key: 'KEY', value: 'a b' }], COMMENT);
    assert.deepEqual(plan, { kind: 'refused', reason: { kind: 'openQuote', key: 'A', line: 1 } });
  });

  it('are not looked for in what is not text', () => {
    const plan = planDotenvRemoval('K\0', written, COMMENT);
    assert.deepEqual(plan, { kind: 'refused', reason: { kind: 'notText' } });
  });

  it('are gone at once from 100,000 lines', () => {
    const text = `A='\n'\n\n${BLOCK}\n`.repeat(15_000);
    assert.equal(remove(text), `A='\n'\n\n\n`.repeat(15_000));
  }).timeout(10_000);
});
