import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readers, type Variables } from './dotenvReaders';
import { programs } from './readers/programs';
import { samples } from './readers/samples';

/** Reader → what it read from each sample, on a machine that had it (`npm run proof -- readers`). */
interface Recorded {
  readonly texts: readonly string[];
  readonly read: Readonly<Record<string, readonly Variables[]>>;
}

const RECORD = 'test/unit/edits/dotenv/readers/record.json';

describe('A written .env', () => {
  const all = samples();
  const texts = all.map(({ text }) => text);
  const record = JSON.parse(readFileSync(RECORD, 'utf8')) as Recorded;

  function expectValues(reader: string, read: readonly Variables[]): void {
    const wrong = all.flatMap(({ what, text, entries }, index) =>
      entries.flatMap(({ key, value }) =>
        read[index]?.[key] === value
          ? []
          : [`${reader} reads ${JSON.stringify(read[index]?.[key])} as ${key}: ${what}: ${JSON.stringify(text)}`],
      ),
    );
    assert.deepEqual(wrong, []);
  }

  for (const [name, read] of Object.entries(readers)) {
    it(`is read as it was meant by ${name}`, () => {
      expectValues(name, texts.map(read));
    });
  }

  for (const [name, program] of Object.entries(programs)) {
    it(`is read as it was meant by ${name}, a shell by the command that is copied for it`, () => {
      const read = program(texts);
      if (read === undefined) {
        console.log(`      (there is no ${name} here: a record stands in for it)`);
        assert.deepEqual(
          record.texts,
          texts,
          'written as when it was recorded: npm run proof -- readers makes it anew',
        );
      }
      expectValues(name, read ?? record.read[name] ?? []);
    }).timeout(120_000);
  }
});
