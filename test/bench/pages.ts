// How long an agency with 10,000 Pages waits, and what its list costs.
import { startSandbox } from '../sandbox/sandbox';
import { holdManyPages } from '../unit/credentials/manyPages';
import { startFeed, take } from '../unit/credentials/obtainFlow';
import type { Row } from './report';
import { timeInTurn } from './timing';

const LATENCY_MILLISECONDS = 200;
const ROUNDS = 5;
const MOST_ROUND_TRIPS = 2;
const MOST_MEGABYTES = 30;

export async function measurePages(): Promise<readonly Row[]> {
  const first = await measureFirstPage();
  const { pages, bytes } = await holdManyPages();
  return [
    {
      what: '10,000 Pages: the first can be picked after so many round trips',
      // Rounded down to whole round trips: the rest is other work.
      measured: Math.floor(first / LATENCY_MILLISECONDS),
      unit: '',
      bar: { atMost: MOST_ROUND_TRIPS },
    },
    { what: `10,000 Pages: to the first, with a latency of ${LATENCY_MILLISECONDS} ms`, measured: first, unit: 'ms' },
    {
      what: `${pages} Pages held in memory`,
      measured: bytes / 1024 / 1024,
      unit: 'MB',
      bar: { atMost: MOST_MEGABYTES },
    },
  ];
}

async function measureFirstPage(): Promise<number> {
  const sandbox = await startSandbox();
  sandbox.fault({ on: /./, kind: 'delay', ms: LATENCY_MILLISECONDS });
  const first = async () => {
    const loader = startFeed(sandbox, sandbox.shortLivedToken('agency'));
    const [page] = take(await loader.next());
    if (page === undefined) throw new Error('There is no Page.');
    loader.stop();
  };
  const times = await timeInTurn({ first }, ROUNDS);
  await sandbox.close();
  return times.first;
}
