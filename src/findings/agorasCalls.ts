// Finds faults in how a file starts Agoras, for the Agoras version of the workspace.
import { ALL_FLAGS, definitionsFor } from '../agoras/flags';
import { AGORAS_MODULES, POST_PARTS, publishCommand } from '../agoras/publishCommand';
import { credentialFlag } from '../agoras/publishWords';
import { NETWORKS, usesRefreshToken, type AgorasVersion } from '../agoras/target';
import type { ShellWord, TerminalCall } from '../agoras/terminalCommand';
import type { Fault, Span } from './finding';
import { looksSecret } from './valueLooks';

/** A word of a command and its position. In JSON, all words of one command line share the span of the whole string. */
export interface Word extends Span {
  readonly text: string;
  /** The position within that command line, quotes included. */
  readonly inLine?: Span;
}

/** A command that starts Agoras. */
export interface AgorasCall {
  /** The module after `python -m`. */
  readonly module: Word | undefined;
  /** The words after `agoras` or the module. */
  readonly words: readonly Word[];
}

/** A fault in a call and its position. `joined`: the two words that have to be joined into one. */
export interface CallFault extends Span {
  readonly fault: Fault;
  readonly joined?: readonly [Word, Word];
}

/** Flags whose values people type, such as the text of a post. */
const TEXT_FLAGS: ReadonlySet<string> = new Set(
  POST_PARTS.flatMap(({ flags }) => [...flags.publish, ...flags.network]),
);

const INPUT = /^\$\{input:[^{}]*\}$/;

/** `version`: undefined if the Agoras version isn't known. */
export function findInCall({ module, words }: AgorasCall, version: AgorasVersion | undefined): CallFault[] {
  return [
    ...(version === undefined ? [] : ofOtherVersion(module, words, version)),
    ...words.flatMap((word, index) => [...looseText(word, words[index + 1]), ...secretFlag(word, words[index + 1])]),
  ];
}

function ofOtherVersion(module: Word | undefined, words: readonly Word[], version: AgorasVersion): CallFault[] {
  return [
    ...(module === undefined ? [] : wrongModule(module, version)),
    ...removedCommand(words, version),
    ...words.flatMap((word) => unknownFlag(word, version)),
  ];
}

function wrongModule(module: Word, version: AgorasVersion): CallFault[] {
  const right = publishCommand({ version, networks: NETWORKS }).module;
  if (!AGORAS_MODULES.has(module.text) || module.text === right) return [];
  return [at(module, { kind: 'moduleOfOtherVersion', module: module.text, version })];
}

/** Agoras 2.x still runs `publish`. */
function removedCommand(words: readonly Word[], version: AgorasVersion): CallFault[] {
  const command = words.find(({ text }) => !text.startsWith('-'));
  return version === '3.x' && command?.text === 'publish' ? [at(command, { kind: 'publishRemoved' })] : [];
}

function unknownFlag(word: Word, version: AgorasVersion): CallFault[] {
  const flag = flagOf(word);
  const credential = credentialFlag(flag);
  if (credential === undefined || !usesRefreshToken(version)) return [];
  const isKnown = definitionsFor({ version, networks: NETWORKS }).some((definition) => definition.flag === credential);
  return isKnown ? [] : [at(word, { kind: 'flagOfOtherVersion', flag, version })];
}

function looseText(word: Word, next: Word | undefined): CallFault[] {
  if (next === undefined || !TEXT_FLAGS.has(word.text) || !INPUT.test(next.text)) return [];
  const fault: Fault = { kind: 'looseText', flag: word.text };
  return [{ start: word.start, end: next.end, fault, joined: [word, next] }];
}

function secretFlag(word: Word, next: Word | undefined): CallFault[] {
  const flag = flagOf(word);
  if (credentialFlag(flag) === undefined) return [];
  const holder = word.text === flag ? next : word;
  const value = holder === next ? next?.text : word.text.slice(flag.length + 1);
  if (holder === undefined || value === undefined || !looksSecret(value)) return [];
  return [at(holder, { kind: 'plainSecret', name: flag })];
}

/** The variables whose values the call passes as arguments. */
export function passedVariables({ words }: AgorasCall): readonly string[] {
  const flags = words.map((word) => credentialFlag(flagOf(word)));
  return ALL_FLAGS.flatMap(({ flag, environment }) =>
    flag !== undefined && flags.includes(flag) ? [environment] : [],
  );
}

/** A call in a command line, with the position of each word. */
export function placedCall({ caller, words }: TerminalCall): AgorasCall {
  const read = ({ start, end, text }: ShellWord): Word => ({ start, end, text: withoutQuotes(text) });
  return { module: AGORAS_MODULES.has(caller.text) ? read(caller) : undefined, words: words.map(read) };
}

export function withoutQuotes(word: string): string {
  return word.replace(/^(["'])(.*)\1$/s, '$2');
}

function flagOf({ text }: Word): string {
  return text.split('=', 1)[0] ?? '';
}

function at({ start, end }: Span, fault: Fault): CallFault {
  return { start, end, fault };
}
