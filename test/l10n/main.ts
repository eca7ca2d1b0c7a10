// `npm run l10n`: puts the strings that have no Spanish yet into the bundle, to be translated, and takes out what is
// left over.
import { readFileSync, writeFileSync } from 'node:fs';
import { visibleStrings } from './strings';

const BUNDLE = 'l10n/bundle.l10n.es.json';
const known = JSON.parse(readFileSync(BUNDLE, 'utf8')) as Readonly<Record<string, string>>;
const strings = visibleStrings();
const next = Object.fromEntries(strings.map((text) => [text, known[text] ?? '']));
writeFileSync(BUNDLE, `${JSON.stringify(next, undefined, 2)}\n`);
const missing = strings.filter((text) => next[text] === '');
console.log(`${strings.length} strings, ${missing.length} without Spanish.`);
