import assert from 'node:assert/strict';
import { parse as parseDotenv } from 'dotenv';
import fc from 'fast-check';
import { maskDotenv } from '../../src/edits/dotenv/dotenvMask';
import { planDotenv, planDotenvRemoval, readDotenvValue } from '../../src/edits/dotenv/dotenvPlan';
import type { WantedLaunch } from '../../src/edits/json/wantedLaunch';
import { planLaunch, planLaunchRemoval, type LaunchFileKind } from '../../src/edits/json/launchPlan';
import { applyEdits, type TextPlan } from '../../src/edits/textPlan';
import { brokenFile, COMMENT, entries, OUR_KEYS, wildFile } from '../unit/edits/dotenv/dotenvFiles';
import { agedConfiguration, ALL_WANTED, foreignFile, FORMAT, read, textAfter } from '../unit/edits/json/launchFiles';
import { altered, deepText, mutated, oddText, oddValue, spelled, wideText } from './fragments';
import { fuzzTarget } from './target';

/** The text that a plan results in; its edits must give the same text and leave the rest unchanged. */
function carriedOut(text: string, plan: Exclude<TextPlan<unknown>, { kind: 'refused' }>): string {
  if (plan.kind === 'unchanged') return text;
  if (plan.kind === 'create') return plan.text;
  assert.equal(applyEdits(text, plan.edits), plan.text);
  return plan.text;
}

/** The names by which our configurations are found again. */
const OUR_NAMES: ReadonlySet<unknown> = new Set(ALL_WANTED.map(({ configuration }) => configuration.name));

const SECRET = `EAA${'c4n4ry'.repeat(8)}`;

const secretLine = fc
  .tuple(
    fc.constantFrom('', '# ', 'export '),
    fc.constantFrom('OTHER', ...OUR_KEYS),
    fc.constantFrom('"', "'", '', '`'),
  )
  .map(([start, key, quote]) => `${start}${key}=${quote}${SECRET}${quote}\n`);

const dotenvText = fc.oneof(
  { arbitrary: mutated(fc.oneof(wildFile, brokenFile)), weight: 12 },
  {
    arbitrary: fc.array(fc.oneof(brokenFile, oddText, secretLine), { maxLength: 4 }).map((all) => all.join('')),
    weight: 6,
  },
);

const dotenvEntries = fc.oneof(
  { arbitrary: entries, weight: 3 },
  {
    arbitrary: fc
      .tuple(oddText, oddText)
      .map((values) => OUR_KEYS.map((key, at) => ({ key, value: values[at] ?? '' }))),
    weight: 1,
  },
);

export const dotenvTarget = fuzzTarget(
  'the editor of .env files',
  fc.record({ text: dotenvText, wanted: dotenvEntries }),
  ({ text, wanted }) => {
    assert.ok(!maskDotenv(text, new Set()).includes(SECRET));
    const plan = planDotenv(text, wanted, COMMENT);
    if (plan.kind === 'refused') {
      planDotenvRemoval(text, wanted, COMMENT);
      return;
    }
    const after = carriedOut(text, plan);
    assert.deepEqual(planDotenv(after, wanted, COMMENT), { kind: 'unchanged' });
    for (const { key, value } of wanted) assert.equal(readDotenvValue(after, key), value);
    assertSameOthers(after, text);
    assert.ok(!maskDotenv(after, new Set(), text).includes(SECRET));

    const removal = planDotenvRemoval(after, wanted, COMMENT);
    if (removal.kind === 'refused') return;
    const cleared = carriedOut(after, removal);
    assertSameOthers(cleared, text);
    for (const { key } of wanted) assert.equal(readDotenvValue(cleared, key), undefined);
    assert.deepEqual(planDotenvRemoval(cleared, wanted, COMMENT), { kind: 'unchanged' });
  },
);

/** npm dotenv's view of the person's own variables; it takes minutes for a megabyte of spaces. */
function assertSameOthers(text: string, before: string): void {
  if (text.length + before.length > 40_000) return;
  assert.deepEqual(others(text), others(before));
}

function others(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(parseDotenv(text)).filter(([key]) => !OUR_KEYS.some((our) => our === key)));
}

interface LaunchInput {
  readonly text: string;
  readonly wanted: WantedLaunch;
  readonly at: LaunchFileKind;
}

const sample = {
  version: '0.2.0',
  configurations: [
    { name: 'Python', type: 'debugpy' },
    { name: 'Agoras: publish to Instagram', type: 'debugpy', args: ['instagram'], env: { A: 'b' } },
  ],
  inputs: [{ id: 'agorasText', type: 'promptString' }],
  compounds: [],
};

const launchText = fc.oneof(
  { arbitrary: mutated(foreignFile(0)), weight: 6 },
  { arbitrary: mutated(agedConfiguration.map((aged) => `{ "configurations": [${aged}] }`)), weight: 6 },
  { arbitrary: spelled(altered(sample)), weight: 6 },
  { arbitrary: spelled(altered({ folders: [], launch: sample })), weight: 6 },
  { arbitrary: fc.oneof(oddText, spelled(oddValue)), weight: 3 },
  { arbitrary: deepText, weight: 1 },
  {
    arbitrary: fc.oneof(deepText, wideText).map((odd) => `{ "x": ${odd}, "configurations": [] }`),
    weight: 2,
  },
  { arbitrary: wideText.map((wide) => `{ "configurations": ${wide} }`), weight: 1 },
);

const launchInputs: fc.Arbitrary<LaunchInput> = fc.record({
  text: launchText,
  wanted: fc.constantFrom(...ALL_WANTED),
  at: fc.constantFrom('launch.json', 'code-workspace'),
});

export const launchTarget = fuzzTarget('the editor of launch.json', launchInputs, ({ text, wanted, at }) => {
  const plan = planLaunch(text, wanted, FORMAT, at);
  if (plan.kind === 'refused') {
    planLaunchRemoval(text, wanted, at);
    return;
  }
  const after = carriedOut(text, plan);
  read(after);
  assert.ok(after.includes(wanted.configuration.name));
  assert.deepEqual(planLaunch(after, wanted, FORMAT, at), { kind: 'unchanged' });
  const before = foreign(text, at);
  if (before !== undefined) assert.deepEqual(foreign(after, at), before);

  const removal = planLaunchRemoval(after, wanted, at);
  if (removal.kind === 'refused') {
    assert.equal(removal.reason.kind, 'changed');
    return;
  }
  const cleared = carriedOut(after, removal);
  if (before !== undefined) assert.deepEqual(foreign(cleared, at), before);
  assert.equal(textAfter(cleared, planLaunchRemoval(cleared, wanted, at)), cleared);
});

/** The parts of a file without comments that aren't ours, as JavaScript reads them. */
function foreign(text: string, at: LaunchFileKind): unknown {
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/^\uFEFF/, '') || '{}');
  } catch {
    return undefined;
  }
  const { launch, ...besides } = partsOf(root);
  const { configurations, inputs, version, ...rest } = partsOf(at === 'launch.json' ? root : launch);
  return {
    besides: at === 'launch.json' ? {} : besides,
    rest,
    configurations: listOf(configurations).filter((one) => !OUR_NAMES.has(partsOf(one)['name'])),
    inputs: listOf(inputs).filter((one) => !isOurInput(partsOf(one)['id'])),
    // An empty object gets a version.
    version: version === '0.2.0' ? undefined : version,
  };
}

/** An ID may be something other than a string, or even a value that can't be converted to one. */
function isOurInput(id: unknown): boolean {
  return typeof id === 'string' && id.startsWith('agoras');
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
