// What the extension does in a window in which nobody does anything, from one check of a token to just before the next.
import { openIdleWindow, type Timer } from './idleWindow';
import { accountOf } from './launch';
import type { Row } from './report';

const HOURS = 23;
const HOUR_MILLISECONDS = 3_600_000;
/** One look after the start of the window, and one every hour. */
const MOST_TIMERS = 2;
const MOST_WAKE_UPS = HOURS + 1;

export function measureIdle(): Promise<readonly Row[]> {
  const start = Date.now();
  const checkedNow = { ...accountOf(10), lastCheck: { at: Math.floor(start / 1000), valid: true } };
  const window = openIdleWindow([checkedNow], start);
  const run = ({ callback, milliseconds, repeats }: Timer): number => {
    const times = repeats ? Math.round(HOUR_MILLISECONDS / milliseconds) : 1;
    for (let time = 0; time < times; time++) callback();
    return times;
  };
  const first = window.timers.filter(({ repeats }) => !repeats);
  const hourly = window.timers.filter(({ repeats }) => repeats);
  let wakeUps = sum(first.map(run));
  for (let hour = 1; hour <= HOURS; hour++) {
    window.setTime(start + hour * HOUR_MILLISECONDS);
    wakeUps += sum(hourly.map(run));
  }
  return Promise.resolve([
    { what: 'idle: timers', measured: window.timers.length, unit: '', bar: { atMost: MOST_TIMERS } },
    { what: `idle: wake-ups in ${HOURS} hours`, measured: wakeUps, unit: '', bar: { atMost: MOST_WAKE_UPS } },
    {
      what: `idle: roads to the network taken in ${HOURS} hours`,
      measured: window.networkRoads(),
      unit: '',
      bar: { atMost: 0 },
    },
  ]);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
