import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  ACCOUNT_COMMANDS,
  APP_CASES,
  CLICKS,
  parseFromWebview,
  parsePersonalState,
  parseToWebview,
  tally,
  WALKTHROUGH_COMMANDS,
  WALKTHROUGH_STEPS,
  withTicks,
  type FromWebview,
  type PersonalState,
  type ToWebview,
} from '../../../src/walkthrough/webviewProtocol';

const fromWebview: fc.Arbitrary<FromWebview> = fc.oneof(
  fc.constant({ kind: 'ready' as const }),
  fc.constant({ kind: 'copyPermissions' as const }),
  fc.record({ kind: fc.constant('run' as const), command: fc.constantFrom(...WALKTHROUGH_COMMANDS) }),
  fc.record({
    kind: fc.constant('runFor' as const),
    command: fc.constantFrom(...ACCOUNT_COMMANDS),
    account: fc.string({ maxLength: 100 }),
  }),
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
  const first: PersonalState = { opened: {}, scroll: 0, appCase: 'useCases', ticked: [] };
  const states: fc.Arbitrary<PersonalState> = fc.record(
    {
      opened: fc.dictionary(fc.constantFrom(...WALKTHROUGH_STEPS), fc.boolean(), { noNullPrototype: true }),
      scroll: fc.nat(),
      appCase: fc.constantFrom(...APP_CASES),
      ticked: fc.subarray([...CLICKS]),
    },
    { noNullPrototype: true },
  );

  it('comes back', () => {
    fc.assert(
      fc.property(states, (state) => {
        assert.deepEqual(parsePersonalState(JSON.parse(JSON.stringify(state))), state);
      }),
    );
  });

  it('is what an older version kept of it, with nothing ticked', () => {
    const older = { opened: { app: true, written: false }, scroll: 120 };
    assert.deepEqual(parsePersonalState(older), { ...first, ...older });
  });

  it('holds nothing but names of ours: no word that somebody has typed', () => {
    fc.assert(
      fc.property(states, fc.string(), (state, text) => {
        fc.pre(!CLICKS.some((click) => click === text) && !APP_CASES.some((id) => id === text));
        assert.deepEqual(parsePersonalState({ ...state, ticked: [...state.ticked, text] }), first);
        assert.deepEqual(parsePersonalState({ ...state, appCase: text }), first);
        assert.deepEqual(parsePersonalState({ ...state, text }), first);
      }),
    );
  });

  it('has a click ticked once, and unticked altogether', () => {
    const once = withTicks(withTicks(first, ['appId'], true), ['appId', 'appSecret'], true);
    assert.deepEqual(once.ticked, ['appId', 'appSecret']);
    assert.deepEqual(withTicks(once, ['appId', 'createApp'], false), { ...first, ticked: ['appSecret'] });
  });
});

describe('How far one has come', () => {
  it('is told in the words of the language', () => {
    assert.equal(tally('{0} of {1}', 3, 10), '3 of 10');
    assert.equal(tally('{1}分の{0}', 3, 10), '10分の3');
  });
});
