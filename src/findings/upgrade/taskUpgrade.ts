// Upgrades a task that runs an older Agoras to Agoras 3.x. Everything else in the task stays.
import { definitionsFor } from '../../agoras/flags';
import { AGORAS_MODULES } from '../../agoras/publishCommand';
import { shellOfCommand } from '../../agoras/publishWords';
import { updateTerminalCommand } from '../../agoras/terminalCommand';
import { DEFAULT_VERSION, NETWORKS } from '../../agoras/target';
import { accountsIn, inputReference, valueInput } from '../../agoras/valueReferences';
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from '../../edits/json/jsonDocument';
import type { WantedTasks } from '../../edits/json/tasksPlan';
import type { Shell } from '../../edits/shellQuoting';
import { CallRewriter, isOfGuide, MODULE, variablesFor, networkOfVariable } from './postCalls';

const DEFINITIONS = definitionsFor({ version: DEFAULT_VERSION, networks: NETWORKS });

/**
 * `named`: the accounts that tasks of the file already ask for; each task keeps its own. `accountId`: the account whose
 * values the other tasks will ask for. Without one, tasks that would need values stay as they are.
 */
export function wantedTasks(named: readonly string[], accountId: string | undefined, shell: Shell): WantedTasks {
  const fields = [...new Set(DEFINITIONS.map(({ field }) => field))];
  const all = new Set([...named, ...(accountId === undefined ? [] : [accountId])]);
  return {
    update: (task) => upgradedTask(task, accountsIn(JSON.stringify(task))[0] ?? accountId, shell),
    inputs: [...all].flatMap((account) => fields.map((field) => valueInput(field, account))),
  };
}

function upgradedTask(task: JsonObject, accountId: string | undefined, shell: Shell): JsonObject {
  const rewriter = new CallRewriter();
  const command = upgradedCommand(task, rewriter, shell);
  const options = task['options'];
  const found = options !== undefined && isJsonObject(options) ? options['env'] : undefined;
  const env = found !== undefined && isJsonObject(found) ? found : {};
  const old = Object.keys(env).filter(isOfGuide);
  const networks = new Set([
    ...rewriter.calls.filter(({ hadCredentials }) => hadCredentials).map(({ network }) => network),
    ...old.flatMap((name) => networkOfVariable(name) ?? []),
  ]);
  const missing = [...networks].flatMap(variablesFor).filter((name) => !Object.hasOwn(env, name));
  if (missing.length > 0 && accountId === undefined) return task;
  if (missing.length === 0 && old.length === 0) return { ...task, ...command };
  const added = missing.map((name) => [name, referenceFor(name, accountId ?? '')] as const);
  const kept = Object.entries(env).filter(([name]) => !old.includes(name));
  const before = options !== undefined && isJsonObject(options) ? options : {};
  return { ...task, ...command, options: { ...before, env: Object.fromEntries([...kept, ...added]) } };
}

function referenceFor(variable: string, accountId: string): string {
  const definition = DEFINITIONS.find(({ environment }) => environment === variable);
  if (definition === undefined) throw new Error('No variable of Agoras 3.x');
  return inputReference(valueInput(definition.field, accountId).id);
}

function upgradedCommand({ command, args }: JsonObject, rewriter: CallRewriter, shell: Shell): JsonObject {
  const words = args !== undefined && isTextList(args) ? args : [];
  if (typeof command !== 'string') return {};
  if (/(?:^|[\\/])agoras(?:\.exe)?$/i.test(command)) return withArgs([], rewriter.update(words));
  const [first = '', module = '', ...others] = words;
  if (first === '-m' && AGORAS_MODULES.has(module)) return withArgs([first, MODULE], rewriter.update(others) ?? others);
  const updated = updateTerminalCommand(command, shellOfCommand(command, shell), MODULE, rewriter.update);
  return updated === undefined ? {} : { command: updated };
}

function withArgs(before: readonly string[], words: readonly string[] | undefined): JsonObject {
  return words === undefined ? {} : { args: [...before, ...words] };
}

function isTextList(value: JsonValue): value is readonly string[] {
  return isJsonList(value) && value.every((item) => typeof item === 'string');
}
