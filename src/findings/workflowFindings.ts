// Findings in a GitHub workflow that runs Agoras: its action, commands and variables.
import { isInputOfOther, renamedInput, variableOfInput } from '../agoras/action/agorasAction';
import { CREDENTIAL_VARIABLES } from '../agoras/flags';
import type { AgorasVersion } from '../agoras/target';
import type { TextEdit } from '../edits/textPlan';
import { readYaml, yamlText, yamlValue, type YamlEntry, type YamlMapping } from '../edits/yaml/yamlLines';
import type { Finding, Remedy, Span } from './finding';
import { callsInScript } from './scriptFindings';
import { findInVariables, type FindingContext, type Variable, type VariableSet } from './variableSet';
import {
  agorasWorkflow,
  entriesOf,
  environmentOf,
  pinsIn,
  type AgorasWorkflow,
  type WorkflowStep,
} from './workflowSteps';

export function findInWorkflow(text: string, context: FindingContext): Finding[] {
  const workflow = agorasWorkflow(text);
  if (workflow === undefined) return [];
  return [
    ...workflow.steps.flatMap((step) => findInStep(text, step, context)),
    ...environmentsOf(workflow).flatMap(({ level, version }) => {
      const set = variablesOf(text, environmentOf(level), (key) => key, true);
      return findInVariables(set, { ...context, version: version ?? context.version });
    }),
  ].sort((one, other) => one.start - other.start);
}

/** All Agoras variables that a workflow sets, directly or as inputs of the action. */
export function workflowVariables(text: string): readonly Variable[] {
  const workflow = agorasWorkflow(text);
  if (workflow === undefined) return [];
  const inputs = workflow.steps.filter(({ action }) => action !== undefined).map(({ node }) => inputsOf(text, node));
  const environments = environmentsOf(workflow).map(({ level }) =>
    variablesOf(text, environmentOf(level), (key) => key, true),
  );
  return [...inputs, ...environments].flatMap(({ variables }) => variables);
}

/**
 * Every level that can set variables (workflow, jobs, steps), with the Agoras version that runs there if the workflow
 * determines it.
 */
function environmentsOf({
  root,
  steps,
}: AgorasWorkflow): readonly { readonly level: YamlMapping; readonly version: AgorasVersion | undefined }[] {
  const own = steps.map(({ node, action, installed }) => ({ level: node, version: action?.version ?? installed }));
  const jobs = [...new Set(steps.map(({ job }) => job))].map((job) => ({
    level: job,
    version: onlyOne(steps.filter((step) => step.job === job)),
  }));
  return [{ level: root, version: onlyOne(steps) }, ...jobs, ...own];
}

function onlyOne(steps: readonly WorkflowStep[]): AgorasVersion | undefined {
  const versions = new Set(steps.flatMap(({ action, installed }) => action?.version ?? installed ?? []));
  return versions.size === 1 ? [...versions][0] : undefined;
}

function findInStep(text: string, step: WorkflowStep, context: FindingContext): Finding[] {
  const { action, run, node, installed } = step;
  const inAction = action === undefined ? [] : findInAction(text, node, action, context);
  if (run === undefined) return inAction;
  const version = installed ?? context.version;
  const calls = callsInScript(run.text, run.shell, version).map(({ start, end, fault, remedies }) => ({
    ...{ start: start + run.start, end: end + run.start, fault, remedies },
  }));
  const pins = step.startsAgoras || /\bpip/.test(run.text) ? pinsIn(run) : [];
  return [...inAction, ...calls, ...pins.flatMap((pin) => otherVersion(pin, pin.version, context.version))];
}

function otherVersion(
  { start, end }: Span,
  runs: AgorasVersion | undefined,
  version: AgorasVersion | undefined,
): Finding[] {
  if (runs === undefined || version === undefined || runs === version) return [];
  return [{ start, end, fault: { kind: 'runsOtherVersion', runs, version }, remedies: [] }];
}

function findInAction(
  text: string,
  node: YamlMapping,
  { version, uses }: NonNullable<WorkflowStep['action']>,
  context: FindingContext,
): Finding[] {
  const inputs = inputsOf(text, node);
  const set = {
    ...inputs,
    variables: inputs.variables.filter(({ nameSpan }) => !isOfOther(text, nameSpan, version)),
    isPartial: inputs.isPartial || version === undefined,
  };
  return [
    ...otherVersion(uses, version, context.version),
    ...entriesOf(yamlValue(node, 'with')).flatMap((input) => unknownInput(input, version)),
    ...findInVariables(set, { ...context, version: version ?? context.version }),
  ];
}

function isOfOther(text: string, { start, end }: Span, version: AgorasVersion | undefined): boolean {
  return version !== undefined && isInputOfOther(text.slice(start, end), version);
}

function unknownInput({ key, keySpan }: YamlEntry, version: AgorasVersion | undefined): Finding[] {
  if (version === undefined || !isInputOfOther(key, version)) return [];
  const newName = renamedInput(key, version);
  const rename = (name: string): readonly TextEdit[] => [
    { offset: keySpan.start, length: keySpan.end - keySpan.start, newText: name },
  ];
  const remedies: readonly Remedy[] = newName === undefined ? [] : [{ kind: 'edit', edits: rename(newName) }];
  return [{ ...keySpan, fault: { kind: 'inputOfOtherVersion', input: key, version }, remedies }];
}

/** The credentials among the action's inputs. Variables of the step reach the action too. */
function inputsOf(text: string, step: YamlMapping): VariableSet {
  const inputs = yamlValue(step, 'with');
  const isPosting = yamlText(yamlValue(inputs, 'action')) === 'post';
  const entry = step.entries.find(({ key }) => key === 'with');
  return variablesOf(text, entry, variableOfInput, !isPosting || environmentOf(step) !== undefined);
}

function variablesOf(
  text: string,
  level: YamlEntry | undefined,
  nameOf: (key: string) => string | undefined,
  isPartial: boolean,
): VariableSet {
  const entries = new Map<Variable, YamlEntry>();
  for (const entry of entriesOf(level?.value)) {
    const name = nameOf(entry.key);
    const { value } = entry;
    if (name === undefined || !CREDENTIAL_VARIABLES.has(name) || value.kind !== 'scalar') continue;
    entries.set({ name, value: value.text.trim(), nameSpan: entry.keySpan, valueSpan: value }, entry);
  }
  return {
    place: 'workflow',
    variables: [...entries.keys()],
    isPartial,
    isOfAgoras: true,
    removal: (variable) => removeEntry(text, level, entries.get(variable)),
    replacement: (variable, value) => replaceValue(text, entries.get(variable), value),
  };
}

/** Doesn't remove the only entry: the key above it would be left without a value, which isn't a valid list. */
function removeEntry(text: string, level: YamlEntry | undefined, entry: YamlEntry | undefined): readonly TextEdit[] {
  if (entry === undefined || entriesOf(level?.value).length < 2) return [];
  const start = text.lastIndexOf('\n', entry.lines.start - 1) + 1;
  const feed = text.indexOf('\n', entry.lines.end);
  const end = feed === -1 ? text.length : feed + 1;
  return reads(text, [{ offset: start, length: end - start, newText: '' }]);
}

function replaceValue(text: string, entry: YamlEntry | undefined, value: string): readonly TextEdit[] {
  const found = entry?.value;
  if (found?.kind !== 'scalar' || found.text.trim() === '') return [];
  const isBlock = /^[|>]/.test(text.charAt(found.start));
  const isQuoted = /^["']/.test(text.charAt(found.start));
  const newText =
    isQuoted && /^\d+$/.test(value) ? `${text.charAt(found.start)}${value}${text.charAt(found.start)}` : value;
  return isBlock ? [] : [{ offset: found.start, length: found.end - found.start, newText }];
}

/** Drops edits that would make the file unreadable to our YAML reader. */
function reads(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  const after = edits.reduceRight(
    (rest, { offset, length, newText }) => rest.slice(0, offset) + newText + rest.slice(offset + length),
    text,
  );
  return readYaml(after) === undefined ? [] : edits;
}
