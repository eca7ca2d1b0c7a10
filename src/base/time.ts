import type { UnixSeconds } from '../graph/answers';

export function unixNow(): UnixSeconds {
  return Math.floor(Date.now() / 1000);
}
