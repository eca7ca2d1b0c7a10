// What the files of a workspace need for Agoras 3.x: the edits, and what can't be upgraded for which reason.
import { wantedLaunch, type LaunchQuestions } from '../../agoras/launchConfiguration';
import { accountsIn } from '../../agoras/valueReferences';
import { DEFAULT_NETWORKS, NETWORKS, type Network } from '../../agoras/target';
import { scriptEdits } from '../../agoras/terminalCommand';
import { positionAt, type TextPosition } from '../../edits/lines';
import { ANY_FORMAT, childValue, readJson } from '../../edits/json/jsonDocument';
import { configurationsIn, planLaunch, type LaunchFileKind } from '../../edits/json/launchPlan';
import { planTasks } from '../../edits/json/tasksPlan';
import { withName } from '../../edits/json/wantedLaunch';
import type { Shell } from '../../edits/shellQuoting';
import { applyEdits, chainPlans, planEdits, type TextEdit, type TextPlan } from '../../edits/textPlan';
import { SCRIPT_SHELLS, type DocumentKind } from '../documentKind';
import { isOfOlderVersion, type Fault, type Finding } from '../finding';
import { findIn } from '../findIn';
import type { JsonFileKind } from '../jsonFindings';
import type { FindingContext } from '../variableSet';
import { CallRewriter, isOfGuide, MODULE, networkOfVariable } from './postCalls';
import { wantedTasks } from './taskUpgrade';
import { upgradeWorkflow } from './workflowUpgrade';

/** A text of the workspace; `id` lets the caller identify it. */
export interface UpgradeFile {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly text: string;
}

export interface UpgradeContext extends Omit<FindingContext, 'version'> {
  /** The account whose values the files will ask for, unless they name one themselves. */
  readonly accountId: string | undefined;
  /** The shell of VS Code’s terminal. */
  readonly shell: Shell;
  readonly questions: LaunchQuestions;
}

/** Why something stays as it is. */
export type LeftReason =
  /** It needs values that only an account has. */
  | { readonly kind: 'noAccount' }
  /** VS Code's editor uses one kind of line break per file, so editing would change other lines too. */
  | { readonly kind: 'mixedLineBreaks' }
  /** It is written in a way that can't be parsed well enough to change it. */
  | { readonly kind: 'notUnderstood'; readonly fault: Fault };

export interface LeftOver {
  readonly file: UpgradeFile;
  /** The position in the text after the plan's edits. */
  readonly at: TextPosition;
  readonly reason: LeftReason;
}

export interface FileUpgrade {
  readonly file: UpgradeFile;
  readonly edits: readonly TextEdit[];
}

/** A `.env` that gets the account's values. They are added when the file is written, and aren't part of the plan. */
export interface DotenvUpgrade {
  readonly file: UpgradeFile;
  readonly networks: readonly Network[];
  /** Variables that only Agoras 1.x reads. */
  readonly obsolete: readonly string[];
}

export interface UpgradePlan {
  readonly files: readonly FileUpgrade[];
  readonly dotenvs: readonly DotenvUpgrade[];
  readonly left: readonly LeftOver[];
  /** The secrets that the upgraded workflows need from the repository. */
  readonly secrets: readonly string[];
}

export function planUpgrade(files: readonly UpgradeFile[], context: UpgradeContext): UpgradePlan {
  const plans = files.map((file) => planFile(file, context));
  return {
    files: plans.flatMap((plan) => plan.files),
    dotenvs: plans.flatMap((plan) => plan.dotenvs),
    left: plans.flatMap((plan) => plan.left),
    secrets: [...new Set(plans.flatMap((plan) => plan.secrets))],
  };
}

const NOTHING: UpgradePlan = { files: [], dotenvs: [], left: [], secrets: [] };

function planFile(file: UpgradeFile, context: UpgradeContext): UpgradePlan {
  const found = olderFindings(file.kind, file.text, context);
  const [first] = found;
  if (first === undefined) return NOTHING;
  const leave = (reason: LeftReason): UpgradePlan => ({
    ...NOTHING,
    left: [{ file, at: positionAt(file.text, first.start), reason }],
  });
  if (file.kind === 'dotenv') {
    return context.accountId === undefined ? leave({ kind: 'noAccount' }) : planDotenvFile(file, found);
  }
  if (hasMixedLineBreaks(file.text)) return leave({ kind: 'mixedLineBreaks' });
  const { edits: wanted, secrets = [] } = editsFor(file, file.kind, context);
  // planEdits merges touching edits, so that the edits for undoing them have an unambiguous order too.
  const edits = editsOf(planEdits(file.text, wanted));
  const after = applyEdits(file.text, edits);
  const all = olderFindings(file.kind, after, context).map((one) => leftOver(file, after, one, context));
  const left = all.filter((one, index) => !all.slice(0, index).some((other) => isSamePlace(one, other)));
  return { ...NOTHING, files: edits.length === 0 ? [] : [{ file, edits }], left, secrets };
}

/** Several findings on one line need only one note about the missing account. */
function isSamePlace(one: LeftOver, other: LeftOver): boolean {
  return one.at.line === other.at.line && one.reason.kind === 'noAccount' && other.reason.kind === 'noAccount';
}

function leftOver(file: UpgradeFile, text: string, { start, fault }: Finding, { accountId }: UpgradeContext): LeftOver {
  const isForAccount = accountId === undefined && ['launch', 'tasks', 'workspace'].includes(file.kind);
  const reason: LeftReason = isForAccount ? { kind: 'noAccount' } : { kind: 'notUnderstood', fault };
  return { file, at: positionAt(text, start), reason };
}

function olderFindings(kind: DocumentKind, text: string, context: UpgradeContext): readonly Finding[] {
  return findIn(kind, text, { ...context, version: '3.x' }, 'unknown').filter(({ fault }) => isOfOlderVersion(fault));
}

function planDotenvFile(file: UpgradeFile, found: readonly Finding[]): UpgradePlan {
  const obsolete = found.flatMap(({ fault }) => (fault.kind === 'variableOfOtherVersion' ? [fault.variable] : []));
  const networks = NETWORKS.filter((network) => obsolete.some((name) => networkOfVariable(name) === network));
  return { ...NOTHING, dotenvs: [{ file, networks, obsolete: obsolete.filter(isOfGuide) }] };
}

interface Edits {
  readonly edits: readonly TextEdit[];
  readonly secrets?: readonly string[];
}

function editsFor(file: UpgradeFile, kind: Exclude<DocumentKind, 'dotenv'>, context: UpgradeContext): Edits {
  const { text } = file;
  switch (kind) {
    case 'launch':
      return { edits: editsOf(launchPlans(text, kind, context)) };
    case 'tasks':
      return { edits: editsOf(tasksPlan(text, kind, context)) };
    case 'workspace': {
      const launch = launchPlans(text, kind, context);
      return { edits: editsOf(chainPlans(text, launch, (rest) => tasksPlan(rest ?? text, kind, context))) };
    }
    case 'workflow':
      return upgradeWorkflow(text);
    case 'script':
    case 'fishScript':
    case 'powershellScript':
    case 'batchFile':
      return { edits: scriptEdits(text, SCRIPT_SHELLS[kind], MODULE, new CallRewriter().update) };
  }
}

function editsOf(plan: TextPlan<unknown>): readonly TextEdit[] {
  return plan.kind === 'rewrite' ? plan.edits : [];
}

function tasksPlan(text: string, kind: JsonFileKind, { accountId, shell }: UpgradeContext): TextPlan<never> {
  const at = kind === 'tasks' ? 'tasks.json' : 'code-workspace';
  return planTasks(text, wantedTasks(accountsIn(text), accountId, shell), ANY_FORMAT, at);
}

/** Updates one by one the configurations that run an older Agoras. */
function launchPlans(text: string, kind: 'launch' | 'workspace', context: UpgradeContext): TextPlan<unknown> {
  const names = namesOfOlder(text, kind, context);
  return names.reduce<TextPlan<unknown>>(
    (plan, { name, networks, needsAccount, own = context.accountId }) => {
      if (needsAccount && own === undefined) return plan;
      const ofAccount = { ...context, accountId: own };
      return chainPlans(text, plan, (rest) => planConfiguration(rest ?? text, name, networks, kind, ofAccount));
    },
    { kind: 'unchanged' },
  );
}

interface OlderConfiguration {
  readonly name: string;
  readonly networks: readonly Network[];
  readonly needsAccount: boolean;
  /** The account whose values it already asks for. */
  readonly own: string | undefined;
}

function namesOfOlder(
  text: string,
  kind: 'launch' | 'workspace',
  context: UpgradeContext,
): readonly OlderConfiguration[] {
  const older = olderFindings(kind, text, context);
  return configurationsIn(text, launchFileKind(kind)).flatMap((node): OlderConfiguration[] => {
    const name = childValue(node, 'name');
    const isOlder = older.some(({ start }) => start >= node.offset && start < node.offset + node.length);
    if (!isOlder || typeof name?.value !== 'string') return [];
    const said = JSON.stringify(readJson(node));
    const networks = NETWORKS.filter((network) =>
      new RegExp(`\\b${network}\\b|\\b${network.toUpperCase()}_`).test(said),
    );
    // With an `envFile` the values come from that file; otherwise VS Code asks for those of the account.
    const isInFile = childValue(node, 'envFile') !== undefined && !said.includes('agoras.accessToken');
    const all = networks.length === 0 ? DEFAULT_NETWORKS : networks;
    const [own] = accountsIn(said);
    return [{ name: name.value, networks: all, needsAccount: !isInFile, own }];
  });
}

function planConfiguration(
  text: string,
  name: string,
  networks: readonly Network[],
  kind: 'launch' | 'workspace',
  { accountId = '', shell, questions }: UpgradeContext,
): TextPlan<unknown> {
  const options = {
    ...{ version: '3.x' as const, networks, accountId, shell, readsFlagsOnly: false, keepsSource: true },
    ...{ debugger: 'debugpy' as const, source: { kind: 'commands' as const } },
  };
  const wanted = withName(wantedLaunch(options, questions), name);
  return planLaunch(text, wanted, ANY_FORMAT, launchFileKind(kind));
}

function launchFileKind(kind: 'launch' | 'workspace'): LaunchFileKind {
  return kind === 'launch' ? 'launch.json' : 'code-workspace';
}

function hasMixedLineBreaks(text: string): boolean {
  const all = new Set([...text.matchAll(/\r\n?|\n/g)].map(([lineBreak]) => lineBreak));
  return all.size > 1 || all.has('\r');
}
