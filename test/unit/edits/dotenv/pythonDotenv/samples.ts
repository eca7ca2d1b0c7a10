import fc from 'fast-check';
import { planDotenv, type DotenvEntry } from '../../../../../src/edits/dotenv/dotenvPlan';
import { COMMENT, entries, plainFile } from '../dotenvFiles';

export interface Sample {
  readonly before: string;
  readonly wanted: readonly DotenvEntry[];
}

/** Always the same samples for the same seed. */
export function sampleFiles(count: number, seed?: number): Sample[] {
  const sample = fc.record({ before: plainFile, wanted: entries });
  return fc.sample(sample, seed === undefined ? count : { numRuns: count, seed });
}

/** The file with the wanted values. */
export function written({ before, wanted }: Sample): string {
  const plan = planDotenv(before, wanted, COMMENT);
  switch (plan.kind) {
    case 'unchanged':
      return before;
    case 'create':
    case 'rewrite':
      return plan.text;
    case 'refused':
      throw new Error(`A plain file was refused: ${plan.reason.kind}`);
  }
}
