// What a launch file is asked to hold, and what it then has to say as a whole. That is worked out from values alone: the
// edits of its text are held to it.
import { isDeepStrictEqual } from 'node:util';
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from './jsonDocument';

/** A launch configuration and the questions that VS Code asks before it starts it. */
export interface WantedLaunch {
  /** It is found again by its name. */
  readonly configuration: JsonObject & { readonly name: string };
  readonly inputs: readonly (JsonObject & { readonly id: string })[];
  /** Every key that a configuration of the extension's may have, now or before: whatever else is in it is the person's. */
  readonly ownKeys: ReadonlySet<string>;
  /** The same for the variables in its `env`. */
  readonly ownVariables: ReadonlySet<string>;
}

/** The whole file, given what is below `launch` in it. */
export function nestedIn(root: JsonObject, at: 'launch.json' | 'code-workspace', launch: JsonObject): JsonObject {
  return at === 'launch.json' ? launch : { ...root, launch };
}

export function expectSet(launch: JsonObject, wanted: WantedLaunch): JsonObject {
  const { configuration, inputs } = wanted;
  const configurations = listIn(launch, 'configurations');
  const isThere = configurations.some((one) => isNamed(one, configuration.name));
  const updated = configurations.map((one) => (isNamed(one, configuration.name) ? merge(one, wanted) : one));
  const present = listIn(launch, 'inputs');
  const missing = inputs.filter(({ id }) => !present.some((input) => hasId(input, [id])));
  return {
    ...(Object.keys(launch).length === 0 ? { version: '0.2.0' } : launch),
    configurations: isThere ? updated : [...configurations, configuration],
    ...(launch['inputs'] === undefined && missing.length === 0 ? {} : { inputs: [...present, ...missing] }),
  };
}

export function expectRemoved(
  launch: JsonObject,
  { configuration }: WantedLaunch,
  inputsGone: readonly string[],
  isInputsKeyGone: boolean,
): JsonObject {
  const { inputs, configurations, ...others } = launch;
  const staying = listIn(launch, 'configurations').filter((one) => !isDeepStrictEqual(one, configuration));
  const stayingInputs = listIn(launch, 'inputs').filter((input) => !hasId(input, inputsGone));
  return {
    ...others,
    ...(configurations === undefined ? {} : { configurations: staying }),
    ...(inputs === undefined || isInputsKeyGone ? {} : { inputs: stayingInputs }),
  };
}

function listIn(launch: JsonObject, key: string): readonly JsonValue[] {
  const value = launch[key];
  return value !== undefined && isJsonList(value) ? value : [];
}

function isNamed(value: JsonValue, name: string): value is JsonObject {
  return isJsonObject(value) && value['name'] === name;
}

function hasId(input: JsonValue, ids: readonly string[]): boolean {
  return isJsonObject(input) && ids.some((id) => id === input['id']);
}

function merge(found: JsonObject, { configuration, ownKeys, ownVariables }: WantedLaunch): JsonObject {
  const { env } = found;
  const foreign = env !== undefined && isJsonObject(env) ? without(env, ownVariables) : {};
  const wantedEnv = configuration['env'];
  const merged = { ...foreign, ...(wantedEnv !== undefined && isJsonObject(wantedEnv) ? wantedEnv : {}) };
  const hasEnv = wantedEnv !== undefined || Object.keys(merged).length > 0;
  return { ...without(found, ownKeys), ...configuration, ...(hasEnv ? { env: merged } : {}) };
}

function without(object: JsonObject, keys: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.has(key)));
}
