// Findings in a .env, and its variables with their positions.
import { CREDENTIAL_VARIABLES, SHOWN_VARIABLES } from '../agoras/flags';
import { isEncryptedDotenv } from '../edits/dotenv/dotenvEncryption';
import { planDotenv } from '../edits/dotenv/dotenvPlan';
import { scanAssignments } from '../edits/dotenv/dotenvSyntax';
import type { TextEdit } from '../edits/textPlan';
import type { Finding } from './finding';
import { lookOf } from './valueLooks';
import {
  findInVariables,
  isFilled,
  isOfAgoras,
  type FindingContext,
  type Variable,
  type VariableSet,
} from './variableSet';

/** How Git treats the file. `hidden`: ignored, or otherwise kept out of commits. */
export type GitState = 'tracked' | 'notIgnored' | 'hidden' | 'unknown';

export function findInDotenv(text: string, context: FindingContext, git: GitState): Finding[] {
  const set = dotenvVariables(text);
  const secret = isOfAgoras(set, context.known)
    ? set.variables.find((variable) => !SHOWN_VARIABLES.has(variable.name) && holdsValue(variable))
    : undefined;
  const findings = findInVariables(set, context);
  // dotenvx files are encrypted and meant to be committed.
  if (secret === undefined || git === 'hidden' || git === 'unknown' || isEncryptedDotenv(text)) return findings;
  const fault = { kind: git === 'tracked' ? ('trackedFile' as const) : ('notIgnoredFile' as const) };
  // A line in .gitignore has no effect on a file that Git already tracks.
  const remedies = git === 'tracked' ? [] : [{ kind: 'command' as const, command: 'ignoreFile' as const }];
  return [{ ...secret.nameSpan, fault, remedies }, ...findings].sort((one, other) => one.start - other.start);
}

/** A value that only refers to the secret, such as `${…}`, may be in Git. */
function holdsValue(variable: Variable): boolean {
  return isFilled(variable) && lookOf(variable.value) !== 'reference';
}

/** The variables of Agoras in a .env. */
export function dotenvVariables(text: string): VariableSet {
  const variables = [...scanAssignments(text)]
    .filter(({ key }) => CREDENTIAL_VARIABLES.has(key))
    .map(({ key, value, lineStart, keyEnd, valueStart, valueEnd, nextLine }) => ({
      name: key,
      value,
      nameSpan: { start: keyEnd - key.length, end: keyEnd },
      valueSpan: { start: valueStart, end: valueEnd },
      line: { offset: lineStart, length: nextLine - lineStart, newText: '' },
    }));
  return {
    place: 'dotenv',
    variables,
    isPartial: false,
    isOfAgoras: /agoras/i.test(text),
    removal: ({ name }) => variables.flatMap((variable) => (variable.name === name ? [variable.line] : [])),
    replacement: ({ name }, value) => editsFor(text, name, value),
  };
}

/** Returns no edits if programs that read the file would then disagree about the value. */
function editsFor(text: string, key: string, value: string): readonly TextEdit[] {
  const plan = planDotenv(text, [{ key, value }], '');
  return plan.kind === 'rewrite' ? plan.edits : [];
}
