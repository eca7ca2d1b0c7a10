import { format, resolveConfig } from 'prettier';
import { describeCommandFailure } from '../../src/messages/failures/commandFailures';
import type { CommandFailure } from '../../src/messages/failures/failureKinds';
import { toAppId } from '../../src/graph/ids';
import { metaLink } from '../../src/graph/dashboard';
import { describePlace, facebookSymptoms, type FacebookSymptom } from '../../src/messages/facebookSymptoms';
import { actionLabel, notTwice, type FailureMessage } from '../../src/messages/failures/failureMessage';
import { describeInputProblem } from '../../src/messages/inputMessages';
import type { Fault } from '../../src/findings/finding';
import { describeFault } from '../../src/messages/findings/faultMessages';
import { FAULT_SAMPLES } from './faultSamples';
import { ALL_INPUT_PROBLEMS, allSamples, CORRECTED_SAMPLES } from './samples';

/** The path of the page, relative to the project. */
export const MESSAGES_PAGE = 'docs/MESSAGES.md';

const EXAMPLE_APP = toAppId('1234567890123456');

/** The page that lists every message, in the format of the project's pages. */
export async function messagesPage(): Promise<string> {
  const page = `# Messages

Every failure that you can meet, in the words that you read: what happened, why, what to do now, and the buttons. This page is written by \`npm run docs\`; don’t edit it by hand.

| Failure | What happened | Why | What to do now | Buttons |
| --- | --- | --- | --- | --- |
${allSamples()
  .map((failure) => failureRow(failure.kind, describeCommandFailure(failure)))
  .join('\n')}

## The second time

What you read if a value was corrected and fails as before.

| Failure | What happened | Why | What to do now | Buttons |
| --- | --- | --- | --- | --- |
${CORRECTED_SAMPLES.map(secondRow).join('\n')}

## What Facebook shows

Errors that only Facebook’s own pages show, or that Facebook returns to Agoras. In the address of the page that opens, _app_ stands for the App ID.

| Where | What Facebook shows | Code | Why | What to do | Page |
| --- | --- | --- | --- | --- | --- |
${facebookSymptoms().map(symptomRow).join('\n')}

## In files

What is marked in \`.env\`, \`launch.json\`, \`tasks.json\`, workspace files, GitHub workflows and scripts, where it concerns Agoras.

${FAULT_SAMPLES.map(faultEntry).join('\n\n')}

## While typing

| Problem | What the box says |
| --- | --- |
${ALL_INPUT_PROBLEMS.map((problem) => row([problem, describeInputProblem(problem)])).join('\n')}
`;
  return format(page, { ...(await resolveConfig(MESSAGES_PAGE)), filepath: MESSAGES_PAGE });
}

function faultEntry(fault: Fault): string {
  const { message, severity } = describeFault(fault, 'en');
  return `### ${fault.kind}\n\n${message} (${severity === 'error' ? 'Error' : 'Warning'})`;
}

function secondRow(failure: CommandFailure): string {
  const message = describeCommandFailure(failure);
  return failureRow(failure.kind, notTwice(message, message));
}

function failureRow(kind: string, { headline, reason, nextStep, action, otherAction }: FailureMessage): string {
  const buttons = [action, otherAction].filter((name) => name !== undefined).map(actionLabel);
  return row([kind, headline, reason, nextStep, buttons.join(', ')]);
}

function symptomRow({ where, title, words, codes, cause, cure, opens }: FacebookSymptom): string {
  const others = words.filter((phrase) => !title.includes(phrase.replaceAll("'", '’')));
  const shown = others.length === 0 ? title : `${title} (${others.map((phrase) => `“${phrase}”`).join(', ')})`;
  const page = metaLink(opens, EXAMPLE_APP).replace(EXAMPLE_APP, 'app');
  return row([describePlace(where), shown, codes.join(', '), cause, cure, `\`${page}\``]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
