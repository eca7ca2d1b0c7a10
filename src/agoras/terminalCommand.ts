// The command line of a terminal that a person may have changed, with Agoras somewhere in it. It is taken apart into words
// as its shell does, but no word is read: each stays as it stands, quotes included, or another is put in its place.
// Sources: POSIX, "Shell Grammar"; fish, "The fish language"; PowerShell, "about_Parsing"; `cmd /?`.
import { AGORAS_MODULES } from './publishCommand';
import { alignLists } from '../edits/json/listAlignment';
import type { Shell } from '../edits/shellQuoting';
import { applyEdits, type TextEdit } from '../edits/textPlan';

interface Token {
  readonly isWord: boolean;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Syntax {
  readonly escape: string;
  /** What quotes, and whether an escape means something between them. */
  readonly quotes: Readonly<Record<string, { readonly escapes: boolean; readonly expands: boolean }>>;
}

const SYNTAXES: Readonly<Record<Shell, Syntax>> = {
  posix: {
    escape: '\\',
    quotes: {
      "'": { escapes: false, expands: false },
      '"': { escapes: true, expands: true },
      '`': { escapes: true, expands: false },
    },
  },
  fish: {
    escape: '\\',
    quotes: { "'": { escapes: true, expands: false }, '"': { escapes: true, expands: true } },
  },
  powershell: {
    escape: '`',
    quotes: { "'": { escapes: false, expands: false }, '"': { escapes: true, expands: true } },
  },
  cmd: { escape: '^', quotes: { '"': { escapes: false, expands: false } } },
};

/** Ends a command, or takes its output elsewhere. */
const OPERATOR = /(?:\d*[<>]|[;&|()\r\n])[<>;&|()\r\n]*/y;

/** In cmd a variable in which something is replaced may have a quote in it. */
const REPLACED_IN_CMD = /%\w+:[^%]*%/y;

/**
 * Brings each call of Agoras up to date: `update` gets the words behind it and gives those that are to be there, or
 * undefined where they do not post. The result is undefined where there is no call that posts, or where the command line
 * cannot be taken apart.
 */
export function updateTerminalCommand(
  command: string,
  shell: Shell,
  module: string,
  update: (words: readonly string[]) => readonly string[] | undefined,
): string | undefined {
  const tokens = tokensOf(command, shell);
  if (tokens === undefined) return undefined;
  const edits: TextEdit[] = [];
  let isFound = false;
  for (let at = 0; at < tokens.length; at++) {
    const caller = tokens[at];
    if (caller === undefined || !callsAgoras(caller, tokens[at - 1])) continue;
    const behind = tokens.slice(at + 1);
    const end = behind.findIndex(({ isWord }) => !isWord);
    const words = end === -1 ? behind : behind.slice(0, end);
    const updated = update(words.map(({ text }) => text));
    if (updated === undefined) continue;
    isFound = true;
    if (AGORAS_MODULES.has(caller.text)) edits.push(replacement(caller, module));
    edits.push(...wordEdits(caller, words, updated));
    at += words.length;
  }
  return isFound ? applyEdits(command, edits) : undefined;
}

function callsAgoras({ isWord, text }: Token, before: Token | undefined): boolean {
  if (!isWord) return false;
  if (before?.text === '-m') return AGORAS_MODULES.has(text);
  const name = text
    .replace(/["']$/, '')
    .split(/[\\/"']/)
    .at(-1);
  return name !== undefined && /^agoras(?:\.exe)?$/i.test(name);
}

/** Words that stay keep all that is between them. */
function wordEdits(caller: Token, words: readonly Token[], updated: readonly string[]): TextEdit[] {
  const edits: TextEdit[] = [];
  let last = caller;
  const steps = alignLists(
    words.map(({ text }) => text),
    updated,
  );
  for (const { from, to } of steps) {
    const word = from === undefined ? undefined : words[from];
    const text = to === undefined ? undefined : updated[to];
    if (word === undefined) {
      edits.push({ offset: last.end, length: 0, newText: ` ${text ?? ''}` });
      continue;
    }
    if (text === undefined) edits.push({ offset: last.end, length: word.end - last.end, newText: '' });
    else if (text !== word.text) edits.push(replacement(word, text));
    last = word;
  }
  return edits;
}

function replacement({ start, end }: Token, newText: string): TextEdit {
  return { offset: start, length: end - start, newText };
}

function tokensOf(command: string, shell: Shell): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const syntax = SYNTAXES[shell];
  for (let at = skipBlanks(command, 0, syntax); at < command.length; at = skipBlanks(command, at, syntax)) {
    const operator = Math.max(matchAt(OPERATOR, command, at), commentEnd(command, at, shell));
    const end = operator > at ? operator : wordEnd(command, at, syntax);
    if (end === undefined) return undefined;
    tokens.push({ isWord: operator === at, start: at, end, text: command.slice(at, end) });
    at = end;
  }
  return tokens;
}

/** Behind a comment that begins there; `at` where none does. cmd has none within a line. */
function commentEnd(command: string, at: number, shell: Shell): number {
  if (shell === 'cmd' || command.charAt(at) !== '#') return at;
  const end = command.slice(at).search(/[\r\n]/);
  return end === -1 ? command.length : at + end;
}

/** A line that is continued in the next one is one line. */
function skipBlanks(command: string, from: number, { escape }: Syntax): number {
  let at = from;
  for (;;) {
    if (/[^\S\r\n]/.test(command.charAt(at))) at++;
    else if (command.charAt(at) === escape && /^\r?\n/.test(command.slice(at + 1, at + 3))) {
      at = command.indexOf('\n', at) + 1;
    } else return at;
  }
}

/** Undefined where a quote or bracket is not closed. */
function wordEnd(command: string, start: number, syntax: Syntax): number | undefined {
  let at: number | undefined = start;
  while (at !== undefined && at < command.length && !/[\s;&|<>)]/.test(command.charAt(at))) {
    at = partEnd(command, at, syntax);
  }
  return at;
}

/** Behind one character of a word, or behind all that is quoted or in brackets there. */
function partEnd(command: string, at: number, syntax: Syntax): number | undefined {
  const character = command.charAt(at);
  if (character === syntax.escape) return Math.min(at + 2, command.length);
  if (Object.hasOwn(syntax.quotes, character)) return quoteEnd(command, at, syntax);
  if (character === '(') return bracketEnd(command, at, syntax);
  if (syntax.escape === '^' && character === '%') return Math.max(matchAt(REPLACED_IN_CMD, command, at), at + 1);
  return at + 1;
}

function quoteEnd(command: string, start: number, syntax: Syntax): number | undefined {
  const quote = command.charAt(start);
  const { escapes = false, expands = false } = syntax.quotes[quote] ?? {};
  for (let at = start + 1; at < command.length;) {
    const character = command.charAt(at);
    if (character === quote) return at + 1;
    const isBracket = expands && command.startsWith('$(', at);
    const isSpecial = (escapes && character === syntax.escape) || character === '%';
    let end: number | undefined = at + 1;
    if (isBracket) end = bracketEnd(command, at + 1, syntax);
    else if (isSpecial) end = partEnd(command, at, syntax);
    if (end === undefined) return undefined;
    at = end;
  }
  return undefined;
}

function bracketEnd(command: string, start: number, syntax: Syntax): number | undefined {
  let at: number | undefined = start + 1;
  while (at !== undefined && at < command.length) {
    if (command.charAt(at) === ')') return at + 1;
    at = partEnd(command, at, syntax);
  }
  return undefined;
}

/** Where a match ends that begins just there; without one the place itself. */
function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
