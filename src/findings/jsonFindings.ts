// Findings in launch.json, tasks.json and workspace files.
import type { Node } from 'jsonc-parser';
import { CREDENTIAL_VARIABLES } from '../agoras/flags';
import { AGORAS_MODULES } from '../agoras/publishCommand';
import { SHELLS } from '../agoras/publishWords';
import { agorasCallsIn } from '../agoras/terminalCommand';
import type { TextEdit } from '../edits/textPlan';
import {
  ANY_FORMAT,
  childValue,
  endOf,
  keyOf,
  propertyOf,
  readJsonDocument,
  valueOf,
  type JsonDocument,
} from '../edits/json/jsonDocument';
import { changeChildren } from '../edits/json/jsonEdits';
import { findInCall, passedVariables, withoutQuotes, type AgorasCall, type CallFault, type Word } from './agorasCalls';
import type { Finding, Remedy, Span } from './finding';
import { findInVariables, type FindingContext, type Variable, type VariableSet } from './variableSet';

/** The kind of JSON document; a workspace file contains both launch configurations and tasks. */
export type JsonFileKind = 'launch' | 'tasks' | 'workspace';

interface Entry {
  readonly place: 'launch' | 'tasks';
  readonly node: Node;
}

/** Text that isn't valid JSON has no findings: it is probably being typed. */
export function findInJson(text: string, kind: JsonFileKind, context: FindingContext): Finding[] {
  const read = readJsonDocument(text, ANY_FORMAT);
  if (!read.ok || read.value.root?.type !== 'object') return [];
  const document = read.value;
  return entriesOf(read.value.root, kind)
    .flatMap((entry) => findInEntry(document, entry, context))
    .sort((one, other) => one.start - other.start);
}

/** The variables of each entry that sets any of Agoras. */
export function jsonVariables(text: string, kind: JsonFileKind): readonly VariableSet[] {
  const read = readJsonDocument(text, ANY_FORMAT);
  if (!read.ok || read.value.root?.type !== 'object') return [];
  const document = read.value;
  return entriesOf(read.value.root, kind).flatMap((entry) => variablesOf(document, entry) ?? []);
}

function entriesOf(root: Node, kind: JsonFileKind): readonly Entry[] {
  const listed = (object: Node | undefined, key: string, place: Entry['place']): Entry[] => {
    const list = childValue(object, key);
    const children = list?.type === 'array' ? (list.children ?? []) : [];
    return children.filter(({ type }) => type === 'object').map((node) => ({ place, node }));
  };
  switch (kind) {
    case 'launch':
      return listed(root, 'configurations', 'launch');
    case 'tasks':
      return listed(root, 'tasks', 'tasks');
    case 'workspace':
      return [
        ...listed(childValue(root, 'launch'), 'configurations', 'launch'),
        ...listed(childValue(root, 'tasks'), 'tasks', 'tasks'),
      ];
  }
}

function findInEntry(document: JsonDocument, entry: Entry, context: FindingContext): Finding[] {
  const calls = callsOf(entry);
  const variables = variablesOf(document, entry, calls);
  const updating = updateOf(entry);
  return [
    ...calls
      .flatMap((call) => findInCall(call, context.version))
      .map((found) => ({
        start: found.start,
        end: found.end,
        fault: found.fault,
        remedies: remediesFor(entry, found, updating),
      })),
    ...(variables === undefined ? [] : findInVariables(variables, context)),
  ];
}

/** Launch configurations with a name can be rewritten as a whole; tasks have no such quick fix. */
function updateOf({ place, node }: Entry): Remedy[] {
  const name = childValue(node, 'name');
  return place === 'launch' && name?.type === 'string' ? [{ kind: 'update', configuration: String(name.value) }] : [];
}

function remediesFor({ node }: Entry, { fault, joined }: CallFault, updating: readonly Remedy[]): readonly Remedy[] {
  if (joined !== undefined) {
    const [flag, value] = joined;
    if (flag.inLine !== undefined && value.inLine !== undefined) {
      return [{ kind: 'edit', edits: joinedInLine(childValue(node, 'command'), flag.inLine, value.inLine) }];
    }
    // Both are JSON strings: everything from the flag's closing to the value's opening quote becomes an equals sign.
    return [
      { kind: 'edit', edits: [{ offset: flag.end - 1, length: value.start + 1 - (flag.end - 1), newText: '=' }] },
    ];
  }
  const write: Remedy = { kind: 'command', command: 'writeFlags' };
  return fault.kind === 'plainSecret' ? [...updating, write] : updating;
}

/** The whole command line, because the file may spell its text differently (JSON escapes). */
function joinedInLine(command: Node | undefined, flag: Span, value: Span): readonly TextEdit[] {
  if (typeof command?.value !== 'string') return [];
  const line = `${command.value.slice(0, flag.end)}=${command.value.slice(value.start)}`;
  return [{ offset: command.offset, length: command.length, newText: JSON.stringify(line) }];
}

/** All Agoras calls in an entry. */
function callsOf({ node }: Entry): readonly AgorasCall[] {
  const module = childValue(node, 'module');
  const args = wordsOf(childValue(node, 'args'));
  if (module?.type === 'string' && AGORAS_MODULES.has(String(module.value))) {
    return [{ module: wordOf(module), words: args }];
  }
  const command = childValue(node, 'command');
  if (command?.type !== 'string') return [];
  const text = String(command.value);
  if (/(?:^|[\\/])agoras(?:\.exe)?$/i.test(text)) return [{ module: undefined, words: args }];
  const [first, second, ...others] = args;
  if (first?.text === '-m' && second !== undefined && AGORAS_MODULES.has(second.text)) {
    return [{ module: second, words: others }];
  }
  const span = { start: command.offset, end: endOf(command) };
  return agorasCallsIn(text, SHELLS).map(({ caller, words }) => ({
    module: AGORAS_MODULES.has(caller.text) ? { ...span, text: caller.text } : undefined,
    words: words.map((word): Word => ({
      ...span,
      text: withoutQuotes(word.text),
      inLine: { start: word.start, end: word.end },
    })),
  }));
}

function wordsOf(list: Node | undefined): readonly Word[] {
  const children = list?.type === 'array' ? (list.children ?? []) : [];
  return children.map(wordOf);
}

function wordOf(node: Node): Word {
  return { start: node.offset, end: endOf(node), text: typeof node.value === 'string' ? node.value : '' };
}

/** Undefined if the entry sets no variable of Agoras. `calls`: the calls of Agoras in the entry. */
function variablesOf(
  document: JsonDocument,
  { place, node }: Entry,
  calls: readonly AgorasCall[] = [],
): VariableSet | undefined {
  const isOfAgoras = calls.length > 0;
  const env = childValue(place === 'launch' ? node : childValue(node, 'options'), 'env');
  if (env?.type !== 'object') return undefined;
  const properties = new Map<Variable, Node>();
  for (const property of env.children ?? []) {
    const [key, value] = property.children ?? [];
    const name = keyOf(property);
    if (key === undefined || value?.type !== 'string' || !CREDENTIAL_VARIABLES.has(name)) continue;
    properties.set({ name, value: String(value.value), nameSpan: spanOf(key), valueSpan: spanOf(value) }, property);
  }
  if (properties.size === 0) return undefined;
  const nodeOf = (variable: Variable) => properties.get(variable);
  return {
    place,
    variables: [...properties.keys()],
    isOfAgoras: isOfAgoras || [...properties.keys()].some(({ value }) => value.includes('agoras.')),
    // More variables may be set elsewhere if this entry reads a file or doesn't start Agoras itself.
    isPartial: !isOfAgoras || propertyOf(node, 'envFile') !== undefined,
    passed: new Set(calls.flatMap(passedVariables)),
    removal: (variable) => changeChildren(document, env, (property) => property === nodeOf(variable), []),
    replacement: (variable, value) => {
      const property = nodeOf(variable);
      if (property === undefined) return [];
      const { offset, length } = valueOf(property);
      return [{ offset, length, newText: JSON.stringify(value) }];
    },
  };
}

function spanOf(node: Node): Span {
  return { start: node.offset, end: endOf(node) };
}
