import assert from 'node:assert/strict';
import { parse as parseJson, type ParseError } from 'jsonc-parser';
import { parse as parseYaml } from 'yaml';
import { AGORAS_VERSIONS } from '../../../../src/agoras/target';
import { Secret } from '../../../../src/base/secret';
import { findIn } from '../../../../src/findings/findIn';
import { KnownValues } from '../../../../src/findings/knownValues';
import { ACCOUNT, ACCOUNT_SECRETS, NOW } from '../../../account';
import { PUBLIC_SHAPES } from './shapes';

const STORED = { record: ACCOUNT, secrets: { ...ACCOUNT_SECRETS, appSecret: new Secret('appSecret', 'a'.repeat(32)) } };
const GIT_STATES = ['tracked', 'notIgnored', 'hidden', 'unknown'] as const;
const kinds = ['dotenv', 'launch', 'tasks', 'workflow', 'script'] as const;

describe('Files without Agoras, as public projects have them', () => {
  for (const kind of kinds) {
    const texts = PUBLIC_SHAPES[kind];
    it(`have no finding: ${String(texts.length)} of the kind ${kind}`, () => {
      const found = texts.flatMap((text) =>
        [undefined, ...AGORAS_VERSIONS].flatMap((version) =>
          GIT_STATES.flatMap((git) => {
            const context = { version, known: new KnownValues([STORED]), now: NOW, warnDays: 7 };
            return findIn(kind, text, context, git).map(({ fault }) => `${JSON.stringify(fault)} in ${text}`);
          }),
        ),
      );
      assert.deepEqual(found, []);
    });
  }

  it('are three hundred different ones, each as its readers take it', () => {
    const all = kinds.flatMap((kind) => PUBLIC_SHAPES[kind]);
    assert.ok(new Set(all).size >= 300, String(new Set(all).size));
    for (const text of [...PUBLIC_SHAPES.launch, ...PUBLIC_SHAPES.tasks]) {
      const errors: ParseError[] = [];
      parseJson(text, errors, { allowTrailingComma: true });
      assert.deepEqual(errors, []);
    }
    for (const text of PUBLIC_SHAPES.workflow) {
      assert.ok(Array.isArray((parseYaml(text) as { jobs: { build: { steps: unknown } } }).jobs.build.steps));
    }
  });
});
