// Updates the words after `agoras` in a configuration that a person may have changed: what depends on the version and
// the credentials change, everything else stays. Words from a terminal's command line include their quotes. Source: the
// long and short options of each Agoras version.
import { ALL_FLAGS } from './flags';
import { actionWords, IMAGE, POST_PARTS, TEXT, type CommandStyle, type PostPart } from './publishCommand';
import { fillInOrder } from '../edits/json/listAlignment';
import type { Shell } from '../edits/shellQuoting';

/** A credential that is passed as an argument. */
export interface CredentialFlag {
  readonly flag: string;
  /** Flag and value as they are written: two words, or one in a terminal. */
  readonly words: readonly string[];
}

export interface WordsUpdate {
  readonly style: CommandStyle;
  readonly credentials: readonly CredentialFlag[];
  /** Only for the command line of a terminal: its shell, and the variables that the configuration sets. */
  readonly terminal?: { readonly shell: Shell; readonly variables: ReadonlySet<string> };
}

/** An option with its value, written as one word or two. */
interface Option {
  readonly name: string;
  readonly words: readonly string[];
}

interface Action {
  readonly style: CommandStyle;
  readonly network: string;
  /** Index of its first word. */
  readonly at: number;
  /** Indexes of all words that belong to it. */
  readonly words: ReadonlySet<number>;
}

const SHORT_FLAGS: Readonly<Record<string, string>> = {
  '-it': '--instagram-access-token',
  '-io': '--instagram-object-id',
  '-ft': '--facebook-access-token',
  '-fo': '--facebook-object-id',
};

const CREDENTIAL_FLAGS: ReadonlySet<string | undefined> = new Set(
  ALL_FLAGS.flatMap(({ flag }) => (flag === undefined ? [] : [flag])),
);

/** Agoras 3.x can read a whole post from a file, and then accepts no text or image flags. */
const CONTENT_FILE = '--content';

/** A reference to a VS Code input, with or without quotes. */
const ASKED = /^(["']?)\$\{input:[^{}"']*\}\1$/;

/**
 * How each shell inserts a variable into one argument. Shells other than cmd expand it after parsing quotes, so nothing
 * in the value can end the argument or run as code. cmd expands it first, so there each `"` is replaced with `'`.
 */
const EXPANSIONS: Readonly<Record<Shell, (flag: string, variable: string) => string>> = {
  posix: (flag, variable) => `${flag}="$${variable}"`,
  fish: (flag, variable) => `${flag}="$${variable}"`,
  powershell: (flag, variable) => `"${flag}=$env:${variable}"`,
  cmd: (flag, variable) => `"${flag}=%${variable}:"='%"`,
};

/** Every shell that commands can be written for. */
export const SHELLS: readonly Shell[] = ['posix', 'fish', 'powershell', 'cmd'];

/** One shell word: a flag whose value is read from a variable. */
export function expandedFlag(shell: Shell, flag: string, variable: string): string {
  return EXPANSIONS[shell](flag, variable);
}

/** Every flag whose value can come from a variable. */
const EXPANDED_FLAGS: readonly (readonly [flag: string, variable: string])[] = [
  ...POST_PARTS.flatMap(({ flags, variable }) =>
    [...flags.publish, ...flags.network].map((flag) => [flag, variable] as const),
  ),
  ...ALL_FLAGS.flatMap(({ flag, environment }) => (flag === undefined ? [] : [[flag, environment] as const])),
];

/** The shell that a command line was written for, if its variables show it; otherwise `shell`. */
export function shellOfCommand(command: string, shell: Shell): Shell {
  const isFor = (one: Shell): boolean =>
    EXPANDED_FLAGS.some(([flag, variable]) => command.includes(expandedFlag(one, flag, variable)));
  return [shell, ...SHELLS].find(isFor) ?? shell;
}

/** The updated words; undefined if the command doesn't post. */
export function updateWords(words: readonly string[], update: WordsUpdate): readonly string[] | undefined {
  const action = findAction(words);
  if (action === undefined) return undefined;
  const restyled = action.style === update.style ? words : withAction(words, action, update.style);
  const renamed = optionsOf(restyled).flatMap((option) => renamePart(option, update));
  return setCredentials([...renamed, ...missingParts(renamed, action, update)], update.credentials);
}

function findAction(words: readonly string[]): Action | undefined {
  const at = words.indexOf('publish');
  const network = findOption(words, ['--network', '-n']);
  const action = findOption(words, ['--action', '-a']);
  if (at !== -1 && network !== undefined && action?.value === 'post') {
    return {
      style: 'publish',
      network: network.value,
      at,
      words: new Set([at, ...network.indexes, ...action.indexes]),
    };
  }
  const first = words.findIndex((word, index) => /^[a-z]+$/.test(word) && words[index + 1] === 'post');
  const name = words[first];
  return name === undefined
    ? undefined
    : { style: 'network', network: name, at: first, words: new Set([first, first + 1]) };
}

function findOption(
  words: readonly string[],
  names: readonly string[],
): { readonly value: string; readonly indexes: readonly number[] } | undefined {
  for (const [index, word] of words.entries()) {
    const name = nameOf(word);
    if (name === undefined || !names.includes(name) || !word.startsWith(name)) continue;
    if (word !== name) return { value: word.slice(name.length + 1), indexes: [index] };
    const value = words[index + 1];
    if (value !== undefined) return { value, indexes: [index, index + 1] };
  }
  return undefined;
}

function withAction(words: readonly string[], action: Action, style: CommandStyle): readonly string[] {
  return words.flatMap((word, index) => {
    if (index === action.at) return actionWords(style, action.network);
    return action.words.has(index) ? [] : [word];
  });
}

/** All words, with each option and its value grouped. */
function optionsOf(words: readonly string[]): readonly (Option | string)[] {
  const options: (Option | string)[] = [];
  for (let at = 0; at < words.length; at++) {
    const [word = '', next] = words.slice(at, at + 2);
    const name = nameOf(word);
    if (name === undefined) {
      options.push(word);
    } else if (word !== name || next === undefined || !takesValue(name) || nameOf(next) !== undefined) {
      options.push({ name, words: [word] });
    } else {
      options.push({ name, words: [word, next] });
      at++;
    }
  }
  return options;
}

/** The name of the option that a word starts with, possibly after a quote. */
function nameOf(word: string): string | undefined {
  return /^["']?(--?[a-z][\w-]*)(?=["']?(?:=|$))/i.exec(word)?.[1];
}

/** Whether the next word is the option's value; for unknown options that doesn't matter, so they are left alone. */
function takesValue(name: string): boolean {
  return partOf(name) !== undefined || credentialFlag(name) !== undefined;
}

function partOf(name: string): PostPart | undefined {
  return POST_PARTS.find(({ flags }) => flags.publish.includes(name) || flags.network.includes(name));
}

/** The long name of a flag that holds a credential; undefined for any other. */
export function credentialFlag(name: string): string | undefined {
  const flag = SHORT_FLAGS[name] ?? name;
  return CREDENTIAL_FLAGS.has(flag) ? flag : undefined;
}

/** Renames a part of the post to its flag in this version; its value stays. */
function renamePart(option: Option | string, { style, terminal }: WordsUpdate): readonly string[] {
  if (typeof option === 'string') return [option];
  const { name, words } = option;
  const part = partOf(name);
  if (part === undefined) return words;
  const newName = part.flags[style].includes(name) ? name : part.flags[style][0];
  // Rewrites a variable reference that was written for another shell.
  if (terminal !== undefined && SHELLS.some((shell) => expandedFlag(shell, name, part.variable) === words[0])) {
    return [expandedFlag(terminal.shell, newName, part.variable)];
  }
  const [first = '', value] = words;
  const renamed = first.replace(name, newName);
  if (value === undefined) return [renamed];
  // A typed text may start with a dash: after an equals sign it isn't taken for an option.
  return ASKED.test(value) ? [`${renamed}=${value}`] : [renamed, value];
}

/** Since 2.2, Agoras needs the parts of a post as arguments; before, the variables were enough. */
function missingParts(words: readonly string[], { style: found }: Action, update: WordsUpdate): readonly string[] {
  const { style, terminal } = update;
  const names = new Set(words.map(nameOf));
  if (terminal === undefined || style === 'publish' || names.has(CONTENT_FILE)) return [];
  const isThere = ({ flags }: PostPart): boolean => flags.network.some((flag) => names.has(flag));
  const absent = [TEXT, IMAGE].filter((part) => !isThere(part));
  const inVariables = absent.filter(({ variable }) => terminal.variables.has(variable));
  const missing = (): readonly PostPart[] => {
    if (!POST_PARTS.some(isThere)) return inVariables.length > 0 ? inVariables : absent;
    // If a part is missing after `instagram post`, the person left it out on purpose.
    return found === 'publish' ? inVariables : [];
  };
  return missing().map(({ flags, variable }) => expandedFlag(terminal.shell, flags[style][0], variable));
}

function setCredentials(words: readonly string[], wanted: readonly CredentialFlag[]): readonly string[] {
  const found = optionsOf(words).flatMap((option): { flag?: string; words: readonly string[] }[] => {
    if (typeof option === 'string') return [{ words: [option] }];
    const flag = credentialFlag(option.name);
    if (flag === undefined) return [option];
    const credential = wanted.find((one) => one.flag === flag);
    if (credential === undefined) return [];
    return [{ flag, words: isRight(option, credential) ? option.words : credential.words }];
  });
  return fillInOrder(found, wanted, ({ flag }) => flag).flatMap((option) => option.words);
}

/** Whether the value is already right, under either name of the option. */
function isRight({ name, words: [first, second] }: Option, { words: [word, value] }: CredentialFlag): boolean {
  if (second !== undefined) return second === value;
  return first === word || (value !== undefined && first === `${name}=${value}`);
}
