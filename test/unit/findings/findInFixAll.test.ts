import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/edits/textPlan';
import type { DocumentKind } from '../../../src/findings/documentKind';
import { editsOfAll, findIn } from '../../../src/findings/findIn';
import type { Finding } from '../../../src/findings/finding';
import { KnownValues } from '../../../src/findings/knownValues';
import { ACCOUNT, ACCOUNT_SECRETS, NOW } from '../../account';

const known = new KnownValues([{ record: ACCOUNT, secrets: ACCOUNT_SECRETS }]);

const find = (kind: DocumentKind, text: string): readonly Finding[] =>
  findIn(kind, text, { version: '3.x', known, now: NOW, warnDays: 7 }, 'hidden');

/** The findings that “Fix All” is for. */
const fixable = (findings: readonly Finding[]) => findings.filter(({ remedies: [best] }) => best?.kind === 'edit');

const variable = fc.constantFrom(
  'INSTAGRAM_ACCESS_TOKEN=old',
  'INSTAGRAM_OBJECT_ID=2',
  'INSTAGRAM_CLIENT_ID=1',
  'INSTAGRAM_CLIENT_SECRET=3',
  'INSTAGRAM_REFRESH_TOKEN=EAApage',
  'FACEBOOK_ACCESS_TOKEN=old',
  'FACEBOOK_CLIENT_ID=1',
  'FACEBOOK_CLIENT_SECRET=3',
  'FACEBOOK_REFRESH_TOKEN=EAAuser',
  'OTHER=1',
);
const variables = fc.array(variable, { maxLength: 14 });

const words = fc.array(fc.constantFrom('--text', '${input:text}', '--image-1', '${input:image}', '--text=x'), {
  maxLength: 8,
});

const dotenv = variables.map((lines) => lines.map((line) => `${line}\n`).join(''));

const launch = fc.tuple(words, variables).map(([args, lines]) => {
  const env = Object.fromEntries(lines.map((line) => line.split('=') as [string, string]));
  return JSON.stringify({ configurations: [{ module: 'agoras.cli.main', args: ['instagram', 'post', ...args], env }] });
});

const tasks = words.map((args) =>
  JSON.stringify({ tasks: [{ command: `agoras instagram post ${args.map((word) => `"${word}"`).join(' ')}` }] }),
);

describe('Fixing all that is found in a file', () => {
  for (const [kind, texts] of [
    ['dotenv', dotenv],
    ['launch', launch],
    ['tasks', tasks],
  ] as const) {
    it(`fixes as many as it says, and the rest is still found: ${kind}`, () => {
      fc.assert(
        fc.property(texts, (text) => {
          const before = fixable(find(kind, text));
          const { edits, fixed } = editsOfAll(before);
          const after = fixable(find(kind, applyEdits(text, edits)));
          assert.equal(after.length, before.length - fixed);
          assert.ok(before.length === 0 || fixed > 0);
        }),
        { numRuns: 500 },
      );
    });
  }
});
