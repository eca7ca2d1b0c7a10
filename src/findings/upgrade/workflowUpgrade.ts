// Upgrades a workflow that runs an older Agoras to Agoras 3.x. The action has no release for that, so Agoras is
// installed and run as a command. No secrets are written: the variables refer to secrets of the repository.
import { partOfInput, variableOfInput } from '../../agoras/action/agorasAction';
import { CREDENTIAL_VARIABLES } from '../../agoras/flags';
import { actionWords, type PostPart } from '../../agoras/publishCommand';
import { scriptEdits } from '../../agoras/terminalCommand';
import { NETWORKS, type Network } from '../../agoras/target';
import { installStep, PACKAGES, secretReference } from '../../agoras/workflow';
import { lineStartAt, majorLineBreak } from '../../edits/lines';
import { applyEdits, type TextEdit } from '../../edits/textPlan';
import { readYaml, yamlEntry, yamlText, yamlValue, type YamlEntry, type YamlMapping } from '../../edits/yaml/yamlLines';
import {
  agorasWorkflow,
  entriesOf,
  environmentOf,
  pinsIn,
  type AgorasWorkflow,
  type WorkflowStep,
} from '../workflowSteps';
import { CallRewriter, isOfGuide, MODULE, variablesFor, networkOfVariable } from './postCalls';

export interface WorkflowUpgrade {
  readonly edits: readonly TextEdit[];
  /** The secrets that the repository needs now. */
  readonly secrets: readonly string[];
}

const PACKAGE = PACKAGES['3.x'];

export function upgradeWorkflow(text: string): WorkflowUpgrade {
  const workflow = agorasWorkflow(text);
  if (workflow === undefined) return { edits: [], secrets: [] };
  const upgrade = new Upgrade(text);
  for (const step of workflow.steps) {
    upgrade.action(step);
    upgrade.run(workflow, step);
  }
  const after = applyEdits(text, inOrder(upgrade.edits));
  const levels = levelsOf(workflow);
  const there = new Set(levels.flatMap((level) => entriesOf(environmentOf(level)?.value).map(({ key }) => key)));
  for (const level of levels) upgrade.environment(level, there, after);
  const edits = inOrder(upgrade.edits);
  // Edits that would make the file unreadable to our own YAML reader are dropped.
  const isSound = areApart(edits) && readYaml(applyEdits(text, edits)) !== undefined;
  return isSound ? { edits, secrets: [...upgrade.secrets] } : { edits: [], secrets: [] };
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((one, other) => one.offset - other.offset || one.length - other.length);
}

/** Whether a command still uses the variable: another program may need it. */
function isUsed(text: string, name: string): boolean {
  return new RegExp(String.raw`\$\{?(?:env:)?${name}\b|\benv\.${name}\b|%${name}%`).test(text);
}

function isTokenOf(network: Network, variable: string | undefined): boolean {
  return variable !== undefined && isOfGuide(variable) && networkOfVariable(variable) === network;
}

function areApart(edits: readonly TextEdit[]): boolean {
  return edits.every(({ offset }, index) => {
    const before = edits[index - 1];
    return before === undefined || before.offset + before.length <= offset;
  });
}

function levelsOf({ root, steps }: AgorasWorkflow): readonly YamlMapping[] {
  return [...new Set([root, ...steps.map(({ job }) => job), ...steps.map(({ node }) => node)])];
}

class Upgrade {
  readonly edits: TextEdit[] = [];
  readonly secrets = new Set<string>();
  readonly #lineBreak: string;
  readonly #installing = new Set<YamlMapping>();

  constructor(private readonly text: string) {
    this.#lineBreak = majorLineBreak(text) ?? '\n';
  }

  /** Turns a step that posts with the action into one that runs the command; the inputs become variables. */
  action({ node, job, action, installed }: WorkflowStep): void {
    const uses = yamlEntry(node, 'uses');
    const inputs = yamlEntry(node, 'with');
    const network = NETWORKS.find((one) => one === yamlText(yamlValue(inputs?.value, 'network')));
    const isPost = yamlText(yamlValue(inputs?.value, 'action')) === 'post';
    if (action?.version === undefined || action.version === '3.x' || uses === undefined || inputs === undefined) return;
    if (network === undefined || !isPost || environmentOf(node) !== undefined) return;
    const all = entriesOf(inputs.value);
    if (!all.every(({ key }) => isKnownInput(key))) return;
    const parts = all.flatMap(({ key }) => partOfInput(key) ?? []);
    const options = parts.map((part) => `${part.flags.network[0]}="$${postVariable(part)}"`);
    const command = ['agoras', ...actionWords('network', network), ...options].join(' ');
    this.#replace(uses.keySpan.start, this.#endOfLine(uses.keySpan.start), `run: ${command}`);
    this.#replace(inputs.keySpan.start, inputs.keySpan.end, 'env');
    const there = all.map(({ key }) => variableOfInput(key));
    const missing = variablesFor(network).filter((name) => !there.includes(name));
    const token = all.find(({ key }) => isTokenOf(network, variableOfInput(key)));
    for (const input of all) if (input !== token) this.#input(input);
    if (token !== undefined) this.#replaceEntry(token, missing);
    else this.#addBehind(this.#endOfLine(inputs.keySpan.end), all[0], missing);
    if (installed === undefined && !this.#installing.has(job)) this.#install(node);
    this.#installing.add(job);
  }

  run(workflow: AgorasWorkflow, { node, job, run }: WorkflowStep): void {
    if (run === undefined) return;
    const rewriter = new CallRewriter();
    const move = ({ offset, ...edit }: TextEdit): TextEdit => ({ ...edit, offset: offset + run.start });
    this.edits.push(...scriptEdits(run.text, run.shell, MODULE, rewriter.update).map(move));
    for (const { start, end, version } of pinsIn(run)) if (version !== '3.x') this.#replace(start, end, PACKAGE);
    const networks = rewriter.calls.filter(({ hadCredentials }) => hadCredentials).map(({ network }) => network);
    const levels = [workflow.root, job, node].map((level) => entriesOf(environmentOf(level)?.value));
    const there = levels.flatMap((entries) => entries.flatMap(({ key }) => afterUpgrade(key)));
    const missing = [...new Set(networks)].flatMap(variablesFor).filter((name) => !there.includes(name));
    if (missing.length > 0) this.#addVariables(node, missing);
  }

  /** Replaces the Agoras 1.x variables of a level with those that Agoras 3.x needs. */
  environment(level: YamlMapping, there: ReadonlySet<string>, after: string): void {
    const all = entriesOf(environmentOf(level)?.value);
    for (const entry of all.filter(({ key }) => isOfGuide(key))) {
      const names = afterUpgrade(entry.key).filter((name) => !there.has(name));
      if (isUsed(after, entry.key)) this.#addBehind(entry.lines.end, entry, names);
      else this.#replaceEntry(entry, names);
    }
  }

  #input(entry: YamlEntry): void {
    const { key, keySpan } = entry;
    const part = partOfInput(key);
    const variable = variableOfInput(key);
    if (part !== undefined) this.#replace(keySpan.start, keySpan.end, postVariable(part));
    else if (variable === undefined || isOfGuide(variable)) this.#removeLines(entry);
    else this.#replace(keySpan.start, keySpan.end, variable);
  }

  /** Adds variables on lines of their own, indented like the entry `beside`. */
  #addBehind(end: number, beside: YamlEntry | undefined, names: readonly string[]): void {
    if (beside === undefined || names.length === 0) return;
    const indent = this.#lineBreak + this.#indentOf(beside);
    this.#replace(end, end, names.map((name) => indent + this.#variable(name)).join(''));
  }

  #install(step: YamlMapping): void {
    const line = this.#aboveComments(lineStartAt(this.text, step.start));
    const indent = /^ */.exec(this.text.slice(line))?.[0] ?? '';
    const lines = installStep(PACKAGE).map((each) => indent + each + this.#lineBreak);
    this.#replace(line, line, lines.join(''));
  }

  /** The start of the comments directly above a step, since they belong to it. */
  #aboveComments(line: number): number {
    const above = line === 0 ? 0 : lineStartAt(this.text, line - 1 - (this.text.charAt(line - 2) === '\r' ? 1 : 0));
    return above < line && /^[ ]*#/.test(this.text.slice(above, line)) ? this.#aboveComments(above) : line;
  }

  #addVariables(step: YamlMapping, names: readonly string[]): void {
    const environment = environmentOf(step);
    const own = entriesOf(environment?.value);
    const [last] = own.slice(-1);
    if (last !== undefined) {
      this.#addBehind(last.lines.end, last, names);
      return;
    }
    const [first] = step.entries;
    const end = step.entries.at(-1)?.lines.end;
    if (first === undefined || end === undefined || environment !== undefined) return;
    const indent = this.#indentOf(first);
    const lines = ['env:', ...names.map((name) => `  ${this.#variable(name)}`)];
    this.#replace(end, end, lines.map((line) => this.#lineBreak + indent + line).join(''));
  }

  #replaceEntry(entry: YamlEntry, names: readonly string[]): void {
    if (names.length === 0) {
      this.#removeLines(entry);
      return;
    }
    const lines = names.map((name) => this.#variable(name)).join(this.#lineBreak + this.#indentOf(entry));
    this.#replace(entry.keySpan.start, entry.lines.end, lines);
  }

  #variable(name: string): string {
    this.secrets.add(name);
    return `${name}: ${secretReference(name)}`;
  }

  #removeLines({ lines }: YamlEntry): void {
    const start = lineStartAt(this.text, lines.start);
    const feed = this.text.indexOf('\n', lines.end);
    this.#replace(start, feed === -1 ? this.text.length : feed + 1, '');
  }

  /** Spaces up to the key's column, whether the line starts with a dash or with spaces. */
  #indentOf({ keySpan: { start } }: YamlEntry): string {
    return ' '.repeat(start - lineStartAt(this.text, start));
  }

  #endOfLine(from: number): number {
    const end = this.text.slice(from).search(/\r?\n|$/);
    return from + end;
  }

  #replace(start: number, end: number, newText: string): void {
    this.edits.push({ offset: start, length: end - start, newText });
  }
}

function isKnownInput(key: string): boolean {
  return key === 'network' || key === 'action' || partOfInput(key) !== undefined || variableOfInput(key) !== undefined;
}

/** The variables that replace this one. */
function afterUpgrade(name: string): readonly string[] {
  if (!CREDENTIAL_VARIABLES.has(name) || !isOfGuide(name)) return [name];
  const network = networkOfVariable(name);
  return network === undefined ? [] : variablesFor(network);
}

/**
 * The variable through which the shell gets a part of the post: inserted into the command, the text could run as code.
 */
function postVariable({ variable }: PostPart): string {
  return variable.replace('STATUS_IMAGE_URL', 'POST_IMAGE').replace('STATUS_', 'POST_');
}
