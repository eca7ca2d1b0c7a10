// A launch configuration before and after an update, for all tests of updates.
import assert from 'node:assert/strict';
import type { LaunchOptions } from '../../../src/agoras/launchConfiguration';
import { planLaunch } from '../../../src/edits/json/launchPlan';
import { VALUE_FIELDS } from '../../../src/agoras/flags';
import { fieldsAskedBy, valueInput } from '../../../src/agoras/valueReferences';
import { ADA, FORMAT, read, textAfter, wantedFor } from '../edits/json/launchFiles';

const HEAD = '{ "configurations": [';
const QUESTIONS = '], "inputs": [{ "id": "agorasText" }, { "id": "agorasImageUrl" }';
const TAIL = `${QUESTIONS}] }`;
export const NAME = '"name": "Agoras: publish to Instagram"';

/** The text of a configuration after an update. */
export function updated(configuration: string, changed: Partial<LaunchOptions> = {}): string {
  const text = HEAD + configuration + TAIL;
  const after = textAfter(text, planLaunch(text, wantedFor(changed), FORMAT, 'launch.json'));
  assert.deepEqual(
    planLaunch(after, wantedFor(changed), FORMAT, 'launch.json'),
    { kind: 'unchanged' },
    'twice is once',
  );
  const end = after.indexOf(QUESTIONS);
  assert.ok(after.startsWith(HEAD) && end !== -1, after);
  const { configurations, inputs } = read(after) as { configurations: unknown; inputs: { id: string }[] };
  const asked = fieldsAskedBy(
    configurations,
    VALUE_FIELDS.map((field) => valueInput(field, ADA)),
  );
  const needed = VALUE_FIELDS.filter((one) => asked.some(({ field }) => field === one));
  assert.deepEqual(
    inputs.slice(2),
    needed.map((field) => valueInput(field, ADA)),
    'just the inputs that it needs',
  );
  return after.slice(HEAD.length, end);
}

export type Case = readonly [what: string, before: string, options: Partial<LaunchOptions>, after: string];

export function itEach(cases: readonly Case[]): void {
  for (const [what, before, options, after] of cases) {
    it(what, () => {
      assert.equal(updated(before, options), after);
    });
  }
}

export const ACCESS_TOKEN = '"INSTAGRAM_ACCESS_TOKEN": "${input:agoras.accessToken.1.2}"';
export const OBJECT_ID = '"INSTAGRAM_OBJECT_ID": "${input:agoras.objectId.1.2}"';
export const OF_3X = [
  OBJECT_ID,
  '"INSTAGRAM_CLIENT_ID": "${input:agoras.clientId.1.2}"',
  '"INSTAGRAM_CLIENT_SECRET": "${input:agoras.clientSecret.1.2}"',
  '"INSTAGRAM_REFRESH_TOKEN": "${input:agoras.refreshToken.1.2}"',
] as const;
/** The same on one line. */
export const IN_LINE = OF_3X.map((variable) => variable.replace(': ', ':')).join(',');
