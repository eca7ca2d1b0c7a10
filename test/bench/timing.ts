// How the benchmarks take time: medians, of work that is done in turn, so that whatever else the machine does strikes
// all of it. What counts are the ratios within one run.

/** Does something; gives its milliseconds where it times itself. */
export type Work = () => unknown;

/** The median time of each work, in milliseconds. The first round warms up. */
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

/** Times work that waits for nothing by the processor's clock: the turns of other programs do not count. */
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
