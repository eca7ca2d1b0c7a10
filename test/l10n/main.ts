// `npm run l10n`: adds strings without a translation to the bundles, and removes those that aren't used anymore.
import { readFileSync, writeFileSync } from 'node:fs';
import { bundleOf, LANGUAGES } from './languages';
import { visibleStrings } from './strings';

const strings = visibleStrings();
for (const language of LANGUAGES) {
  const bundle = bundleOf(language);
  const known = JSON.parse(readFileSync(bundle, 'utf8')) as Readonly<Record<string, string>>;
  const next = Object.fromEntries(strings.map((text) => [text, known[text] ?? '']));
  writeFileSync(bundle, `${JSON.stringify(next, undefined, 2)}\n`);
  const missing = strings.filter((text) => next[text] === '');
  console.log(`${language}: ${strings.length} strings, ${missing.length} without a translation.`);
}
