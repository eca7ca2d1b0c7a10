// What the extension does in an idle window, from one check of a token to just before the next.
import { setImmediate as settle } from 'node:timers/promises';
import { accountFor } from '../account';
import { openIdleWindow, type Timer } from './idleWindow';
import type { Row } from './report';

const HOURS = 23;
const HOUR_MILLISECONDS = 3_600_000;
/** One check after the start of the window, and one every hour. */
const MOST_TIMERS = 2;
const MOST_WAKE_UPS = HOURS + 1;

export async function measureIdle(): Promise<readonly Row[]> {
  const start = Date.now();
  const { record, secrets } = accountFor('2');
  const now = Math.floor(start / 1000);
  const checkedNow = { ...record, dataAccessExpiresAt: undefined, lastCheck: { at: now, valid: true } };
  const window = openIdleWindow([{ record: checkedNow, secrets }], start);
  const run = async (timers: readonly Timer[]): Promise<number> => {
    let wakeUps = 0;
    for (const { callback, milliseconds, repeats } of timers) {
      const times = repeats ? Math.round(HOUR_MILLISECONDS / milliseconds) : 1;
      for (let time = 0; time < times; time++) {
        callback();
        // Everything that it waits for is simulated, and answers at once.
        await settle();
      }
      wakeUps += times;
    }
    return wakeUps;
  };
  await settle();
  const first = window.timers.filter(({ repeats }) => !repeats);
  const hourly = window.timers.filter(({ repeats }) => repeats);
  let wakeUps = await run(first);
  for (let hour = 1; hour <= HOURS; hour++) {
    window.setTime(start + hour * HOUR_MILLISECONDS);
    wakeUps += await run(hourly);
  }
  return [
    { what: 'idle: timers', measured: window.timers.length, unit: '', bar: { atMost: MOST_TIMERS } },
    { what: `idle: wake-ups in ${HOURS} hours`, measured: wakeUps, unit: '', bar: { atMost: MOST_WAKE_UPS } },
    {
      what: `idle: calls of the network in ${HOURS} hours`,
      measured: window.networkCalls(),
      unit: '',
      bar: { atMost: 0 },
    },
  ];
}
