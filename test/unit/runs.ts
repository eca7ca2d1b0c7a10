/** How often a property is tried. Mutation testing asks for fewer: it runs each test many times. */
export function runs(usual: number): number {
  const fewer = Number(process.env['AGORAS_FEWER_RUNS'] ?? 1);
  return Math.ceil(usual / fewer);
}
