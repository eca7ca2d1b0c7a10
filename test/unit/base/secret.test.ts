import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { Secret } from '../../../src/base/secret';

/** Long enough that it can't occur in the surrounding text by chance. */
const secretText = fc.string({ unit: fc.constantFrom(...Array.from('EAB0123456789|')), minLength: 16 });

describe('A secret', () => {
  it('is hidden from mistakes alone: a debugger that is attached shows it, as SECURITY.md says', () => {
    const session = new Session();
    session.connect();
    const key = 'agorasSecretOfThisTest';
    Object.assign(globalThis, { [key]: new Secret('pageToken', 'EAB-in-the-field') });
    const shown: string[] = [];
    try {
      session.post('Runtime.evaluate', { expression: key }, (_, { result }) => {
        session.post('Runtime.getProperties', { objectId: result.objectId ?? '' }, (_error, properties) => {
          shown.push(JSON.stringify(properties));
        });
      });
    } finally {
      Reflect.deleteProperty(globalThis, key);
      session.disconnect();
    }
    assert.match(shown.join(), /EAB-in-the-field/);
    assert.match(readFileSync('SECURITY.md', 'utf8'), /stops nobody who attaches a debugger/);
  });

  it('shows [redacted] in every printed form, whatever it holds', () => {
    fc.assert(
      fc.property(secretText, (text) => {
        const secret = new Secret('pageToken', text);
        const asUnknown: unknown = secret;
        const printed = [
          String(secret),
          secret.toString(),
          `token ${asUnknown as string}`,
          JSON.stringify({ secret, list: [secret] }),
          inspect({ nested: { secret } }, { showHidden: true, depth: null }),
          new Error(`failed with ${asUnknown as string}`).stack ?? '',
        ];
        for (const form of printed) assert.ok(!form.includes(text) && form.includes('[redacted]'), form);
        assert.ok(!Object.values(secret).join().includes(text));
      }),
    );
  });
});
