import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createScanner, parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import {
  launchName,
  wantedLaunch,
  type LaunchDebugger,
  type LaunchOptions,
  type LaunchSource,
} from '../../../../src/agoras/launchConfiguration';
import type { FlagValues } from '../../../../src/agoras/flags';
import { inputReference, valueInput } from '../../../../src/agoras/valueReferences';
import type { JsonFormat } from '../../../../src/edits/json/jsonDocument';
import type { LaunchRefusal } from '../../../../src/edits/json/launchPlan';
import type { WantedLaunch } from '../../../../src/edits/json/wantedLaunch';
import type { TextEdit, TextPlan } from '../../../../src/edits/textPlan';
import { SHELLS } from '../../../../src/agoras/publishWords';
import { AGORAS_VERSIONS, DEFAULT_NETWORKS, NETWORKS } from '../../../../src/agoras/target';

/** The name of our configuration for the default networks. */
const LAUNCH_NAME = launchName({ version: '1.x', networks: DEFAULT_NETWORKS });

export const FORMAT: JsonFormat = { indent: '  ', lineBreak: '\n' };

export const ENV_FILE = '${workspaceFolder}/.env';

/** Two accounts of the same app. */
export const ADA = '1.2';
export const GRACE = '1.3';

/** The default: Agoras 1.x for Instagram, with the Python debugger. */
const USUAL: LaunchOptions = {
  version: '1.x',
  networks: DEFAULT_NETWORKS,
  accountId: ADA,
  debugger: 'debugpy',
  shell: 'posix',
  readsFlagsOnly: false,
  source: { kind: 'commands', insteadOf: ENV_FILE },
};

const SOURCES: readonly LaunchSource[] = [USUAL.source, { kind: 'envFile', path: ENV_FILE }];

export const DEBUGGERS: readonly LaunchDebugger[] = ['debugpy', 'node-terminal'];

export function wantedFor(changed: Partial<LaunchOptions> = {}): WantedLaunch {
  return wantedLaunch({ ...USUAL, ...changed }, { text: 'Text', imageUrl: 'Image' });
}

/** All options with the name of the default networks and for one debugger. */
export function optionsFor(debug: LaunchDebugger): readonly LaunchOptions[] {
  return AGORAS_VERSIONS.flatMap((version) =>
    SHELLS.flatMap((shell) =>
      SOURCES.flatMap((source) =>
        [DEFAULT_NETWORKS, NETWORKS].flatMap((networks) =>
          [false, true].map((readsFlagsOnly) => ({
            accountId: ADA,
            version,
            shell,
            source,
            networks,
            readsFlagsOnly,
            debugger: debug,
          })),
        ),
      ),
    ),
  );
}

export const ALL_WANTED: readonly WantedLaunch[] = DEBUGGERS.flatMap(optionsFor).map(wantedFor);

/** How a configuration refers to a value of an account. */
export function referenceTo(field: keyof FlagValues, account = ADA): string {
  return inputReference(valueInput(field, account).id);
}

export function ofEitherAccount(options: LaunchOptions): fc.Arbitrary<LaunchOptions> {
  return fc.constantFrom(ADA, GRACE).map((accountId) => ({ ...options, accountId }));
}

/** The text after a plan that wasn't refused. */
export function textAfter(text: string, plan: TextPlan<LaunchRefusal>): string {
  assert.ok(plan.kind !== 'refused', JSON.stringify(plan));
  return plan.kind === 'unchanged' ? text : plan.text;
}

/** What VS Code reads: comments and trailing commas are allowed, other errors aren't. */
export function read(text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parse(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
  assert.deepEqual(
    errors.map(({ error, offset }) => `${printParseErrorCode(error)} at ${offset}`),
    [],
    text,
  );
  return value;
}

/** A text without the whitespace between its tokens; comments stay. */
export function withoutBlanks(text: string): string {
  const scanner = createScanner(text.replace(/^\uFEFF/, ' '));
  const tokens: string[] = [];
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    tokens.push(scanner.getTokenValue().trim());
  }
  return tokens.filter((token) => token !== '').join('\n');
}

/** The new text without everything that was inserted; deleted parts can't be restored. */
export function withoutInsertions(text: string, edits: readonly TextEdit[]): string {
  let rest = text;
  let shift = 0;
  for (const { offset, length, newText } of edits) {
    const start = offset + shift;
    rest = rest.slice(0, start) + rest.slice(start + newText.length);
    shift -= length;
  }
  return rest;
}

type Layout = 'lines' | 'line' | 'hugging';

const comment = fc.constantFrom('', '', '', '/* c */', '// "x": {', '/*\n, ] */', '// ${workspaceFolder}');

/** A comment and the whitespace around it; a `//` must be followed by a line break. */
function trivia(lineBreak: string, indent: string, layout: Layout): fc.Arbitrary<string> {
  const blank = layout === 'lines' ? lineBreak + indent : layout === 'hugging' ? ' ' : '';
  return comment.map((text) => {
    if (text === '') return blank;
    return text.startsWith('//') ? ` ${text}${lineBreak}${indent}` : ` ${text.replaceAll('\n', lineBreak)}${blank}`;
  });
}

const scalar = fc.constantFrom('1', 'true', 'null', '"a"', '"é😀\\u0041"', '"// no comment"', '"}, ]"');

function separated(
  children: readonly string[],
  open: string,
  close: string,
  trails: boolean,
  blanks: readonly string[],
): string {
  const parts = children.map((child, index) => {
    const isLast = index === children.length - 1;
    const comma = isLast && !trails ? '' : ',';
    return `${blanks[index * 2] ?? ''}${child}${comma}`;
  });
  return open + parts.join('') + (blanks[1] ?? '') + close;
}

/** An array or object with one of many layouts and comments. */
function container(
  children: readonly fc.Arbitrary<string>[],
  brackets: readonly [string, string],
  lineBreak: string,
  indents: readonly [inner: string, outer: string],
): fc.Arbitrary<string> {
  return fc.constantFrom<Layout>('lines', 'lines', 'line', 'hugging').chain((layout) =>
    fc
      .tuple(
        fc.tuple(...children),
        fc.boolean(),
        fc.array(trivia(lineBreak, indents[0], layout), {
          minLength: children.length * 2 + 2,
          maxLength: children.length * 2 + 2,
        }),
        trivia(lineBreak, indents[1], layout),
      )
      .map(([all, trails, blanks, last]) =>
        separated(all, brackets[0], brackets[1], trails && all.length > 0, [blanks[0] ?? '', last, ...blanks.slice(2)]),
      ),
  );
}

const name = fc.constantFrom('Python', 'agoras: publish to instagram', 'Other "quoted"');

function property(key: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(': ', ':', ' : '), value)
    .map(([colon, spelled]) => `${JSON.stringify(key)}${colon}${spelled}`);
}

interface Shape {
  readonly lineBreak: string;
  readonly unit: string;
}

function foreignConfiguration({ lineBreak, unit }: Shape): fc.Arbitrary<string> {
  const properties = [
    property(
      'name',
      name.map((text) => JSON.stringify(text)),
    ),
    property('type', fc.constantFrom('"node"', '"debugpy"')),
    property('x', scalar),
  ];
  return container(properties, ['{', '}'], lineBreak, [unit.repeat(3), unit.repeat(2)]);
}

const foreignInput = fc.constantFrom('{ "id": "mine", "type": "promptString" }', '{"id":"other"}');

function list(item: fc.Arbitrary<string>, shape: Shape, minLength: number): fc.Arbitrary<string> {
  const { lineBreak, unit } = shape;
  return fc.integer({ min: minLength, max: 3 }).chain((length) =>
    container(
      Array.from({ length }, () => item),
      ['[', ']'],
      lineBreak,
      [unit.repeat(2), unit],
    ),
  );
}

/** A launch.json without anything of ours; `minLength` is the minimum number of configurations. */
export function foreignFile(minLength: number): fc.Arbitrary<string> {
  return fc
    .record({ lineBreak: fc.constantFrom('\n', '\r\n'), unit: fc.constantFrom('  ', '    ', '\t', ' ', '') })
    .chain((shape) => {
      const configurations = property('configurations', list(foreignConfiguration(shape), shape, minLength));
      const inputs = property('inputs', list(foreignInput, shape, Math.max(minLength, 1)));
      const version = property('version', fc.constant('"0.2.0"'));
      const compounds = property('compounds', fc.constant('[]'));
      const properties = fc.oneof(
        fc.constant([version, configurations]),
        fc.constant([configurations, inputs, compounds]),
        fc.constant([version, inputs, configurations]),
        ...(minLength > 0 ? [] : [fc.constant([version, compounds]), fc.constant([])]),
      );
      return fc
        .tuple(
          properties.chain((all) => container(all, ['{', '}'], shape.lineBreak, [shape.unit, ''])),
          fc.constantFrom('', '// head\n', '/* head */ ', '\uFEFF'),
          fc.constantFrom('', '\n', '\n// tail', '\r\n'),
        )
        .map(([body, head, tail]) => head + body + tail);
    });
}

/** The keys of our configurations. */
const OUR_KEYS = ['name', 'type', 'request', 'module', 'args', 'console', 'command', 'envFile', 'env'];

const ownValue = fc.oneof(
  fc.constantFrom(
    ...[
      'null',
      '"x"',
      '{}',
      '[]',
      '[1, "publish", /* c */ {}]',
      '{ "PYTHONPATH": "lib" } // c\n',
      '{ "__proto__": {} }',
    ],
    ...['{ "INSTAGRAM_OBJECT_ID": "1", }', '{ /* c */ "STATUS_TEXT": [], "A": "b" }', '["instagram", // c\n "post"]'],
    ...[
      '"debugpy"',
      '"node-terminal"',
      '"agoras.cli"',
      '"agoras instagram post \'"',
      '"cd a && agoras instagram post | b"',
    ],
    ...['["-x", "publish", "-n", "instagram", "-a", "post", "-st", "\u00e9", "-it=1"]', '{ "constructor": "a" }'],
  ),
  fc
    .constantFrom(...ALL_WANTED)
    .chain(({ configuration }) =>
      fc.constantFrom(...Object.values(configuration).map((value) => JSON.stringify(value))),
    ),
);

const separator = fc.constantFrom('', ' ', '\n    ', ' // c\n', '\r\n\t');

/**
 * One of our configurations as it may look after years: any of our keys with any value, or twice, among the person's.
 */
export const agedConfiguration: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...OUR_KEYS, 'env', 'args', 'cwd', '__proto__'), ownValue, separator), {
    maxLength: 8,
  })
  .map((all) => all.map(([key, value, space]) => `${space}"${key}": ${value},`).join(''))
  .map((properties) => `{${properties} "name": ${JSON.stringify(LAUNCH_NAME)} }`);
