import assert from 'node:assert/strict';
import { isEncryptedDotenv } from '../../../../src/edits/dotenv/dotenvEncryption';

describe('A .env of dotenvx', () => {
  for (const text of [
    'DOTENV_PUBLIC_KEY=03a1\nA=1\n',
    'A=1\nDOTENV_PUBLIC_KEY_PRODUCTION=03a1\n',
    'A="encrypted:BDqDBibm4wsYqMpCjTQ6"\n',
  ]) {
    it(`is told by ${JSON.stringify(text)}`, () => {
      assert.equal(isEncryptedDotenv(text), true);
    });
  }

  for (const text of [
    '',
    'A=1\n# DOTENV_PUBLIC_KEY=03a1\n',
    'DOTENV_PUBLIC_KEYS=1\n',
    'MY_DOTENV_PUBLIC_KEY=1\n',
    'A=not encrypted:\n',
  ]) {
    it(`is not told by ${JSON.stringify(text)}`, () => {
      assert.equal(isEncryptedDotenv(text), false);
    });
  }
});
