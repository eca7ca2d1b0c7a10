/** Code whose mistakes would cost a person most, with the tests that are there to catch them. */
export interface MutationArea {
  readonly name: string;
  /** Below `src`. */
  readonly mutate: readonly string[];
  /** Below `test/unit`. */
  readonly tests: readonly string[];
}

export const MUTATION_AREAS: readonly MutationArea[] = [
  {
    name: 'redaction',
    mutate: ['redaction.ts', 'secret.ts'],
    tests: ['redaction', 'secret', 'graph/lawsOfSecrets'],
  },
  {
    name: 'expiry',
    mutate: ['credentials/expiry.ts', 'credentials/reminders.ts', 'credentials/dueCheck.ts'],
    tests: ['credentials/expiry', 'credentials/reminders', 'credentials/dueCheck'],
  },
  {
    name: 'dotenv',
    mutate: ['destinations/dotenv*.ts'],
    tests: ['Text', 'Removal', 'Syntax', 'Spelling', 'Mask', 'Properties'].map((name) => `destinations/dotenv${name}`),
  },
  {
    name: 'launch',
    mutate: ['destinations/launch*.ts', 'destinations/json*.ts', 'destinations/lines.ts'],
    tests: [
      ...['Text', 'Layout', 'Removal', 'Configuration', 'Properties'].map((name) => `destinations/launch${name}`),
      'destinations/lines',
    ],
  },
];
