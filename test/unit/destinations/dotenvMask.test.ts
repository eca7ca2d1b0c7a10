import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maskDotenv } from '../../../src/destinations/dotenvMask';
import { readAssignments } from '../../../src/destinations/dotenvSyntax';
import { wildFile } from './dotenvFiles';

const SHOWN = new Set(['INSTAGRAM_OBJECT_ID']);

describe('A .env in a preview', () => {
  it('shows which lines are new, and no value but the ID', () => {
    const before = '# mine\nDB_PASSWORD=hunter2 # secret\nINSTAGRAM_ACCESS_TOKEN=EAAold\n';
    const after = `${before.replace('EAAold', 'EAAnew')}INSTAGRAM_OBJECT_ID=1784\n`;
    assert.equal(maskDotenv(before, SHOWN), '# mine\nDB_PASSWORD=[hidden] # secret\nINSTAGRAM_ACCESS_TOKEN=[hidden]\n');
    assert.equal(
      maskDotenv(after, SHOWN, before),
      '# mine\nDB_PASSWORD=[hidden] # secret\nINSTAGRAM_ACCESS_TOKEN=[new value]\nINSTAGRAM_OBJECT_ID=1784\n',
    );
  });

  it('masks what looks like a token in a comment, too', () => {
    const token = `EAA${'x'.repeat(40)}`;
    assert.ok(!maskDotenv(`# TOKEN=${token}\n`, SHOWN).includes(token));
  });

  it('keeps no value of any file that people have', () => {
    fc.assert(
      fc.property(wildFile, (text) => {
        const masked = readAssignments(maskDotenv(text, new Set()));
        return masked.every(({ value }) => value === '' || value === '[hidden]');
      }),
    );
  });
});
