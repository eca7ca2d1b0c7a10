// What the benchmarks measured, compared with their limits.

export interface Row {
  readonly what: string;
  readonly measured: number;
  readonly unit: 'ms' | '×' | 'KB' | 'MB' | '';
  /** Without a limit, the row is for comparison only. */
  readonly bar?: { readonly atMost: number } | { readonly atLeast: number };
}

export type Verdict = 'met' | 'missed' | '';

export function verdictOf({ measured, bar }: Row): Verdict {
  if (bar === undefined) return '';
  // The result of a failed measurement is NaN, which meets no limit.
  return ('atMost' in bar ? measured <= bar.atMost : measured >= bar.atLeast) ? 'met' : 'missed';
}

/** One table, its columns as wide as needed. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [
    ['what', 'measured', 'bar', ''],
    ...rows.map((row) => [row.what, amount(row.measured, row.unit), barOf(row), verdictOf(row)]),
  ];
  const widthOf = (column: number) => Math.max(...cells.map((line) => line[column]?.length ?? 0));
  const widths = [0, 1, 2, 3].map(widthOf);
  const lines = cells.map((line) =>
    line
      .map((cell, column) => (column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}

function barOf({ bar, unit }: Row): string {
  if (bar === undefined) return '';
  return 'atMost' in bar ? `at most ${amount(bar.atMost, unit)}` : `at least ${amount(bar.atLeast, unit)}`;
}

function amount(value: number, unit: Row['unit']): string {
  const digits = Number.isInteger(value) || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`.trimEnd();
}
