// The effective method of a call, and the parameters that it may have.
import { parameterInvalid } from './errors';
import type { GraphRequest } from './endpoints/request';

interface Received {
  readonly method: string;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
}

/**
 * The form of a POST can say that the call only reads. Meta's reference doesn't mention it, but its SDKs for PHP and
 * JavaScript do it. Where this isn't accepted, the call stays a POST.
 */
export function readParameters(
  { method, query, form }: Received,
  takesMethodOverride: boolean,
): Pick<GraphRequest, 'method' | 'parameters'> {
  const parameters = new Map([...Object.entries(query), ...Object.entries(form)]);
  if (method !== 'POST' || form['method'] !== 'get' || 'method' in query) return { method, parameters };
  parameters.delete('method');
  return { method: takesMethodOverride ? 'GET' : 'POST', parameters };
}

const common = ['access_token', 'appsecret_proof'];
const ofReading = new Set([...common, 'fields', 'limit', 'after', 'pretty']);
const ofInspecting = new Set([...common, 'input_token']);

/** Stricter than the real API, which ignores some unknown parameters: a client's mistakes should become visible. */
export function requireKnownParameters({ method, path, parameters }: GraphRequest): void {
  if (parameters.has('method')) throw parameterInvalid('Param method must be get, in the form of a POST');
  if (method !== 'GET' || path === '/oauth/access_token') return;
  const known = path === '/debug_token' ? ofInspecting : ofReading;
  for (const name of parameters.keys()) {
    if (!known.has(name)) throw parameterInvalid(`Unknown parameter ${name}`);
  }
}
