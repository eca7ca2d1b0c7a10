import type { AgorasVersion } from './target';

export interface InstalledAgoras {
  readonly version: AgorasVersion;
  /** As it calls itself, e.g. `1.1.5`. */
  readonly exact: string;
}

/** 1.1.6 is the first Agoras that refuses the two flags on their own. */
const FIRST_OF_2X = [1, 1, 6] as const;

/** Reads what `agoras --version` prints: `agoras 1.1.5`. */
export function parseAgorasVersion(output: string): InstalledAgoras | undefined {
  const exact = /^agoras v?(\d{1,6}\.\d{1,6}(?:\.\d{1,6})?\S{0,20})\s*$/im.exec(output)?.[1];
  if (exact === undefined) return undefined;
  const numbers = exact.split('.').map((part) => Number.parseInt(part, 10));
  const at = FIRST_OF_2X.findIndex((wanted, index) => (numbers[index] ?? 0) !== wanted);
  const isOlder = at !== -1 && (numbers[at] ?? 0) < (FIRST_OF_2X[at] ?? 0);
  return { version: isOlder ? '1.x' : '2.x', exact };
}
