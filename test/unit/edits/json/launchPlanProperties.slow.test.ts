import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readJsonDocument } from '../../../../src/edits/json/jsonDocument';
import { planLaunch, planLaunchRemoval } from '../../../../src/edits/json/launchPlan';
import { applyEdits } from '../../../../src/edits/textPlan';
import { runs } from '../../runs';
import {
  agedConfiguration,
  ALL_WANTED,
  DEBUGGERS,
  foreignFile,
  FORMAT,
  ofEitherAccount,
  optionsFor,
  read,
  textAfter,
  wantedFor,
  withoutBlanks,
  withoutInsertions,
} from './launchFiles';

const wanted = fc.constantFrom(...ALL_WANTED);

/** The indentation that the editor detects in the file. */
function indentOf(text: string): string | undefined {
  const document = readJsonDocument(text, FORMAT);
  return document.ok ? document.value.format.indent : undefined;
}

describe('Whatever a launch.json holds, setting our configuration in it', () => {
  it('only puts text in: without that, the file is what it was, byte for byte', () => {
    fc.assert(
      fc.property(foreignFile(0), wanted, (text, launch) => {
        const plan = planLaunch(text, launch, FORMAT, 'launch.json');
        assert.ok(plan.kind === 'rewrite', JSON.stringify(plan));
        assert.equal(applyEdits(text, plan.edits), plan.text);
        assert.equal(withoutInsertions(plan.text, plan.edits), text);
        read(plan.text);
      }),
      { numRuns: runs(1000) },
    );
  }).timeout(20_000);

  it('and taking it out again leaves no trace in a file that has configurations', () => {
    fc.assert(
      fc.property(foreignFile(1), wanted, (text, launch) => {
        const after = textAfter(text, planLaunch(text, launch, FORMAT, 'launch.json'));
        assert.equal(textAfter(after, planLaunchRemoval(after, launch, 'launch.json')), text);
      }),
      { numRuns: runs(1000) },
    );
  }).timeout(20_000);

  for (const debug of DEBUGGERS) {
    it(`and switching to another one for ${debug}, over and over, is the same as setting that one at once`, () => {
      const options = fc
        .constantFrom(...optionsFor(debug))
        .chain(ofEitherAccount)
        .map(wantedFor);
      const switches = fc.array(options, { minLength: 1, maxLength: 4 });
      fc.assert(
        fc.property(foreignFile(0), switches, options, (text, before, last) => {
          let switched = text;
          for (const launch of [...before, last]) {
            switched = textAfter(switched, planLaunch(switched, launch, FORMAT, 'launch.json'));
          }
          const atOnce = textAfter(text, planLaunch(text, last, FORMAT, 'launch.json'));
          assert.equal(withoutBlanks(switched), withoutBlanks(atOnce));
          // If our text is the first indented part of the file, the next edit uses its indentation.
          const isIndentKept = indentOf(text) === indentOf(atOnce);
          if (isIndentKept && /"request": "launch",[\r\n]/.test(atOnce)) assert.equal(switched, atOnce);
        }),
        { numRuns: runs(500) },
      );
    }).timeout(20_000);
  }

  it('works in the same way below `launch` of a workspace file', () => {
    fc.assert(
      fc.property(foreignFile(1), wanted, (text, launch) => {
        const nested = `{\n  "folders": [],\n  "launch": ${text.replace('\uFEFF', '').trim()}\n}`;
        const plan = planLaunch(nested, launch, FORMAT, 'code-workspace');
        assert.ok(plan.kind === 'rewrite', JSON.stringify(plan));
        assert.equal(withoutInsertions(plan.text, plan.edits), nested);
        assert.equal(textAfter(plan.text, planLaunchRemoval(plan.text, launch, 'code-workspace')), nested);
      }),
      { numRuns: runs(500) },
    );
  }).timeout(20_000);

  it('brings a configuration of ours in any state up to date, keeps what is not ours, and twice is once', () => {
    const file = fc
      .array(fc.oneof(agedConfiguration, fc.constant('{ "name": "a" }')), { minLength: 1, maxLength: 3 })
      .map((all) => `{ "configurations": [${all.join(', // c\n')}] }`);
    fc.assert(
      fc.property(file, wanted, (text, launch) => {
        const once = textAfter(text, planLaunch(text, launch, FORMAT, 'launch.json'));
        read(once);
        assert.deepEqual(planLaunch(once, launch, FORMAT, 'launch.json'), { kind: 'unchanged' });
        assert.equal(once.split('"cwd"').length, text.split('"cwd"').length);
        planLaunchRemoval(once, launch, 'launch.json');
      }),
      { numRuns: runs(2000) },
    );
  }).timeout(20_000);
});
