import { randomUUID } from 'node:crypto';
import { unixNow } from '../../base/time';
import type { WrittenLocation } from '../../credentials/account';

/** The entry of a write that is about to be made. */
export function newLocation(written: Omit<WrittenLocation, 'id' | 'at'>): WrittenLocation {
  return { ...written, id: randomUUID(), at: unixNow() };
}
