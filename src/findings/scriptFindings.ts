// Findings in a shell script: how it starts Agoras, and which variables it sets.
import { CREDENTIAL_VARIABLES } from '../agoras/flags';
import type { AgorasVersion } from '../agoras/target';
import { agorasCallsInScript } from '../agoras/terminalCommand';
import { lineStartAt } from '../edits/lines';
import type { Shell } from '../edits/shellQuoting';
import { findInCall, placedCall } from './agorasCalls';
import type { Finding, Remedy } from './finding';
import { findInVariables, type FindingContext, type Variable, type VariableSet } from './variableSet';

export function findInScript(text: string, shell: Shell, context: FindingContext): Finding[] {
  return [
    ...callsInScript(text, shell, context.version),
    ...findInVariables(scriptVariables(text, shell), context),
  ].sort((one, other) => one.start - other.start);
}

/** `version`: of the Agoras that the script runs. */
export function callsInScript(text: string, shell: Shell, version: AgorasVersion | undefined): Finding[] {
  const write: Remedy = { kind: 'command', command: 'writeFlags' };
  return agorasCallsInScript(text, shell)
    .flatMap((call) => findInCall(placedCall(call), version))
    .map(({ start, end, fault }) => ({ start, end, fault, remedies: fault.kind === 'plainSecret' ? [write] : [] }));
}

const POSIX = /^[ \t]*(?:export[ \t]+|declare -x[ \t]+)?([A-Z][A-Z0-9_]*)=("[^"\r\n]*"|'[^'\r\n]*'|[^\s;&|"'#]*)/gm;

/** How each shell sets a variable at the start of a line; captures the name, and the value as written. */
const ASSIGNMENTS: Readonly<Record<Shell, RegExp>> = {
  posix: POSIX,
  fish: /^[ \t]*set(?:[ \t]+-[-a-z]+)*[ \t]+([A-Z][A-Z0-9_]*)[ \t]+("[^"\r\n]*"|'[^'\r\n]*'|[^\s;&|"'#]+)/gm,
  powershell: /^[ \t]*\$env:([A-Z][A-Z0-9_]*)[ \t]*=[ \t]*("[^"\r\n]*"|'[^'\r\n]*'|[^\s;&|"'#]+)/gm,
  cmd: /^[ \t]*@?set[ \t]+"?([A-Z][A-Z0-9_]*)=([^"\r\n]*)/gim,
};

/** The Agoras variables that a script sets. More may be set where the script is started. */
export function scriptVariables(text: string, shell: Shell): VariableSet {
  const variables = [...text.matchAll(ASSIGNMENTS[shell])].flatMap((match): Variable[] => {
    const [whole, name = '', spelled = ''] = match;
    if (!CREDENTIAL_VARIABLES.has(name)) return [];
    const end = match.index + whole.length;
    const start = end - spelled.length;
    const nameStart = match.index + whole.indexOf(name);
    return [
      {
        name,
        value: spelled.replace(/^(["'])(.*)\1$/, '$2'),
        nameSpan: { start: nameStart, end: nameStart + name.length },
        valueSpan: { start, end },
      },
    ];
  });
  return {
    place: 'script',
    variables,
    isPartial: true,
    isOfAgoras: agorasCallsInScript(text, shell).length > 0,
    removal: ({ nameSpan, valueSpan }) => {
      const start = lineStartAt(text, nameSpan.start);
      const feed = text.indexOf('\n', valueSpan.end);
      const end = feed === -1 ? text.length : feed + 1;
      // Something else may follow the assignment, such as the command that it is for, or the line may continue another.
      const isAlone = /^["'\s]*$/.test(text.slice(valueSpan.end, end)) && !/[\\`^]\r?\n$/.test(text.slice(0, start));
      return isAlone ? [{ offset: start, length: end - start, newText: '' }] : [];
    },
    replacement: ({ valueSpan, value }, wanted) => {
      const spelled = text.slice(valueSpan.start, valueSpan.end);
      const quote = spelled === value ? 0 : 1;
      const offset = valueSpan.start + quote;
      return /^\w*$/.test(wanted) ? [{ offset, length: value.length, newText: wanted }] : [];
    },
  };
}
