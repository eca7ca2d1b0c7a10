import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maskDotenv } from '../../../../src/edits/dotenv/dotenvMask';
import { readAssignments } from '../../../../src/edits/dotenv/dotenvSyntax';
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

  it('shows that a value is empty', () => {
    const text = `A=\nB=""\nC='' # mine\n`;
    assert.equal(maskDotenv(text, SHOWN), text);
  });

  it('masks what looks like a token in a comment, too', () => {
    const token = `EAA${'x'.repeat(40)}`;
    assert.ok(!maskDotenv(`# TOKEN=${token}\n`, SHOWN).includes(token));
  });

  for (const [what, text, masked] of [
    ['that was commented out', '# DB_PASSWORD=hunter2\r\n', '# DB_PASSWORD=[hidden]\r\n'],
    ['that was commented out without a blank', '#DB_PASSWORD=hunter2\n', '#DB_PASSWORD=[hidden]\n'],
    ['that was commented out twice', '  ## DB_PASSWORD = hunter2\n', '  ## DB_PASSWORD = [hidden]\n'],
    ['that was commented out with its export', '#  export  KEY=hunter2\n', '#  export  KEY=[hidden]\n'],
    ['behind a quote that never closes', 'A="hunter2 # hunter2\n# mine\n', 'A=[hidden]\n# mine\n'],
    ['behind a quote and a blank', 'A=" # hunter2\n# mine\n', 'A=[hidden]\n# mine\n'],
    ['in quotes, and leaves the comment', 'A="hunter2" # mine\n', 'A=[hidden] # mine\n'],
    ['of two equal characters', 'A=xx\n', 'A=[hidden]\n'],
    ['in the rest of another one', 'A=-----BEGIN\nhunter2 # B=hunter2\n', 'A=[hidden]\n[hidden]\n'],
    [
      'over several lines without quotes',
      'A=-----BEGIN\nhunter2\n-----END\nB=\n',
      'A=[hidden]\n[hidden]\n[hidden]\nB=\n',
    ],
    ['that some programs take for a comment', 'A=#hunter2\n', 'A=[hidden]\n'],
    ['in a file with a byte order mark', '\uFEFFA=hunter2\n', '\uFEFFA=[hidden]\n'],
  ] as const) {
    it(`masks a value ${what}`, () => {
      assert.equal(maskDotenv(text, SHOWN), masked);
    });
  }

  it('keeps no value of any file that people have', () => {
    fc.assert(
      fc.property(wildFile, (text) => {
        const masked = readAssignments(maskDotenv(text, new Set()));
        return masked.every(({ value }) => value === '' || value === '[hidden]');
      }),
    );
  });
});
