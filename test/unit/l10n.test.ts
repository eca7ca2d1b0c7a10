import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { visibleStrings } from '../l10n/strings';

type Words = Readonly<Record<string, string>>;

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Words;

/** Placeholders and icons: a translation has the same ones, in whatever order. */
const parts = (text: string) => [...text.matchAll(/\{\d+\}|\$\([\w-]+\)|\]\([^)]+\)|`[^`]+`/g)].map(String).sort();

function complain(english: Words, spanish: Words): string[] {
  const missing = Object.keys(english).filter((key) => (spanish[key] ?? '') === '');
  const leftOver = Object.keys(spanish).filter((key) => !(key in english));
  const different = Object.entries(english).filter(
    ([key, text]) => !missing.includes(key) && parts(text).join() !== parts(spanish[key] ?? '').join(),
  );
  return [
    ...missing.map((key) => `no Spanish for: ${key}`),
    ...leftOver.map((key) => `nobody says this any more: ${key}`),
    ...different.map(([key]) => `other placeholders, icons, links or code than the English: ${key}`),
  ];
}

describe('A person who reads Spanish', () => {
  it('finds every string of the code in Spanish, and none is left over', () => {
    const english = Object.fromEntries(visibleStrings().map((text) => [text, text]));
    assert.deepEqual(complain(english, read('l10n/bundle.l10n.es.json')), []);
    assert.ok(Object.keys(english).length > 400);
  });

  it('finds every string of the manifest in Spanish', () => {
    assert.deepEqual(complain(read('package.nls.json'), read('package.nls.es.json')), []);
  });
});

describe('The test for missing translations', () => {
  it('complains of what is missing, left over, or has other placeholders', () => {
    const english = { a: 'Open {0}', b: 'Close', c: '$(key) Keep' };
    assert.deepEqual(complain(english, { a: 'Abrir {0}', b: 'Cerrar', c: '$(key) Guardar' }), []);
    assert.equal(complain(english, { a: 'Abrir {1}', b: '', d: 'x' }).length, 4);
  });
});
