// How the benchmarks measure time: medians of work that is done in turn, so that other load on the machine affects all
// of it. Only the ratios within one run matter.

/** Does something; returns its milliseconds if it measures its own time. */
export type Work = () => unknown;

/** The median time of each work, in milliseconds. The first round is a warm-up. */
export async function timeInTurn<K extends string>(
  works: Readonly<Record<K, Work>>,
  rounds: number,
): Promise<Record<K, number>> {
  const names = Object.keys(works) as K[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const start = performance.now();
      const own = await works[name]();
      const whole = performance.now() - start;
      if (round > 0) times.get(name)?.push(typeof own === 'number' ? own : whole);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<K, number>;
}

/** Measures synchronous work with the processor clock, which excludes the time used by other programs. */
export function onProcessor(work: () => unknown): () => Promise<number> {
  return async () => {
    const start = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return (lower + upper) / 2;
}
