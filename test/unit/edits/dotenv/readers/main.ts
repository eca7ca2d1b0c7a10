// `npm run proof -- readers`: records what each `.env` reader reads, for machines without it. The record of a reader
// that is missing here is kept.
import { readFileSync, writeFileSync } from 'node:fs';
import type { Variables } from '../dotenvReaders';
import { OUR_KEYS } from '../dotenvFiles';
import { programs } from './programs';
import { samples } from './samples';

const RECORD = 'test/unit/edits/dotenv/readers/record.json';

interface Recorded {
  readonly texts: readonly string[];
  readonly read: Readonly<Record<string, readonly Variables[]>>;
}

function earlier(): Recorded {
  try {
    return JSON.parse(readFileSync(RECORD, 'utf8')) as Recorded;
  } catch {
    return { texts: [], read: {} };
  }
}

const texts = samples().map(({ text }) => text);
const before = earlier();
const isSame = JSON.stringify(before.texts) === JSON.stringify(texts);
const read = Object.fromEntries(
  Object.entries(programs).map(([name, program]) => {
    const now = program(texts)?.map((variables) => Object.fromEntries(OUR_KEYS.map((key) => [key, variables[key]])));
    if (now === undefined && !isSame) throw new Error(`The texts have changed, and there is no ${name} here.`);
    return [name, now ?? before.read[name] ?? []];
  }),
);
writeFileSync(RECORD, `${JSON.stringify({ texts, read }, undefined, 2)}\n`);
