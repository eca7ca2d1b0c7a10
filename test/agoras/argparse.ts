// Python's argparse, as far as callers of Agoras notice it: https://docs.python.org/3/library/argparse.html

export interface Option {
  /** For example `--status-text`, with `-st` before it if it has a short form. */
  readonly names: readonly [string, ...string[]];
  /** The placeholder for the value in the usage text; an option without it takes no value. */
  readonly value?: string;
  readonly required?: boolean;
  readonly choices?: readonly string[];
}

export interface Parser {
  readonly prog: string;
  /** Replaces the usage text that is generated from the options. */
  readonly usage?: string;
  readonly options: readonly Option[];
  readonly commands?: {
    /** The name for the command argument in errors; empty for the outermost parser. */
    readonly name: string;
    readonly required: boolean;
    readonly parsers: ReadonlyMap<string, Parser>;
  };
}

export type Parsed =
  | { readonly kind: 'command'; readonly path: readonly string[]; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'version' }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string };

const help: Option = { names: ['-h', '--help'] };
const version: Option = { names: ['-V', '--version'] };
export const helpAndVersion: readonly Option[] = [version, help];
export const helpOnly: readonly Option[] = [help];

/** Thrown by the parsers of commands, caught in one place. */
class Stop extends Error {
  constructor(readonly parsed: Exclude<Parsed, { kind: 'command' }>) {
    super(parsed.kind);
  }
}

export function parseArguments(parser: Parser, args: readonly string[]): Parsed {
  try {
    const level = parseLevel(parser, args);
    if (level.extras.length > 0) throw usageError(parser, `unrecognized arguments: ${level.extras.join(' ')}`);
    return { kind: 'command', path: level.path, values: level.values };
  } catch (error) {
    if (error instanceof Stop) return error.parsed;
    throw error;
  }
}

/** The name under which the value of an option is stored. */
function keyOf({ names }: Option): string {
  return (names.at(-1) ?? '').replace(/^-+/, '');
}

interface Level {
  /** The commands, from the outermost to the innermost. */
  readonly path: readonly string[];
  readonly values: ReadonlyMap<string, string>;
  /** Unknown arguments: the outermost parser complains about them. */
  readonly extras: readonly string[];
}

type Argument = 'positional' | 'unknown' | { readonly option: Option; readonly given: string | undefined };

function parseLevel(parser: Parser, args: readonly string[]): Level {
  const values = new Map<string, string>();
  const extras: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const found = classify(parser, arg);
    if (found === 'positional' && parser.commands) {
      requireChoice(parser, parser.commands.name, arg, [...parser.commands.parsers.keys()]);
      requireOptions(parser, values);
      const inner = parseLevel(parser.commands.parsers.get(arg) ?? parser, args.slice(at + 1));
      return {
        path: [arg, ...inner.path],
        values: new Map([...values, ...inner.values]),
        extras: [...extras, ...inner.extras],
      };
    }
    if (found === 'positional' || found === 'unknown') {
      extras.push(arg);
    } else if (found.option.value === undefined) {
      takeSwitch(parser, found.option, found.given);
      values.set(keyOf(found.option), 'true');
    } else {
      const next = args[at + 1];
      const following = next !== undefined && classify(parser, next) === 'positional' ? next : undefined;
      const value = found.given ?? following;
      if (value === undefined) throw argumentError(parser, found.option.names.join('/'), 'expected one argument');
      if (found.given === undefined) at += 1;
      if (found.option.choices) requireChoice(parser, found.option.names.join('/'), value, found.option.choices);
      values.set(keyOf(found.option), value);
    }
  }
  requireOptions(parser, values);
  if (parser.commands?.required === true) throw requiredMissing(parser, [parser.commands.name]);
  return { path: [], values, extras };
}

/** Words with a space, a lone dash and negative numbers are values, whatever they start with. */
function classify(parser: Parser, arg: string): Argument {
  const { options } = parser;
  if (!arg.startsWith('-') || arg === '-') return 'positional';
  const [name = '', ...rest] = arg.split('=');
  const given = rest.length > 0 ? rest.join('=') : undefined;
  const named = (text: string): Option | undefined => options.find(({ names }) => names.includes(text));
  const whole = named(arg);
  if (whole) return { option: whole, given: undefined };
  const exact = named(name);
  if (exact) return { option: exact, given };
  const begun = options.flatMap((option) => option.names.filter((full) => full.startsWith(name)).map(() => option));
  const candidates = begun.flatMap(({ names }) => names.filter((full) => full.startsWith(name)));
  if (candidates.length > 1) {
    throw usageError(parser, `ambiguous option: ${arg} could match ${candidates.join(', ')}`);
  }
  const [only] = begun;
  if (only) return { option: only, given };
  // A short option and its value in one word.
  const short = arg.startsWith('--') ? undefined : named(arg.slice(0, 2));
  if (short) return { option: short, given: arg.slice(2) };
  return /^-\d+$|^-\d*\.\d+$/.test(arg) || arg.includes(' ') ? 'positional' : 'unknown';
}

function takeSwitch(parser: Parser, option: Option, given: string | undefined): void {
  const problem = `ignored explicit argument '${given ?? ''}'`;
  if (given !== undefined) throw argumentError(parser, option.names.join('/'), problem);
  if (option === help) throw new Stop({ kind: 'help', text: helpOf(parser) });
  if (option === version) throw new Stop({ kind: 'version' });
}

function requireChoice(parser: Parser, argument: string, value: string, choices: readonly string[]): void {
  if (choices.includes(value)) return;
  const known = choices.map((choice) => `'${choice}'`).join(', ');
  throw argumentError(parser, argument, `invalid choice: '${value}' (choose from ${known})`);
}

function requireOptions(parser: Parser, values: ReadonlyMap<string, string>): void {
  const missing = parser.options.filter((option) => option.required === true && !values.has(keyOf(option)));
  if (missing.length > 0) {
    throw requiredMissing(
      parser,
      missing.map(({ names }) => names.join('/')),
    );
  }
}

function requiredMissing(parser: Parser, missing: readonly string[]): Stop {
  return usageError(parser, `the following arguments are required: ${missing.join(', ')}`);
}

function argumentError(parser: Parser, argument: string, problem: string): Stop {
  return usageError(parser, `argument ${argument}: ${problem}`);
}

function usageError(parser: Parser, problem: string): Stop {
  return new Stop({ kind: 'error', text: `${usageOf(parser)}\n${parser.prog}: error: ${problem}` });
}

function usageOf(parser: Parser): string {
  if (parser.usage !== undefined) return `usage: ${parser.usage}`;
  const parts = parser.options.map((option) =>
    option.required === true ? shortForm(option) : `[${shortForm(option)}]`,
  );
  if (parser.commands) parts.push(`{${[...parser.commands.parsers.keys()].join(',')}} ...`);
  const lines = [''];
  for (const part of parts) {
    const line = lines.at(-1) ?? '';
    const longer = line === '' ? part : `${line} ${part}`;
    if (line !== '' && longer.length > lineWidth) lines.push(part);
    else lines[lines.length - 1] = longer;
  }
  return `usage: ${[parser.prog, ...lines.map((line) => `       ${line}`)].join('\n')}`;
}

/** 80 columns minus the indent and what argparse leaves free at the end. */
const lineWidth = 71;

function shortForm({ names: [name], value }: Option): string {
  return value === undefined ? name : `${name} ${value}`;
}

function helpOf(parser: Parser): string {
  const options = parser.options.map(
    (option) => `  ${option.names.map((name) => shortForm({ ...option, names: [name] })).join(', ')}`,
  );
  const commands = parser.commands ? [...parser.commands.parsers.keys()].map((name) => `    ${name}`) : [];
  return [
    usageOf(parser),
    '',
    'options:',
    ...options,
    ...(commands.length > 0 ? ['', 'Commands:', ...commands] : []),
  ].join('\n');
}
