import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fieldsAskedBy, inputReference, valueInput } from '../../../../src/agoras/valueReferences';
import type { LaunchOptions } from '../../../../src/agoras/launchConfiguration';
import type { JsonObject } from '../../../../src/edits/json/jsonDocument';
import { inputsOf } from '../../../../src/edits/json/launchInputs';
import { planLaunch, planLaunchRemoval } from '../../../../src/edits/json/launchPlan';
import { runs } from '../../runs';
import {
  ADA,
  ALL_WANTED,
  DEBUGGERS,
  FORMAT,
  GRACE,
  ofEitherAccount,
  optionsFor,
  read,
  referenceTo,
  textAfter,
  wantedFor,
} from './launchFiles';

interface LaunchFile {
  readonly configurations: readonly JsonObject[];
  readonly inputs: readonly JsonObject[];
}

const set = (text: string | undefined, options: Partial<LaunchOptions> = {}): string => {
  const plan = planLaunch(text, wantedFor(options), FORMAT, 'launch.json');
  return textAfter(text ?? '', plan);
};
const remove = (text: string, options: Partial<LaunchOptions> = {}): string =>
  textAfter(text, planLaunchRemoval(text, wantedFor(options), 'launch.json'));
const file = (configurations: readonly unknown[], inputs: readonly unknown[]): string =>
  `${JSON.stringify({ version: '0.2.0', configurations, inputs }, undefined, 2)}\n`;
const content = (text: string) => read(text) as LaunchFile;
const idsIn = (text: string) => content(text).inputs.map(({ id }) => id);
const accountsOf = (text: string, index = 0) => {
  const { configurations, inputs } = content(text);
  return [...new Set(fieldsAskedBy(configurations[index], inputs).map(({ account }) => account))];
};

const QUESTIONS = ['agorasText', 'agorasImageUrl'];
const TOKEN_OF_ADA = valueInput('accessToken', ADA);

describe('The inputs by which a launch configuration gets the values of an account', () => {
  it('come with it, behind the questions, and each passes the account on', () => {
    const { inputs } = content(set(undefined));
    assert.deepEqual(inputs.slice(2), [TOKEN_OF_ADA, valueInput('objectId', ADA)]);
    assert.deepEqual(TOKEN_OF_ADA, {
      id: 'agoras.accessToken.1.2',
      type: 'command',
      command: 'agoras.accessToken',
      args: { account: '1.2' },
    });
  });

  it('do not come where a .env has the values', () => {
    assert.deepEqual(idsIn(set(undefined, { source: { kind: 'envFile', path: '.env' } })), QUESTIONS);
  });

  it('are those of the other account once it is written for that, as if it had been from the start', () => {
    const ofGrace = set(set(undefined), { accountId: GRACE });
    assert.equal(ofGrace, set(undefined, { accountId: GRACE }));
    assert.deepEqual(accountsOf(ofGrace), [GRACE]);
  });

  it('change in the same way below `launch` of a workspace file', () => {
    const write = (text: string, accountId: string) =>
      textAfter(text, planLaunch(text, wantedFor({ accountId }), FORMAT, 'code-workspace'));
    const workspace = '{\n  "folders": [], // here\n  "settings": {}\n}\n';
    const ofGrace = write(write(workspace, ADA), GRACE);
    assert.equal(ofGrace, write(workspace, GRACE));
    const { launch } = read(ofGrace) as { readonly launch: LaunchFile };
    assert.deepEqual(launch.inputs, inputsOf(wantedFor({ accountId: GRACE })));
    const removal = planLaunchRemoval(ofGrace, wantedFor({ accountId: GRACE }), 'code-workspace');
    assert.doesNotMatch(textAfter(ofGrace, removal), /agoras/i);
  });

  it('stay with a copy of the configuration, which stays that account’s, byte for byte', () => {
    const { configuration } = wantedFor();
    const copy = JSON.stringify({ ...configuration, name: 'mine' }, undefined, 1);
    const before = set(undefined).replace('"configurations": [', `"configurations": [\n${copy}, // my copy`);
    const after = set(before, { accountId: GRACE });
    assert.ok(after.includes(`${copy}, // my copy`), after);
    assert.deepEqual([accountsOf(after, 0), accountsOf(after, 1)], [[ADA], [GRACE]]);
    const removed = remove(after, { accountId: GRACE });
    assert.deepEqual(accountsOf(removed), [ADA]);
    assert.deepEqual(idsIn(removed), [...QUESTIONS, 'agoras.accessToken.1.2', 'agoras.objectId.1.2']);
  });

  for (const [what, reference] of [
    ['a comment', (id: string) => `// "\${input:${id}}"\n`],
    ['an escape', (id: string) => `"x": "\\u0024{input:${id}}",`],
  ] as const) {
    it(`stay where ${what} still refers to them`, () => {
      const before = set(undefined).replace('{\n', `{\n${reference(TOKEN_OF_ADA.id)}`);
      const after = set(before, { accountId: GRACE });
      assert.ok(idsIn(after).includes(TOKEN_OF_ADA.id), after);
      assert.ok(!idsIn(after).includes('agoras.objectId.1.2'));
      assert.ok(idsIn(remove(after, { accountId: GRACE })).includes(TOKEN_OF_ADA.id));
    });
  }

  it('are gone with the last use of them, and so is an empty list', () => {
    const only = wantedFor({ version: '3.x', debugger: 'debugpy' });
    const { args: _args, ...unasking } = only.configuration;
    const inputs = inputsOf(only).slice(2);
    const after = set(file([{ ...unasking, type: 'debugpy', args: ['instagram', 'post'] }], inputs), {
      version: '3.x',
      source: { kind: 'envFile', path: '.env' },
    });
    assert.ok(!('inputs' in content(after)), after);
  });

  it('are a person’s once they are changed: they stay, and the configuration asks by others that do what it says', () => {
    const changed = { ...TOKEN_OF_ADA, args: { account: GRACE } };
    const user = { name: 'mine', x: referenceTo('accessToken') };
    const before = file([user], [changed]);
    const after = set(before);
    assert.deepEqual(content(after).inputs[0], changed);
    assert.deepEqual([accountsOf(after, 0), accountsOf(after, 1)], [[GRACE], [ADA]]);
    assert.ok(idsIn(after).includes('agoras.accessToken.1.2-2'));
    assert.equal(set(after), after, 'twice is once');
    assert.equal(remove(after), before, 'and it is known for its own');
    const again = set(after.replace('"name": "mine"', '"name": "mine", "y": "${input:agoras.accessToken.1.2-2}"'), {
      accountId: GRACE,
    });
    assert.deepEqual([accountsOf(again, 0), accountsOf(again, 1)], [[ADA, GRACE], [GRACE]]);
    assert.deepEqual(content(again).inputs[0], changed);
  });

  it('may have more said of them by a person, and are still the right ones', () => {
    const explained = { ...TOKEN_OF_ADA, description: 'mine' };
    const after = set(file([], [explained]));
    assert.deepEqual(idsIn(after), [...QUESTIONS, 'agoras.accessToken.1.2', 'agoras.objectId.1.2']);
    assert.deepEqual(accountsOf(after), [ADA]);
  });

  it('take the place of commands that were written by hand, which asked for the account in use', () => {
    const { configuration } = wantedFor({ version: '3.x' });
    const byHand = JSON.stringify(configuration).replace(/\$\{input:(agoras\.\w+)\.1\.2\}/g, '${command:$1}');
    assert.deepEqual(accountsOf(file([JSON.parse(byHand)], [])), [undefined]);
    const after = set(file([JSON.parse(byHand)], []), { version: '3.x' });
    assert.deepEqual(accountsOf(after), [ADA]);
  });
});

const inputsOfEveryone = [ADA, GRACE].flatMap((account) =>
  (['accessToken', 'objectId', 'clientId', 'refreshToken'] as const).map((field) => valueInput(field, account)),
);

/** Correct inputs and changed ones, any of them possibly twice. */
const anyInputs = fc.array(
  fc.constantFrom<JsonObject & { readonly id: string }>(
    ...inputsOfEveryone,
    ...inputsOfEveryone.map((input) => ({ ...input, args: { account: '1.4' } })),
    ...inputsOfEveryone.map((input) => ({ ...input, id: `${input.id}-2`, type: 'promptString' })),
    { id: 'agorasText', type: 'promptString', description: 'mine' },
  ),
  { minLength: 1, maxLength: 8 },
);

describe('Whatever inputs a launch.json has', () => {
  const options = fc
    .constantFrom(...DEBUGGERS.flatMap(optionsFor))
    .chain(ofEitherAccount)
    .filter(({ source }) => source.kind === 'commands');

  it('what is written gets the values of its account alone, and what a person has made stays', () => {
    fc.assert(
      fc.property(anyInputs, options, options, (inputs, first, second) => {
        const changed = inputs.filter(({ args, type }) => type === 'promptString' || !isAnyones(args));
        const users = inputs.map(({ id }) => inputReference(id));
        let text = file([{ name: 'mine', users }], inputs);
        const whose = JSON.stringify(fieldsAskedBy(users, inputs));
        for (const one of [first, second]) {
          text = set(text, one);
          assert.equal(set(text, one), text, 'twice is once');
          assert.deepEqual(accountsOf(text, 1), [one.accountId], text);
          const { configurations, inputs: after } = content(text);
          assert.equal(JSON.stringify(fieldsAskedBy(configurations[0], after)), whose, 'whoever asked gets the same');
          for (const input of changed) assert.ok(JSON.stringify(after).includes(JSON.stringify(input)));
        }
        assert.equal(
          remove(text, second).replace(/\s/g, ''),
          file([{ name: 'mine', users }], inputs).replace(/\s/g, ''),
        );
      }),
      { numRuns: runs(300) },
    );
  }).timeout(30_000);

  it('those that nothing refers to go with a configuration, and no others', () => {
    fc.assert(
      fc.property(anyInputs, fc.constantFrom(...ALL_WANTED), (inputs, wanted) => {
        const text = textAfter('', planLaunch(file([], inputs), wanted, FORMAT, 'launch.json'));
        const after = content(textAfter(text, planLaunchRemoval(text, wanted, 'launch.json')));
        const left = inputs.filter((input) => !wanted.isValueInput(input) && input.id !== 'agorasText');
        assert.deepEqual(Object.hasOwn(after, 'inputs') ? after.inputs : [], left);
      }),
      { numRuns: runs(500) },
    );
  }).timeout(30_000);
});

function isAnyones(args: unknown): boolean {
  return (
    JSON.stringify(args) === JSON.stringify({ account: ADA }) ||
    JSON.stringify(args) === JSON.stringify({ account: GRACE })
  );
}
