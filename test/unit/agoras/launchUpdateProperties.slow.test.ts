import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LaunchDebugger, LaunchOptions } from '../../../src/agoras/launchConfiguration';
import { NETWORKS } from '../../../src/agoras/target';
import { planLaunch } from '../../../src/edits/json/launchPlan';
import { inputsOf } from '../../../src/edits/json/launchInputs';
import { DEBUGGERS, FORMAT, ofEitherAccount, optionsFor, read, textAfter, wantedFor } from '../edits/json/launchFiles';
import { runs } from '../runs';

/** The parts that a person has inserted, each of them unique. */
const MINE = /mine\d+\w*/g;

interface Layout {
  readonly lineBreak: string;
  readonly indent: string;
  readonly isOneLine: boolean;
}

const layout: fc.Arbitrary<Layout> = fc.record({
  lineBreak: fc.constantFrom('\n', '\r\n'),
  indent: fc.constantFrom('  ', '\t', '    '),
  isOneLine: fc.boolean(),
});

/** A list or an object in which each child may have a comment before or after it. */
function bracketed(
  [open, close]: readonly [string, string],
  children: readonly string[],
  { lineBreak, indent, isOneLine }: Layout,
  depth: number,
  comments: readonly number[],
): string {
  const gap = (levels: number): string => (isOneLine ? ' ' : lineBreak + indent.repeat(levels));
  const lines = children.map((child, index) => {
    const comma = index === children.length - 1 ? '' : ',';
    const id = `mine${depth}${index}c`;
    const kind = comments[index] ?? 0;
    if (kind === 1) return `${gap(depth + 1)}/* ${id} */ ${child}${comma}`;
    if (kind === 2) return `${gap(depth + 1)}${child}${comma} /* ${id} */`;
    if (kind === 3 && !isOneLine) return `${gap(depth + 1)}${child}${comma} // ${id}`;
    if (kind === 4 && !isOneLine) return `${gap(depth + 1)}// ${id}${gap(depth + 1)}${child}${comma}`;
    return `${gap(depth + 1)}${child}${comma}`;
  });
  return `${open}${lines.join('')}${gap(depth)}${close}`;
}

/** How a person may change what was written for some options: everything except the credentials and the command. */
function customised(options: LaunchOptions): fc.Arbitrary<string> {
  const wanted = wantedFor(options);
  const { configuration } = wanted;
  const inputs = inputsOf(wanted).map((input) => JSON.stringify(input));
  const comments = fc.array(fc.nat({ max: 6 }), { maxLength: 20 });
  return fc
    .record({
      shape: layout,
      text: fc.constantFrom('', 'mine1 -x', 'mine2é "quoted"', '-mine3', '${input:mine4}'),
      extra: fc.array(fc.tuple(fc.nat({ max: 12 }), fc.constantFrom('--mine5=a b', '--mine6', '--mine7=\u{1F600}')), {
        maxLength: 3,
      }),
      variables: fc.array(fc.tuple(fc.nat({ max: 6 }), fc.constantFrom('mine8', 'mine9', 'mine10')), { maxLength: 2 }),
      order: fc.shuffledSubarray(Object.keys(configuration), { minLength: Object.keys(configuration).length }),
      console: fc.constantFrom('internalConsole', 'mine11'),
      comments: fc.tuple(comments, comments, comments),
      keys: fc.subarray(['cwd', 'mine12', '__proto__']),
    })
    .map(({ shape, text, extra, variables, order, console: shown, comments: [inner, middle, outer], keys }) => {
      const values: Record<string, string> = {};
      for (const [key, value] of Object.entries(configuration)) {
        if (key === 'args') {
          const words = (value as readonly string[]).map((word) =>
            text === '' ? word : word.replace('${input:agorasText}', text),
          );
          // Nobody inserts anything between a flag and its value.
          for (const [at, word] of extra) {
            const index = Math.min(at, words.length);
            const isBehindFlag =
              /^--[\w-]+$/.test(words[index - 1] ?? '') && !(words[index - 1] ?? '').startsWith('--mine');
            words.splice(isBehindFlag ? index - 1 : index, 0, word);
          }
          values[key] = bracketed(
            ['[', ']'],
            words.map((word) => JSON.stringify(word)),
            shape,
            3,
            inner,
          );
        } else if (key === 'env') {
          const entries = Object.entries(value as Readonly<Record<string, string>>).map(
            ([name, one]) => `"${name}": ${JSON.stringify(name === 'STATUS_TEXT' && text !== '' ? text : one)}`,
          );
          for (const [at, name] of variables) entries.splice(at, 0, `"${name}": "${name}v"`);
          values[key] = bracketed(['{', '}'], entries, shape, 3, middle);
        } else {
          values[key] = JSON.stringify(key === 'console' ? shown : value);
        }
      }
      if (typeof configuration['command'] === 'string') {
        const ends = extra.map(([, word]) => (/[^\w=-]/.test(word) ? `"${word}"` : word));
        values['command'] = JSON.stringify(
          ['echo mine13 &&', configuration['command'], ...ends, '| mine14'].join('  '),
        ).replace('mine14', '\\u006dine14');
      }
      const properties = [
        ...order.map((key) => `"${key}": ${values[key] ?? ''}`),
        ...keys.map((key) => `"${key}": "mine15 \\u00e9 ${key}"`),
      ];
      const ours = bracketed(['{', '}'], properties, shape, 2, outer);
      return `{ "inputs": [${inputs.join(', ')}], "configurations": [${ours}] /* mine16 */ }${shape.lineBreak}`;
    });
}

function write(text: string, options: LaunchOptions): string {
  const after = textAfter(text, planLaunch(text, wantedFor(options), FORMAT, 'launch.json'));
  read(after);
  const again = planLaunch(after, wantedFor(options), FORMAT, 'launch.json');
  assert.deepEqual(again, { kind: 'unchanged' }, 'twice is once');
  return after;
}

/** What a person has inserted, in order, with the surrounding characters that are also theirs. */
function mineIn(text: string): readonly string[] {
  return [...text.matchAll(MINE)]
    .map(([found]) => found)
    .concat(text.match(/\\u00[0-9a-f]+|"mine\d+": *"[^"]*"|--mine\d+(?:=[^"\\]*)?/g) ?? []);
}

/** Lines that contain only the person's own parts. */
function linesOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .filter(
      (line) =>
        line.includes('mine') &&
        !/^\s*[}\]]|agoras|"env|INSTAGRAM|FACEBOOK|publish|post|"--(?:network|action|text|status)|"instagram"/i.test(
          line,
        ),
    )
    .map((line) => line.replace(/,(?= *(?:\/[/*].*)?$)/, ''));
}

function optionsOf(debug: LaunchDebugger): fc.Arbitrary<LaunchOptions> {
  return fc.constantFrom(...optionsFor(debug)).chain(ofEitherAccount);
}

describe('A launch configuration that a person has changed in any way', () => {
  for (const debug of DEBUGGERS) {
    const from = optionsOf(debug);

    it(`keeps all that is theirs, byte for byte, through any changes of version, networks, source and account (${debug})`, () => {
      const cases = from.chain((options) =>
        fc.tuple(fc.constant(options), customised(options), fc.array(optionsOf(debug), { minLength: 1, maxLength: 4 })),
      );
      fc.assert(
        fc.property(cases, ([options, text, switches]) => {
          let after = text;
          for (const next of [options, ...switches, options]) after = write(after, { ...next, shell: options.shell });
          assert.deepEqual(mineIn(after), mineIn(text), after);
          for (const line of linesOf(text)) assert.ok(linesOf(after).includes(line), `${line}\n${after}`);
        }),
        { numRuns: runs(1000) },
      );
    }).timeout(30_000);

    it(`is not touched where it is right already (${debug})`, () => {
      fc.assert(
        fc.property(
          from.chain((options) => fc.tuple(fc.constant(options), customised(options))),
          ([options, text]) => {
            assert.equal(write(text, options), text);
            assert.equal(write(text, { ...options, keepsSource: true }), text);
          },
        ),
        { numRuns: runs(500) },
      );
    }).timeout(30_000);

    it(`says the same as before when Agoras 1.x comes back (${debug})`, () => {
      const options = from.map((one) => ({ ...one, version: '1.x' as const }));
      fc.assert(
        fc.property(
          options.chain((one) => fc.tuple(fc.constant(one), customised(one))),
          ([one, text]) => {
            const back = write(write(text, { ...one, version: '3.x', keepsSource: true }), {
              ...one,
              keepsSource: true,
            });
            assert.deepEqual(saidBy(back), saidBy(text));
          },
        ),
        { numRuns: runs(500) },
      );
    }).timeout(30_000);
  }

  it('holds no token any more that was where Agoras reads one', () => {
    const secret = 'EAAsecret';
    const cases = fc.constantFrom(...DEBUGGERS).chain((debug) =>
      fc.tuple(optionsOf(debug), optionsOf(debug)).chain(([options, next]) =>
        fc.tuple(
          customised({ ...options, readsFlagsOnly: true, source: { kind: 'commands' } }).map((text) =>
            text.replace(/\$\{input:agoras\.[\w.]+\}/g, secret).replace(/\\"\$INSTAGRAM_ACCESS_TOKEN\\"/, secret),
          ),
          fc.constant({ ...next, networks: NETWORKS, source: { kind: 'commands' as const } }),
        ),
      ),
    );
    fc.assert(
      fc.property(cases, ([text, next]) => {
        assert.doesNotMatch(write(text, next), new RegExp(secret));
      }),
      { numRuns: runs(500) },
    );
  }).timeout(30_000);
});

/** The configuration with its arguments sorted, because new credentials go after the person's own arguments. */
function saidBy(text: string): unknown {
  const { configurations } = read(text) as { configurations: readonly Readonly<Record<string, unknown>>[] };
  return configurations.map(({ args, command, ...rest }) => ({
    ...rest,
    args: Array.isArray(args) ? [...(args as readonly string[])].sort() : args,
    command: typeof command === 'string' ? command.split(/ +/).sort() : command,
  }));
}
