import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact } from '../../src/base/redaction';
import { REDACTED, Secret } from '../../src/base/secret';
import { oddText } from './fragments';
import { fuzzTarget } from './target';

/** Only characters that aren't in the mask, so that the rest of a secret can't be mistaken for the mask. */
const rude = fc.string({
  unit: fc.constantFrom(...Array.from('xyz %&"\\/|+=~!éß\n'), '\ud800', '😀'),
  minLength: 6,
  maxLength: 40,
});

const shaped = fc.oneof(
  fc.stringMatching(/^EAA[\w-]{40}$/),
  fc.stringMatching(/^IGAA[\w-]{40}$/),
  fc.stringMatching(/^[0-9a-f]{32}$/),
  fc.stringMatching(/^[0-9]{15}\|[0-9a-f]{32}$/),
);

type Spelling = (text: string) => string;

const spellings: readonly Spelling[] = [
  (text) => text,
  (text) => new URLSearchParams([['', text]]).toString().slice(1),
  inAddress,
  (text) => inAddress(text).replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
  (text) => JSON.stringify(text).slice(1, -1),
];

function inAddress(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

const parameter = fc
  .tuple(
    fc.constantFrom('access_token', 'input_token', 'client_secret', 'fb_exchange_token', 'appsecret_proof'),
    fc.constantFrom('=', '%3D', '":"', '\\":\\"', '" : "', "'='", ': '),
  )
  .map((parts) => parts.join(''));

interface Input {
  /** Registered with the redactor. */
  readonly known: string;
  /** Not registered: recognizable only by its form. */
  readonly unknown: string;
  /** Not recognizable by its form, but preceded by a telling name. */
  readonly named: string;
  readonly pieces: readonly string[];
}

const inputs: fc.Arbitrary<Input> = fc
  .record({ known: rude, unknown: shaped, named: fc.stringMatching(/^short-[g-z]{4,8}$/) })
  .chain(({ known, unknown, named }) => {
    const spelling = fc.constantFrom(...spellings);
    const piece = fc.oneof(
      oddText,
      spelling.map((spell) => spell(known)),
      spelling.map((spell) => spell(unknown)),
      parameter.map((name) => `${name}${named}`),
    );
    return fc
      .array(fc.tuple(piece, fc.constantFrom(' , ', '&', '", ')), { maxLength: 8 })
      .map((all) => ({ known, unknown, named, pieces: all.flat() }));
  });

const HEAD = 'Page 17841400000000003, ';
const TAIL = ', 2027-02-21, trace AxYz09.';

export const redactionTarget = fuzzTarget('the redactor', inputs, ({ known, unknown, named, pieces }) => {
  const masked = redact(HEAD + pieces.join('') + TAIL, [new Secret('pageToken', known)]);
  for (const spell of spellings) {
    assert.ok(!masked.includes(spell(known)), masked);
    assert.ok(!masked.includes(spell(unknown)), masked);
  }
  assert.ok(!masked.includes(named), masked);
  assert.ok(masked.startsWith(HEAD) && masked.endsWith(TAIL), 'took more than the secrets');
  assert.equal(redact(masked), masked);
  if (pieces.includes(unknown)) assert.ok(masked.includes(REDACTED));
});
