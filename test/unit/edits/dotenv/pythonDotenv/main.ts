// `npm run proof -- python-dotenv`: records what python-dotenv reads, for machines without Python.
import { writeFileSync } from 'node:fs';
import { OUR_KEYS } from '../dotenvFiles';
import { findPython, readWithPythonDotenv } from './reader';
import { sampleFiles, written } from './samples';

const python = findPython();
if (python === undefined) throw new Error('There is no Python with python-dotenv here.');
const samples = sampleFiles(400, 1);
const read = readWithPythonDotenv(python, samples.map(written));
const record = samples.map((sample, index) => ({
  text: written(sample),
  read: OUR_KEYS.map((key) => read[index]?.[key] ?? null),
}));
writeFileSync('test/unit/edits/dotenv/pythonDotenv/record.json', `${JSON.stringify(record, undefined, 1)}\n`);
