import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  planDotenv,
  planDotenvRemoval,
  readDotenvValue,
  type DotenvEntry,
} from '../../../../src/edits/dotenv/dotenvPlan';
import type { TextPlan } from '../../../../src/edits/textPlan';
import { runs } from '../../runs';
import {
  brokenFile,
  COMMENT,
  entries,
  OBJECT_ID,
  OUR_KEYS,
  plainFile,
  TOKEN,
  unspellableValue,
  wildFile,
} from './dotenvFiles';
import { readers, readWithBash, type Variables } from './dotenvReaders';

function textAfter(text: string, plan: TextPlan<unknown>): string {
  assert.ok(plan.kind === 'rewrite' || plan.kind === 'unchanged', JSON.stringify(plan));
  return plan.kind === 'rewrite' ? plan.text : text;
}

function valuesOf(wanted: readonly DotenvEntry[]): Variables {
  return Object.fromEntries(wanted.map(({ key, value }) => [key, value]));
}

function ours(variables: Variables): Variables {
  return Object.fromEntries(OUR_KEYS.map((key) => [key, variables[key]]));
}

function others(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([key]) => !OUR_KEYS.some((our) => our === key)));
}

/** Every line with its line break, except those that a plan may change or add. */
function foreignLines(text: string): string[] {
  const live = new RegExp(`^\\s*(export\\s+)?(${OUR_KEYS.join('|')})\\s*[=:]`);
  const inside = /="?inside/;
  return (text.replace(/^\uFEFF/, '').match(/[^\n]*\n|[^\n]+$/g) ?? []).filter(
    (line) => (!live.test(line) || inside.test(line)) && !line.startsWith(`# ${COMMENT}`),
  );
}

describe('Whatever a .env holds, writing credentials to it', () => {
  it('leaves every other line as it is, byte for byte', () => {
    fc.assert(
      fc.property(wildFile, entries, (text, wanted) => {
        const after = textAfter(text, planDotenv(text, wanted, COMMENT));
        const before = foreignLines(text);
        const kept = foreignLines(after);
        // Only a last line without a line break may get one, so that ours starts on a new line.
        const last = before.at(-1);
        if (last !== undefined && !last.endsWith('\n')) {
          assert.ok([last, `${last}\n`, `${last}\r\n`].includes(kept.at(-1) ?? ''));
          before.pop();
          kept.pop();
        }
        assert.deepEqual(kept, before);
        // Directly before one of our lines, a shell would read the byte order mark as part of the key.
        const first = /^[^\S\r\n]*(?:export\s+)?([\w.-]+)\s*[=:]/.exec(text.slice(1))?.[1];
        const isBeforeOurs = OUR_KEYS.some((key) => key === first) || text === '\uFEFF';
        assert.equal(after.startsWith('\uFEFF'), text.startsWith('\uFEFF') && !isBeforeOurs);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('lets dotenv and dotenvx read the new values, and all others as before', () => {
    fc.assert(
      fc.property(fc.oneof(wildFile, brokenFile), entries, (text, wanted) => {
        const plan = planDotenv(text, wanted, COMMENT);
        if (plan.kind === 'refused') return;
        const after = textAfter(text, plan);
        for (const read of [readers.dotenv, readers.dotenvx]) {
          assert.deepEqual(ours(read(after)), valuesOf(wanted));
          assert.deepEqual(others(read(after)), others(read(text)));
        }
        for (const { key, value } of wanted) assert.equal(readDotenvValue(after, key), value);
      }),
      { numRuns: runs(1000) },
    );
  }).timeout(20_000);

  it('lets Node read the new values, and all others as before', () => {
    fc.assert(
      fc.property(plainFile, entries, (text, wanted) => {
        const after = textAfter(text, planDotenv(text, wanted, COMMENT));
        assert.deepEqual(ours(readers.node(after)), valuesOf(wanted));
        // Node reads a comment without a line break as a key.
        assert.deepEqual(others(readers.node(`${after}\n`)), others(readers.node(`${text}\n`)));
      }),
      { numRuns: runs(1000) },
    );
  });

  it('lets a shell read the new values, and all others as before', () => {
    const cases = fc.array(fc.tuple(plainFile, entries), { minLength: runs(200), maxLength: runs(200) });
    fc.assert(
      fc.property(cases, (files) => {
        const before = files.map(([text]) => text);
        const after = files.map(([text, wanted]) => textAfter(text, planDotenv(text, wanted, COMMENT)));
        assert.deepEqual(
          readWithBash(after, OUR_KEYS),
          files.map(([, wanted]) => valuesOf(wanted)),
        );
        const otherKeys = ['OTHER', 'NODE_ENV', `MY_${TOKEN}`, `${TOKEN}_OLD`];
        assert.deepEqual(readWithBash(after, otherKeys), readWithBash(before, otherKeys));
      }),
      { numRuns: 1 },
    );
  }).timeout(20_000);

  it('is refused only for a broken line or a value that has no spelling', () => {
    fc.assert(
      fc.property(brokenFile, entries, (text, wanted) => {
        const plan = planDotenv(text, wanted, COMMENT);
        if (plan.kind === 'refused') assert.ok(['unclearLine', 'openQuote'].includes(plan.reason.kind));
      }),
    );
    fc.assert(
      fc.property(wildFile, unspellableValue, (text, value) => {
        const plan = planDotenv(
          text,
          [
            { key: TOKEN, value: 'EAAB' },
            { key: OBJECT_ID, value },
          ],
          COMMENT,
        );
        assert.ok(plan.kind === 'refused' && plan.reason.kind === 'value' && plan.reason.key === OBJECT_ID);
      }),
    );
  });

  it('and taking them out again leaves no trace in a file that had none', () => {
    const foreignFile = wildFile.filter(
      (text) =>
        OUR_KEYS.every((key) => readDotenvValue(text, key) === undefined) && (text === '' || text.endsWith('\n')),
    );
    fc.assert(
      fc.property(foreignFile, entries, (text, wanted) => {
        const after = textAfter(text, planDotenv(text, wanted, COMMENT));
        assert.equal(textAfter(after, planDotenvRemoval(after, wanted, COMMENT)), text);
      }),
    );
  });
});
