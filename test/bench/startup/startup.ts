// The startup compared with two of VS Code's own extensions: one that does almost nothing, and a useful one.
import type { Row } from '../report';
import { measureWindows, WINDOWS } from './measure';

const MOST_OF_DEBUG_AUTO_LAUNCH = 2;
const MOST_OF_GITHUB_AUTHENTICATION = 0.25;

export async function measureStartup(): Promise<readonly Row[]> {
  const { ours, debugAutoLaunch, githubAuthentication } = await measureWindows();
  const ratio = (measured: number, atMost: number) => ({ measured, unit: '×', bar: { atMost } }) as const;
  return [
    { what: `start-up, median of ${WINDOWS} windows: load`, measured: ours.load, unit: 'ms' },
    { what: 'start-up: activate', measured: ours.activate, unit: 'ms' },
    { what: 'start-up: both', measured: ours.total, unit: 'ms' },
    { what: 'start-up: debug-auto-launch', measured: debugAutoLaunch.total, unit: 'ms' },
    { what: 'start-up: github-authentication', measured: githubAuthentication.total, unit: 'ms' },
    {
      what: 'start-up: as many times debug-auto-launch',
      ...ratio(ours.total / debugAutoLaunch.total, MOST_OF_DEBUG_AUTO_LAUNCH),
    },
    {
      what: 'start-up: as many times github-authentication',
      ...ratio(ours.total / githubAuthentication.total, MOST_OF_GITHUB_AUTHENTICATION),
    },
    {
      what: 'start-up: the quickest windows of both',
      measured: ours.quickest / githubAuthentication.quickest,
      unit: '×',
    },
  ];
}
