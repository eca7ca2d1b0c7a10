/** The code whose bugs would harm a person most, with the tests that should catch them. */
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
    mutate: ['base/redaction.ts', 'base/secret.ts'],
    tests: ['base/redaction', 'base/secret', 'graph/responseBodySecrets'],
  },
  {
    name: 'expiry',
    mutate: ['credentials/expiry.ts', 'credentials/reminders.ts', 'credentials/checkSchedule.ts'],
    tests: ['credentials/expiry', 'credentials/reminders', 'credentials/checkSchedule'],
  },
  {
    name: 'dotenv',
    mutate: ['edits/dotenv/*.ts'],
    tests: ['Plan', 'PlanRemoval', 'PlanProperties', 'Syntax', 'Quoting', 'Mask', 'Encryption'].map(
      (name) => `edits/dotenv/dotenv${name}`,
    ),
  },
  {
    name: 'launch',
    mutate: [
      ...['edits/json/*.ts', 'edits/lines.ts', 'agoras/launchConfiguration.ts', 'agoras/launchUpdate.ts'],
      ...['agoras/publishWords.ts', 'agoras/terminalCommand.ts'],
    ],
    tests: [
      ...['', 'Layout', 'Removal', 'Properties.slow'].map((name) => `edits/json/launchPlan${name}`),
      ...['jsonMatch', 'listAlignment'].map((name) => `edits/json/${name}`),
      ...['launchConfiguration', 'launchUpdate', 'launchUpdateProperties.slow', 'terminalCommand'].map(
        (name) => `agoras/${name}`,
      ),
      'edits/lines',
    ],
  },
];
