// The steps of GitHub workflows that involve Agoras. Anything that this code would read differently than GitHub is left
// out. Source: GitHub Docs, "Workflow syntax for GitHub Actions".
import { agorasAction, versionOfRelease, type AgorasAction } from '../agoras/action/agorasAction';
import { agorasCallsInScript } from '../agoras/terminalCommand';
import type { AgorasVersion } from '../agoras/target';
import { shellOf, type Shell } from '../edits/shellQuoting';
import {
  readYaml,
  yamlEntry,
  yamlText,
  yamlValue,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
} from '../edits/yaml/yamlLines';
import type { Span } from './finding';

/** The commands of a step as the shell gets them, with each character at its offset in the file. */
export interface RunText extends Span {
  readonly text: string;
  readonly shell: Shell;
}

export interface WorkflowStep {
  readonly node: YamlMapping;
  readonly job: YamlMapping;
  readonly action: (AgorasAction & { readonly uses: Span }) | undefined;
  readonly run: RunText | undefined;
  readonly startsAgoras: boolean;
  /** The Agoras version that the step's job installs, if it is pinned. */
  readonly installed: AgorasVersion | undefined;
}

export interface AgorasWorkflow {
  readonly root: YamlMapping;
  /** The steps of all jobs, in order. */
  readonly steps: readonly WorkflowStep[];
}

/** Undefined if no step starts Agoras, or the file can't be parsed. */
export function agorasWorkflow(text: string): AgorasWorkflow | undefined {
  const root = readYaml(text);
  if (root === undefined) return undefined;
  const jobs = entriesOf(yamlValue(root, 'jobs')).flatMap(({ value }) => (value.kind === 'mapping' ? [value] : []));
  const steps = jobs.flatMap((job) => stepsOf(text, root, job));
  return steps.some(({ action, startsAgoras }) => action !== undefined || startsAgoras) ? { root, steps } : undefined;
}

export function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === 'mapping' ? node.entries : [];
}

/** A pinned version of Agoras in an install command. */
export interface Pin extends Span {
  readonly version: AgorasVersion;
}

const PIN = /\bagoras[ \t]*(?:(==|~=)[ \t]*(\d[\w.]*\*?)|<[ \t]*[23](?:\.0)*(?![\d.]))/g;

export function pinsIn({ text, start }: RunText): readonly Pin[] {
  return [...text.matchAll(PIN)].flatMap(({ 0: whole, 1: operator, 2: release, index }) => {
    const version = versionOfPin(operator, release);
    return version === undefined ? [] : [{ version, start: start + index, end: start + index + whole.length }];
  });
}

/** Of a range pip takes the newest: that below 2 is 1.1.6, which has the commands of 2.x. Source: PEP 440. */
function versionOfPin(operator: string | undefined, release: string | undefined): AgorasVersion | undefined {
  if (release === undefined) return '2.x';
  if (operator === '==' && !release.endsWith('*')) return versionOfRelease(release);
  const beginning = release.split('.').slice(0, -1).join('.');
  return beginning === '1' || beginning === '1.1' ? '2.x' : versionOfRelease(release);
}

function stepsOf(text: string, root: YamlMapping, job: YamlMapping): readonly WorkflowStep[] {
  const list = yamlValue(job, 'steps');
  const nodes = (list?.kind === 'sequence' ? list.items : []).flatMap((item) =>
    item.kind === 'mapping' ? [item] : [],
  );
  const runs = new Map(nodes.map((node) => [node, runOf(text, root, job, node)]));
  const installed = nodes.flatMap((node) => pinsOf(runs.get(node)))[0]?.version;
  return nodes.map((node) => {
    const run = runs.get(node);
    const startsAgoras = run !== undefined && agorasCallsInScript(run.text, run.shell).length > 0;
    return { node, job, action: actionOf(node), run, startsAgoras, installed };
  });
}

function pinsOf(run: RunText | undefined): readonly Pin[] {
  return run === undefined ? [] : pinsIn(run);
}

function actionOf(step: YamlMapping): WorkflowStep['action'] {
  const uses = yamlValue(step, 'uses');
  if (uses?.kind !== 'scalar') return undefined;
  const action = agorasAction(uses.text, uses.comment);
  return action && { ...action, uses: { start: uses.start, end: uses.end } };
}

function runOf(text: string, root: YamlMapping, job: YamlMapping, step: YamlMapping): RunText | undefined {
  const run = yamlValue(step, 'run');
  if (run?.kind !== 'scalar' || run.body === undefined) return undefined;
  const shell = shellOfStep(root, job, step);
  if (shell === undefined) return undefined;
  const { start, end } = run.body;
  const spelled = text.slice(start, end);
  const isFolded = text.charAt(run.start) === '>';
  return { start, end, shell, text: isFolded ? spelled.replace(/[\r\n]/g, ' ') : spelled };
}

/** Undefined if the step's commands aren't run by a shell, but by Python, for example. */
function shellOfStep(root: YamlMapping, job: YamlMapping, step: YamlMapping): Shell | undefined {
  const defaults = [job, root].map((level) => yamlValue(yamlValue(level, 'defaults'), 'run'));
  const named = [step, ...defaults]
    .map((level) => yamlText(yamlValue(level, 'shell')))
    .find((name) => name !== undefined);
  const runner = yamlText(yamlValue(job, 'runs-on')) ?? '';
  if (named === undefined) return runner.startsWith('windows') ? 'powershell' : 'posix';
  const [program = ''] = named.split(' ');
  return /^(?:bash|sh|zsh|pwsh|powershell|cmd|fish)$/.test(program) ? shellOf(program) : undefined;
}

export function environmentOf(level: YamlMapping): YamlEntry | undefined {
  return yamlEntry(level, 'env');
}
