import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  parseFromWebview,
  parsePersonalState,
  parseToWebview,
  WALKTHROUGH_COMMANDS,
  WALKTHROUGH_STEPS,
  type FromWebview,
  type ToWebview,
} from '../../../src/walkthrough/webviewProtocol';

const fromWebview: fc.Arbitrary<FromWebview> = fc.oneof(
  fc.constant({ kind: 'ready' as const }),
  fc.constant({ kind: 'copyPermissions' as const }),
  fc.record({ kind: fc.constant('run' as const), command: fc.constantFrom(...WALKTHROUGH_COMMANDS) }),
);

const toWebview: fc.Arbitrary<ToWebview> = fc.oneof(
  fc.record({ kind: fc.constant('render' as const), html: fc.string(), announcement: fc.string() }),
  fc.record({ kind: fc.constant('reveal' as const), step: fc.constantFrom(...WALKTHROUGH_STEPS) }),
);

const directions = [
  { name: 'from the webview', parse: parseFromWebview, messages: fromWebview },
  { name: 'to the webview', parse: parseToWebview, messages: toWebview },
];

for (const { name, parse, messages } of directions) {
  describe(`A message ${name}`, () => {
    it('arrives as it was sent', () => {
      fc.assert(
        fc.property(messages, (message) => {
          assert.deepEqual(parse({ ...message }), { ...message });
        }),
      );
    });

    it('is refused with anything more than it should have', () => {
      fc.assert(
        fc.property(messages, fc.string(), fc.anything(), (message, key, value) => {
          fc.pre(!(key in message) && key !== '__proto__');
          assert.equal(parse({ ...message, [key]: value }), undefined);
        }),
      );
    });

    it('is refused with anything less', () => {
      fc.assert(
        fc.property(messages, fc.nat(), (message, which) => {
          const keys = Object.keys(message);
          const missing = keys[which % keys.length];
          const rest = Object.fromEntries(Object.entries(message).filter(([key]) => key !== missing));
          assert.equal(parse(rest), undefined);
        }),
      );
    });
  });
}

describe('What a webview remembers of itself', () => {
  it('comes back', () => {
    const state = { opened: { app: true, written: false }, scroll: 120 };
    assert.deepEqual(parsePersonalState(JSON.parse(JSON.stringify(state))), state);
  });
});
