// `npm run bench:flow`: the time of the flow beside a bare node-fetch script that makes the least calls for the same
// end, against the same sandbox; and what large files and many accounts cost. Prints tables and writes JSON.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fetch from 'node-fetch';
import { readAccountSummaries } from '../../../src/credentials/accountSummary';
import { flagsFor } from '../../../src/credentials/flags';
import { flagValues, toAccount } from '../../../src/credentials/account';
import { readAccountList } from '../../../src/credentials/accountList';
import { objectIdsOf, prove } from '../../../src/credentials/obtain';
import { PageFeed } from '../../../src/credentials/pageFeed';
import { planDotenv } from '../../../src/destinations/dotenvText';
import { launchConfiguration, launchInputs } from '../../../src/destinations/launchConfiguration';
import { planLaunch } from '../../../src/destinations/launchText';
import { changeFile } from '../../../src/shell/fileChange';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { connectTo, inputs, take, unixNow } from '../../unit/credentials/road';

const LATENCIES_MILLISECONDS = [0, 50, 200];
const RUNS = 9;

interface Times {
  /** From the last input to the list of Pages. */
  readonly list: number;
  /** From the pick of a Page to the written file. */
  readonly write: number;
}

const sandbox = await startSandbox();
const folder = await mkdtemp(join(tmpdir(), 'agoras-bench-'));
const rows: { latency: number; ours: Times; bare: Times }[] = [];
for (const latency of LATENCIES_MILLISECONDS) {
  const fault = latency === 0 ? undefined : sandbox.fault({ on: /./, kind: 'delay', ms: latency });
  const ours: Times[] = [];
  const bare: Times[] = [];
  // In turn, so that whatever else the machine does strikes both.
  for (let run = 0; run <= RUNS; run++) {
    ours.push(await runOurs(sandbox, join(folder, `ours-${run}.env`)));
    bare.push(await runBare(sandbox, join(folder, `bare-${run}.env`)));
  }
  fault?.remove();
  // The first of each warms up.
  rows.push({ latency, ours: medians(ours.slice(1)), bare: medians(bare.slice(1)) });
}
await rm(folder, { recursive: true });
await sandbox.close();

console.log('latency | to the list: ours, bare, overhead | to the file: ours, bare, overhead   (ms, medians)');
for (const { latency, ours, bare } of rows) {
  const cells = (['list', 'write'] as const).map(
    (part) => `${ours[part].toFixed(1)}, ${bare[part].toFixed(1)}, ${(ours[part] - bare[part]).toFixed(1)}`,
  );
  console.log(`${String(latency).padStart(7)} | ${cells.join(' | ')}`);
}
const scale = measureScale();
for (const [what, milliseconds] of Object.entries(scale)) {
  console.log(`${milliseconds.toFixed(1).padStart(8)} ms  ${what}`);
}
await writeFile(join('out', 'bench-flow.json'), `${JSON.stringify({ rows, scale }, undefined, 2)}\n`);
process.exit(0);

async function runOurs(graph: Sandbox, file: string): Promise<Times> {
  const { id: appId, secret: appSecret } = graph.apps.demo;
  const given = inputs({ appId, appSecret, token: graph.shortLivedToken('grace') });
  const connect = connectTo(graph.url);
  const start = performance.now();
  const feed = new PageFeed(connect, given, unixNow);
  const [page] = take(await feed.next());
  const list = performance.now() - start;
  if (page === undefined || feed.user === undefined || feed.access === undefined) throw new Error('There is no Page.');
  const [objectId] = objectIdsOf(page);
  if (objectId === undefined) throw new Error('There is no object ID.');
  const picked = performance.now();
  const api = connect(given.app, () => undefined);
  const choice = { user: feed.user, page, objectId };
  const proven = take(await prove(api, given.app, feed.access, choice, unixNow(), new AbortController().signal));
  const { record, secrets } = toAccount(proven, unixNow());
  const entries = flagsFor('1.x', flagValues(record, secrets)).map(({ environment, value }) => ({
    key: environment,
    value: typeof value === 'string' ? value : value.reveal(),
  }));
  take(await changeFile(file, (text) => planDotenv(text, entries, 'Written by Agoras Credentials'), 0o600));
  return { list, write: performance.now() - picked };
}

/** The least that leads to the same end: the same calls, no proof of the secret, no checks, a plain write. */
async function runBare(graph: Sandbox, file: string): Promise<Times> {
  const { id, secret } = graph.apps.demo;
  const token = graph.shortLivedToken('grace');
  const base = `${graph.url}/v25.0`;
  const json = async (url: string, init?: Parameters<typeof fetch>[1]) =>
    (await (await fetch(url, init)).json()) as Record<string, unknown>;
  const debug = (inspected: string) =>
    json(
      `${base}/debug_token?${new URLSearchParams({ input_token: inspected, access_token: `${id}|${secret}` }).toString()}`,
    );
  const start = performance.now();
  const [, exchanged] = await Promise.all([
    debug(token),
    json(`${base}/oauth/access_token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'fb_exchange_token',
        client_id: id,
        client_secret: secret,
        fb_exchange_token: token,
      }),
    }),
  ]);
  const fields = 'id,name,accounts.limit(100){id,name,access_token,tasks,instagram_business_account{id,username}}';
  const headers = { authorization: `Bearer ${String(exchanged['access_token'])}` };
  const me = await json(`${base}/me?${new URLSearchParams({ fields }).toString()}`, { headers });
  const list = performance.now() - start;
  const page = (me['accounts'] as { data: { access_token: string; instagram_business_account: { id: string } }[] })
    .data[0];
  if (page === undefined) throw new Error('There is no Page.');
  const picked = performance.now();
  const instagram = page.instagram_business_account.id;
  await Promise.all([
    debug(page.access_token),
    json(`${base}/${instagram}/content_publishing_limit?fields=config,quota_usage`, {
      headers: { authorization: `Bearer ${page.access_token}` },
    }),
  ]);
  await writeFile(file, `INSTAGRAM_ACCESS_TOKEN=${page.access_token}\nINSTAGRAM_OBJECT_ID=${instagram}\n`);
  return { list, write: performance.now() - picked };
}

function medians(times: readonly Times[]): Times {
  const middle = (values: number[]) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
  return { list: middle(times.map(({ list }) => list)), write: middle(times.map(({ write }) => write)) };
}

function measureScale(): Record<string, number> {
  const configurations = Array.from({ length: 5000 }, (_, index) => ({
    name: `c${index}`,
    type: 'node',
    request: 'launch',
  }));
  const launch = JSON.stringify({ version: '0.2.0', configurations }, undefined, 2);
  const wanted = {
    configuration: launchConfiguration({ version: '1.x', debugger: 'debugpy', source: { kind: 'commands' } }),
    inputs: launchInputs({ text: 'Text', imageUrl: 'Image' }),
  };
  const account = (index: number) => ({
    id: `1.${index}`,
    app: { id: '1' },
    user: { id: '2', name: 'Ada' },
    page: { id: String(index), name: `Page ${index}` },
    objectId: { kind: 'page', id: String(index) },
    expiresAt: 'never',
    obtainedAt: index,
    lastCheck: { at: index, valid: true },
    written: [],
  });
  const stored = { version: 1, accounts: Array.from({ length: 500 }, (_, index) => account(index + 10)) };
  return {
    'launch.json of 5,000 configurations: one added': timed(() =>
      planLaunch(launch, wanted, { indent: '  ', lineBreak: '\n' }, 'launch.json'),
    ),
    '500 stored accounts, as start-up reads them': timed(() => readAccountSummaries(stored)),
    '500 stored accounts, as the schema reads them': timed(() => readAccountList(stored)),
  };
}

function timed(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((one, other) => one - other)[2] ?? NaN;
}
