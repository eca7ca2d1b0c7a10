// The Agoras variable at a position in a text, for a hover.
import { dotenvVariables } from './dotenvFindings';
import { SCRIPT_SHELLS, type DocumentKind } from './documentKind';
import { jsonVariables } from './jsonFindings';
import { scriptVariables } from './scriptFindings';
import type { Variable } from './variableSet';
import { workflowVariables } from './workflowFindings';

/** Undefined if there is none. `offset` counts UTF-16 code units. */
export function variableAt(text: string, kind: DocumentKind, offset: number): Variable | undefined {
  const isThere = ({ nameSpan, valueSpan }: Variable) => nameSpan.start <= offset && offset <= valueSpan.end;
  return variablesIn(text, kind).find(isThere);
}

function variablesIn(text: string, kind: DocumentKind): readonly Variable[] {
  switch (kind) {
    case 'dotenv':
      return dotenvVariables(text).variables;
    case 'launch':
    case 'tasks':
    case 'workspace':
      return jsonVariables(text, kind).flatMap(({ variables }) => variables);
    case 'workflow':
      return workflowVariables(text);
    case 'script':
    case 'fishScript':
    case 'powershellScript':
    case 'batchFile':
      return scriptVariables(text, SCRIPT_SHELLS[kind]).variables;
  }
}
