// The duration of the flow, compared with a bare node-fetch script that makes only the necessary calls to the same
// sandbox: the difference isn't caused by the network.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flagValues } from '../../src/credentials/account';
import { toAccount, objectIdsOf, prove } from '../../src/credentials/obtain';
import { flagsFor } from '../../src/agoras/flags';
import { DEFAULT_NETWORKS } from '../../src/agoras/target';
import { PageLoader } from '../../src/credentials/pageLoader';
import { planDotenv } from '../../src/edits/dotenv/dotenvPlan';
import { changeFile } from '../../src/vscode/files/fileChange';
import { startSandbox, type Sandbox } from '../sandbox/sandbox';
import { connectTo, inputs, take, unixNow } from '../unit/credentials/obtainFlow';
import { walkBare, type FlowTimes } from './bareFlow';
import type { Row } from './report';
import { median } from './timing';

const LATENCIES_MILLISECONDS = [0, 50, 200];
const ROUNDS = 9;
/** The checks, the lock and flushing the file take a little time, and each call a little more. */
const MOST_ADDED = { part: 0.05, milliseconds: 15 };
/** The limit applies at a latency like that of Facebook. */
const BAR_AT_MILLISECONDS = 200;

export async function measureFlow(): Promise<readonly Row[]> {
  const sandbox = await startSandbox();
  const folder = await mkdtemp(join(tmpdir(), 'agoras-bench-'));
  try {
    const rows: Row[] = [];
    for (const latency of LATENCIES_MILLISECONDS) rows.push(...(await measureAt(latency, sandbox, folder)));
    return rows;
  } finally {
    await rm(folder, { recursive: true });
    await sandbox.close();
  }
}

async function measureAt(latency: number, sandbox: Sandbox, folder: string): Promise<readonly Row[]> {
  const fault = latency === 0 ? undefined : sandbox.fault({ on: /./, kind: 'delay', ms: latency });
  const ours: FlowTimes[] = [];
  const bare: FlowTimes[] = [];
  // Alternating, so that other load on the machine affects both; the first round of each is a warm-up.
  for (let round = 0; round <= ROUNDS; round++) {
    ours.push(await walkOurs(sandbox, join(folder, `ours-${latency}-${round}.env`)));
    bare.push(await walkBare(sandbox, join(folder, `bare-${latency}-${round}.env`)));
  }
  fault?.remove();
  const wholeOf = (walks: readonly FlowTimes[]) => median(walks.slice(1).map(({ list, write }) => list + write));
  const whole = wholeOf(ours);
  const least = wholeOf(bare);
  const what = `flow with a latency of ${latency} ms`;
  return [
    {
      what: `${what}: from the last input to the list`,
      measured: median(ours.slice(1).map(({ list }) => list)),
      unit: 'ms',
    },
    {
      what: `${what}: from the Page to the file`,
      measured: median(ours.slice(1).map(({ write }) => write)),
      unit: 'ms',
    },
    {
      what: `${what}: more than the bare calls`,
      measured: whole - least,
      unit: 'ms',
      ...(latency === BAR_AT_MILLISECONDS
        ? { bar: { atMost: MOST_ADDED.part * least + MOST_ADDED.milliseconds } }
        : {}),
    },
  ];
}

async function walkOurs(graph: Sandbox, file: string): Promise<FlowTimes> {
  const { id: appId, secret: appSecret } = graph.apps.demo;
  const given = inputs({ appId, appSecret, token: graph.shortLivedToken('grace') });
  const connect = connectTo(graph.url);
  const start = performance.now();
  const loader = new PageLoader(connect, given, unixNow);
  const [page] = take(await loader.next());
  const list = performance.now() - start;
  if (page === undefined || loader.user === undefined || loader.access === undefined) {
    throw new Error('There is no Page.');
  }
  const [objectId] = objectIdsOf(page);
  if (objectId === undefined) throw new Error('There is no object ID.');
  const picked = performance.now();
  const api = connect(given.app, () => undefined);
  const choice = { user: loader.user, page, objectId };
  const target = { version: '1.x' as const, networks: DEFAULT_NETWORKS };
  const proven = take(
    await prove(api, given.app, loader.access, choice, [target], unixNow(), new AbortController().signal),
  );
  const account = toAccount(proven, unixNow());
  const entries = flagsFor(target, flagValues(account, '1.x')).map(({ environment, value }) => ({
    key: environment,
    value: typeof value === 'string' ? value : value.reveal(),
  }));
  take(
    await changeFile(file, (text) => planDotenv(text, entries, 'Written by Agoras Credentials'), {
      mode: 0o600,
    }),
  );
  return { list, write: performance.now() - picked };
}
