// The words behind `agoras` in a configuration that a person may have changed: what the version decides and the
// credentials are brought up to date, everything else stays. The words of a terminal's command line come as they stand
// there, with their quotes. Source: the options of each Agoras, long and short.
import { ALL_FLAGS } from './flags';
import { actionWords, IMAGE, POST_PARTS, TEXT, type CommandStyle, type PostPart } from './publishCommand';
import { fillInOrder } from '../edits/json/listAlignment';
import type { Shell } from '../edits/shellQuoting';

/** A credential that is passed as an argument. */
export interface CredentialFlag {
  readonly flag: string;
  /** Flag and value as they are written: two words, or one for a terminal. */
  readonly words: readonly string[];
}

export interface WordsUpdate {
  readonly style: CommandStyle;
  readonly credentials: readonly CredentialFlag[];
  /** For a command line of a terminal: its shell, and the variables that the configuration sets. */
  readonly terminal?: { readonly shell: Shell; readonly variables: ReadonlySet<string> };
}

/** An option with its value, as one word or as two. */
interface Option {
  readonly name: string;
  readonly words: readonly string[];
}

interface Action {
  readonly style: CommandStyle;
  readonly network: string;
  /** Of its first word. */
  readonly at: number;
  /** Indexes of the words that belong to it. */
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

/** Agoras 3.x reads a whole post from a file, and then takes none of its parts. */
const CONTENT_FILE = '--content';

/** What VS Code asks for, alone or in quotes. */
const ASKED = /^(["']?)\$\{input:[^{}"']*\}\1$/;

/**
 * How each shell passes a variable on as a part of one argument. Shells expand it after they have read the quotes, so
 * nothing in the value ends the argument or runs. cmd alone expands it before: there each `"` becomes a `'`.
 */
const EXPANSIONS: Readonly<Record<Shell, (flag: string, variable: string) => string>> = {
  posix: (flag, variable) => `${flag}="$${variable}"`,
  fish: (flag, variable) => `${flag}="$${variable}"`,
  powershell: (flag, variable) => `"${flag}=$env:${variable}"`,
  cmd: (flag, variable) => `"${flag}=%${variable}:"='%"`,
};

/** Every shell that commands are written for. */
export const SHELLS: readonly Shell[] = ['posix', 'fish', 'powershell', 'cmd'];

/** A flag whose value is that of a variable, as one word for a shell. */
export function expandedFlag(shell: Shell, flag: string, variable: string): string {
  return EXPANSIONS[shell](flag, variable);
}

/** Every flag that can get its value from a variable. */
const EXPANDED_FLAGS: readonly (readonly [flag: string, variable: string])[] = [
  ...POST_PARTS.flatMap(({ flags, variable }) =>
    [...flags.publish, ...flags.network].map((flag) => [flag, variable] as const),
  ),
  ...ALL_FLAGS.flatMap(({ flag, environment }) => (flag === undefined ? [] : [[flag, environment] as const])),
];

/** The shell that a command line was written for, as far as that can be seen; else the one that is asked for. */
export function shellOfCommand(command: string, shell: Shell): Shell {
  const isFor = (one: Shell): boolean =>
    EXPANDED_FLAGS.some(([flag, variable]) => command.includes(expandedFlag(one, flag, variable)));
  return [shell, ...SHELLS].find(isFor) ?? shell;
}

/** The words as they are to be; undefined: they are not those of a post. */
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

/** Every word, those of an option together. */
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

/** The name of an option that a word begins with, whether a quote stands before it or not. */
function nameOf(word: string): string | undefined {
  return /^["']?(--?[a-z][\w-]*)(?=["']?(?:=|$))/i.exec(word)?.[1];
}

/** Of an option that is none of ours nobody here knows whether the next word belongs to it, nor needs to. */
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

/** A part of the post by the name that it has in the version; its value stays. */
function renamePart(option: Option | string, { style, terminal }: WordsUpdate): readonly string[] {
  if (typeof option === 'string') return [option];
  const { name, words } = option;
  const part = partOf(name);
  if (part === undefined) return words;
  const newName = part.flags[style].includes(name) ? name : part.flags[style][0];
  // What was written for another shell is written for this one.
  if (terminal !== undefined && SHELLS.some((shell) => expandedFlag(shell, name, part.variable) === words[0])) {
    return [expandedFlag(terminal.shell, newName, part.variable)];
  }
  const [first = '', value] = words;
  const renamed = first.replace(name, newName);
  if (value === undefined) return [renamed];
  // A text that is typed may begin with a dash: behind an equals sign it is no option.
  return ASKED.test(value) ? [`${renamed}=${value}`] : [renamed, value];
}

/** Since 2.2 Agoras wants the parts of a post as arguments; before, variables were enough. */
function missingParts(words: readonly string[], { style: found }: Action, update: WordsUpdate): readonly string[] {
  const { style, terminal } = update;
  const names = new Set(words.map(nameOf));
  if (terminal === undefined || style === 'publish' || names.has(CONTENT_FILE)) return [];
  const isThere = ({ flags }: PostPart): boolean => flags.network.some((flag) => names.has(flag));
  const absent = [TEXT, IMAGE].filter((part) => !isThere(part));
  const inVariables = absent.filter(({ variable }) => terminal.variables.has(variable));
  const missing = (): readonly PostPart[] => {
    if (!POST_PARTS.some(isThere)) return inVariables.length > 0 ? inVariables : absent;
    // A person who has left one out behind `instagram post` has meant to.
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

/** Whether the value is the right one already, whichever of its names the option has. */
function isRight({ name, words: [first, second] }: Option, { words: [word, value] }: CredentialFlag): boolean {
  if (second !== undefined) return second === value;
  return first === word || (value !== undefined && first === `${name}=${value}`);
}
