// The cost of a large launch.json and of many stored accounts, compared with a library that only parses them.
import { parseTree } from 'jsonc-parser';
import { DEFAULT_NETWORKS } from '../../src/agoras/target';
import { wantedLaunch } from '../../src/agoras/launchConfiguration';
import { readStoredAccounts, writeStoredAccounts } from '../../src/credentials/storedAccounts';
import { planLaunch } from '../../src/edits/json/launchPlan';
import type { TextPlan } from '../../src/edits/textPlan';
import { accountFor } from '../account';
import type { Row } from './report';
import { onProcessor, timeInTurn } from './timing';

const CONFIGURATIONS = 5000;
const ACCOUNTS = 500;
const ROUNDS = 9;

/** Not noticeable next to the question that precedes it. */
const MOST_MILLISECONDS = 250;
/** For four times as many configurations: a quadratic algorithm would take sixteen times as long. */
const LARGEST_GROWTH = 8;
/** Checking the parsed accounts may take at most as long as parsing them. */
const MOST_OF_PARSING_ACCOUNTS = 2;

export async function measureLaunch(): Promise<readonly Row[]> {
  const large = launchOf(CONFIGURATIONS);
  const quarter = launchOf(CONFIGURATIONS / 4);
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => accountFor(String(index)));
  const stored = writeStoredAccounts({ revision: 1, accounts, unreadable: [] });
  const times = await timeInTurn(
    {
      plan: onProcessor(() => planFor(large)),
      quarterPlan: onProcessor(() => planFor(quarter)),
      parse: onProcessor(() => parseTree(large)),
      accounts: () => readStoredAccounts(stored),
      parseAccounts: (): unknown => JSON.parse(stored),
    },
    ROUNDS,
  );
  const what = `launch.json of ${CONFIGURATIONS} configurations`;
  const ratio = (measured: number, atMost: number) => ({ measured, unit: '×', bar: { atMost } }) as const;
  return [
    {
      what: `${what}: one added, on the processor`,
      measured: times.plan,
      unit: 'ms',
      bar: { atMost: MOST_MILLISECONDS },
    },
    { what: `${what}: as many times one parse of jsonc-parser`, measured: times.plan / times.parse, unit: '×' },
    { what: 'launch.json: four times the configurations', ...ratio(times.plan / times.quarterPlan, LARGEST_GROWTH) },
    { what: `${ACCOUNTS} accounts, as start-up reads them`, measured: times.accounts, unit: 'ms' },
    {
      what: `${ACCOUNTS} accounts at start-up: as many times JSON.parse`,
      ...ratio(times.accounts / times.parseAccounts, MOST_OF_PARSING_ACCOUNTS),
    },
  ];
}

function launchOf(count: number): string {
  const configurations = Array.from({ length: count }, (_, index) => ({
    name: `c${index}`,
    type: 'node',
    request: 'launch',
  }));
  return JSON.stringify({ version: '0.2.0', configurations }, undefined, 2);
}

function planFor(text: string): TextPlan<unknown> {
  const wanted = wantedLaunch(
    {
      version: '1.x',
      networks: DEFAULT_NETWORKS,
      debugger: 'debugpy',
      shell: 'posix',
      readsFlagsOnly: false,
      accountId: '1.2',
      source: { kind: 'commands' },
    },
    { text: 'Text', imageUrl: 'Image' },
  );
  const planned = planLaunch(text, wanted, { indent: '  ', lineBreak: '\n' }, 'launch.json');
  if (planned.kind !== 'rewrite') throw new Error(`The plan was ${planned.kind}.`);
  return planned;
}
