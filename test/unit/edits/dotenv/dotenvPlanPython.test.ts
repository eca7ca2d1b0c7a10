import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readDotenvValue } from '../../../../src/edits/dotenv/dotenvPlan';
import { OUR_KEYS } from './dotenvFiles';
import { findPython, readWithPythonDotenv } from './pythonDotenv/reader';
import { sampleFiles, written } from './pythonDotenv/samples';

const RECORD = 'test/unit/edits/dotenv/pythonDotenv/record.json';

interface Recorded {
  readonly text: string;
  readonly read: readonly (string | null)[];
}

describe('python-dotenv', () => {
  it('has read the values that were set, in a record of 400 files that are still written alike', () => {
    const record = JSON.parse(readFileSync(RECORD, 'utf8')) as readonly Recorded[];
    assert.equal(record.length, 400);
    const samples = sampleFiles(400, 1);
    for (const [index, { text, read }] of record.entries()) {
      const sample = samples[index];
      assert.ok(sample);
      assert.equal(
        written(sample),
        text,
        'written as when it was recorded: npm run proof -- python-dotenv makes it anew',
      );
      assert.deepEqual(
        read,
        sample.wanted.map(({ value }) => value),
      );
      assert.deepEqual(
        read,
        OUR_KEYS.map((key) => readDotenvValue(text, key)),
      );
    }
  });

  it('reads the values that are set in random files, now', () => {
    const python = findPython();
    if (python === undefined) {
      // Machines that only have Node.js use the record above; where Python was promised, its absence is a failure.
      assert.notEqual(process.env['AGORAS_TEST_PYTHON'], 'required', 'there is no Python with python-dotenv');
      console.log('      (no Python with python-dotenv here: the record above stands in for it)');
      return;
    }
    const samples = sampleFiles(1000);
    const read = readWithPythonDotenv(python, samples.map(written));
    for (const [index, sample] of samples.entries()) {
      for (const { key, value } of sample.wanted) assert.equal(read[index]?.[key], value, written(sample));
    }
  });
});
