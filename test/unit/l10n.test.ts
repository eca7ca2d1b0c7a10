import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bundleOf, LANGUAGES } from '../l10n/languages';
import { visibleStrings } from '../l10n/strings';

type Words = Readonly<Record<string, string>>;

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Words;

/** Placeholders, icons, links and code: a translation must contain the same ones, in any order. */
const parts = (text: string) => [...text.matchAll(/\{\d+\}|\$\([\w-]+\)|\]\([^)]+\)|`[^`]+`/g)].map(String).sort();

function complain(english: Words, translated: Words): string[] {
  const missing = Object.keys(english).filter((key) => (translated[key] ?? '') === '');
  const leftOver = Object.keys(translated).filter((key) => !(key in english));
  const different = Object.entries(english).filter(
    ([key, text]) => !missing.includes(key) && parts(text).join() !== parts(translated[key] ?? '').join(),
  );
  return [
    ...missing.map((key) => `no translation of: ${key}`),
    ...leftOver.map((key) => `nobody says this any more: ${key}`),
    ...different.map(([key]) => `other placeholders, icons, links or code than the English: ${key}`),
  ];
}

for (const language of LANGUAGES) {
  describe(`A person whose VS Code speaks “${language}”`, () => {
    it('finds every string of the code in that language, and none is left over', () => {
      const english = Object.fromEntries(visibleStrings().map((text) => [text, text]));
      assert.deepEqual(complain(english, read(bundleOf(language))), []);
      assert.ok(Object.keys(english).length > 400);
    });

    it('finds every string of the manifest in that language', () => {
      assert.deepEqual(complain(read('package.nls.json'), read(`package.nls.${language}.json`)), []);
    });
  });
}

describe('The test for missing translations', () => {
  it('complains of what is missing, left over, or has other placeholders', () => {
    const english = { a: 'Open {0}', b: 'Close', c: '$(key) Keep' };
    assert.deepEqual(complain(english, { a: 'Abrir {0}', b: 'Cerrar', c: '$(key) Guardar' }), []);
    assert.equal(complain(english, { a: 'Abrir {1}', b: '', d: 'x' }).length, 4);
  });
});
