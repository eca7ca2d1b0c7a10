// Updates a terminal command line that a person may have changed, with Agoras somewhere in it. It is split into words
// as its shell would, but the words are not interpreted: each stays as written, quotes included, or is replaced.
// Sources: POSIX, "Shell Grammar"; fish, "The fish language"; PowerShell, "about_Parsing"; `cmd /?`.
import { AGORAS_MODULES } from './publishCommand';
import { alignLists } from '../edits/json/listAlignment';
import type { Shell } from '../edits/shellQuoting';
import { applyEdits, type TextEdit } from '../edits/textPlan';

/** A word of a command line as written, quotes included. */
export interface ShellWord {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Token extends ShellWord {
  readonly isWord: boolean;
}

interface Syntax {
  readonly escape: string;
  /** The quote characters, and what works between them: escapes, and `$(…)`. */
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

/** Ends a command or redirects its output. */
const OPERATOR = /(?:\d*[<>]|[;&|()\r\n])[<>;&|()\r\n]*/y;

/** In cmd, a variable with a text replacement (`%NAME:old=new%`) may contain a quote. */
const REPLACED_IN_CMD = /%\w+:[^%]*%/y;

/**
 * Updates each Agoras call: `update` gets the words after it and returns the new ones, or undefined if the call doesn't
 * post. The result is undefined if no call posts or the command line can't be parsed.
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
  let end = 0;
  for (const { caller, words } of callsIn(tokens)) {
    // A word inside a call that was just updated isn't a call itself.
    if (caller.start < end) continue;
    const updated = update(words.map(({ text }) => text));
    if (updated === undefined) continue;
    isFound = true;
    if (AGORAS_MODULES.has(caller.text)) edits.push(replacement(caller, module));
    edits.push(...wordEdits(caller, words, updated));
    end = words.at(-1)?.end ?? caller.end;
  }
  return isFound ? applyEdits(command, edits) : undefined;
}

/** An Agoras call in a command line: the word that starts it, and the words after it as written. */
export interface TerminalCall {
  readonly caller: ShellWord;
  readonly words: readonly ShellWord[];
}

/** The calls as read by the first of the shells that can parse the command line. */
export function agorasCallsIn(command: string, shells: readonly Shell[]): readonly TerminalCall[] {
  for (const shell of shells) {
    const tokens = tokensOf(command, shell);
    if (tokens !== undefined) return commandsIn(tokens);
  }
  return [];
}

/** The same for a script, up to the point where it can't be parsed. */
export function agorasCallsInScript(script: string, shell: Shell): readonly TerminalCall[] {
  return commandsIn(tokensUpTo(script, shell).tokens);
}

/** {@link updateTerminalCommand} for each Agoras command of a script; returns the edits, in order. */
export function scriptEdits(
  script: string,
  shell: Shell,
  module: string,
  update: (words: readonly string[]) => readonly string[] | undefined,
): readonly TextEdit[] {
  return commandsIn(tokensUpTo(script, shell).tokens).flatMap(({ caller, words }) => {
    const updated = update(words.map(({ text }) => text));
    if (updated === undefined) return [];
    const start = AGORAS_MODULES.has(caller.text) ? [replacement(caller, module)] : [];
    return [...start, ...wordEdits(caller, words, updated)];
  });
}

/** The calls that are commands themselves, not arguments of another command such as `echo`. */
function commandsIn(tokens: readonly Token[]): readonly TerminalCall[] {
  return callsIn(tokens).filter(({ at }) => isCommand(tokens, at));
}

function callsIn(tokens: readonly Token[]): readonly (TerminalCall & { readonly at: number })[] {
  return tokens.flatMap((caller, at) => {
    if (!callsAgoras(caller, tokens[at - 1])) return [];
    const behind = tokens.slice(at + 1);
    const end = behind.findIndex(({ isWord }) => !isWord);
    return [{ at, caller, words: end === -1 ? behind : behind.slice(0, end) }];
  });
}

/**
 * What may precede a command without being the command: a variable, a keyword, or a program that runs another one, with
 * its options.
 */
const BEFORE_COMMAND =
  /^(?:\w+=.*|-.*|[!&{.]|if|while|until|then|else|elif|do|time|env|sudo|exec|command|nohup|nice|xvfb-run|timeout|\d+[smhd]?|uv|uvx|pipx|poetry|pipenv|hatch|pdm|rye|run|and|not|call)$/s;

const PYTHON =
  /^["']?(?:.*[\\/])?(?:python[\d.]*|pypy3?|py)(?:\.exe)?["']?$|^["']?\$(?:\{?\w*PYTHON\w*\}?|env:\w*PYTHON\w*)["']?$/i;

function isCommand(tokens: readonly Token[], at: number): boolean {
  const start = tokens.slice(0, at).findLastIndex(({ isWord }) => !isWord) + 1;
  const before = tokens.slice(start, at).map(({ text }) => text);
  const python = before.findIndex((word) => PYTHON.test(word));
  if (before.at(-1) === '-m') return python !== -1 && before.slice(0, python).every(isBeforeCommand);
  return before.every(isBeforeCommand);
}

function isBeforeCommand(word: string): boolean {
  return BEFORE_COMMAND.test(word);
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

/** Words that stay also keep the spacing between them. */
function wordEdits(caller: ShellWord, words: readonly ShellWord[], updated: readonly string[]): TextEdit[] {
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

function replacement({ start, end }: ShellWord, newText: string): TextEdit {
  return { offset: start, length: end - start, newText };
}

function tokensOf(command: string, shell: Shell): readonly Token[] | undefined {
  const { tokens, end } = tokensUpTo(command, shell);
  return end === command.length ? tokens : undefined;
}

/** `end`: the offset of a quote or bracket that is never closed; otherwise the end of the text. */
function tokensUpTo(text: string, shell: Shell): { readonly tokens: readonly Token[]; readonly end: number } {
  // GitHub replaces its expressions before a shell reads the line.
  const command = text.replace(EXPRESSION, (expression) => '_'.repeat(expression.length));
  const tokens: Token[] = [];
  const syntax = SYNTAXES[shell];
  let documents: readonly string[] = [];
  for (let at = skipBlanks(command, 0, syntax); at < command.length; at = skipBlanks(command, at, syntax)) {
    const operator = Math.max(matchAt(OPERATOR, command, at), commentEnd(command, at, shell));
    let end = operator > at ? operator : wordEnd(command, at, syntax);
    if (end === undefined) return { tokens, end: at };
    const token = command.slice(at, end);
    if (shell === 'posix' && operator > at) {
      if (/(?:^|[^<])<<$/.test(token)) documents = [...documents, hereDocumentAt(command, end)];
      else if (/[\r\n]/.test(token)) [end, documents] = [hereDocumentsEnd(command, at, end, documents), []];
    }
    tokens.push({ isWord: operator === at, start: at, end, text: text.slice(at, end) });
    at = end;
  }
  return { tokens, end: command.length };
}

const EXPRESSION = /\$\{\{[^\r\n]*?\}\}/g;

/** The delimiter of a here-document, whose text starts on the next line; empty if the delimiter isn't a plain word. */
function hereDocumentAt(command: string, at: number): string {
  return /^-?[ \t]*(["']?)([\w.-]+)\1/.exec(command.slice(at, at + 200))?.[2] ?? '';
}

/** The offset after the here-documents that start at a line break: their text contains no commands. */
function hereDocumentsEnd(command: string, at: number, end: number, words: readonly string[]): number {
  if (words.length === 0) return end;
  let line = command.indexOf('\n', at) + 1;
  for (const word of words) {
    const found = new RegExp(`^[ \\t]*${word.replaceAll('.', '\\.')}[ \\t]*\\r?$`, 'm').exec(command.slice(line));
    if (line === 0 || word === '' || found === null) return command.length;
    line += found.index + found[0].length;
  }
  return line;
}

/**
 * The offset after the comment that starts at `at`, or `at` itself if there is none. cmd has no comments within a line.
 */
function commentEnd(command: string, at: number, shell: Shell): number {
  if (shell === 'cmd' || command.charAt(at) !== '#') return at;
  const end = command.slice(at).search(/[\r\n]/);
  return end === -1 ? command.length : at + end;
}

/** Also skips an escaped line break, which continues the line. */
function skipBlanks(command: string, from: number, { escape }: Syntax): number {
  let at = from;
  for (;;) {
    if (/[^\S\r\n]/.test(command.charAt(at))) at++;
    else if (command.charAt(at) === escape && /^\r?\n/.test(command.slice(at + 1, at + 3))) {
      at = command.indexOf('\n', at) + 1;
    } else return at;
  }
}

/** Undefined if a quote or bracket isn't closed. */
function wordEnd(command: string, start: number, syntax: Syntax): number | undefined {
  let at: number | undefined = start;
  while (at !== undefined && at < command.length && !/[\s;&|<>)]/.test(command.charAt(at))) {
    at = partEnd(command, at, syntax);
  }
  return at;
}

/** The offset after one character of a word, or after a whole quoted or bracketed part. */
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

/** The end of a match that starts exactly at `at`; `at` if there is none. */
function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
