// What a launch file is asked to hold, and what it then has to say as a whole. That is worked out from values alone: the
// edits of its text are held to it.
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from './jsonDocument';

/** A launch configuration and the questions that VS Code asks before it starts it. */
export interface WantedLaunch {
  /** What a file gets that has none of its name. */
  readonly configuration: JsonObject & { readonly name: string };
  readonly inputs: readonly LaunchInput[];
  /** What a configuration of that name is to say that is there already, whatever a person has made of it. */
  readonly update: (found: JsonObject) => JsonObject;
  /** Whether a configuration is still what was written, so that it may be taken out. */
  readonly isAsWritten: (found: JsonObject) => boolean;
}

type LaunchInput = JsonObject & { readonly id: string };

/** The whole file, given what is below `launch` in it. */
export function nestedIn(root: JsonObject, at: 'launch.json' | 'code-workspace', launch: JsonObject): JsonObject {
  return at === 'launch.json' ? launch : { ...root, launch };
}

/** `configurations`: all of them, as they are to be; `missing`: the inputs that are not there yet. */
export function expectSet(
  launch: JsonObject,
  configurations: readonly JsonValue[],
  missing: readonly LaunchInput[],
): JsonObject {
  const present = listIn(launch, 'inputs');
  return {
    ...(Object.keys(launch).length === 0 ? { version: '0.2.0' } : launch),
    configurations,
    ...(launch['inputs'] === undefined && missing.length === 0 ? {} : { inputs: [...present, ...missing] }),
  };
}

export function expectRemoved(
  launch: JsonObject,
  { configuration, isAsWritten }: WantedLaunch,
  inputsGone: readonly string[],
  isInputsKeyGone: boolean,
): JsonObject {
  const { inputs, configurations, ...others } = launch;
  const staying = listIn(launch, 'configurations').filter(
    (one) => !(isNamed(one, configuration.name) && isAsWritten(one)),
  );
  const stayingInputs = listIn(launch, 'inputs').filter((input) => !inputsGone.some((id) => id === idOf(input)));
  return {
    ...others,
    ...(configurations === undefined ? {} : { configurations: staying }),
    ...(inputs === undefined || isInputsKeyGone ? {} : { inputs: stayingInputs }),
  };
}

/** The questions that are not there yet; of configurations that were there, only those that they still refer to. */
export function missingInputs(
  { inputs }: WantedLaunch,
  present: readonly JsonValue[],
  updated: readonly JsonObject[],
): readonly LaunchInput[] {
  const said = JSON.stringify(updated);
  const ids = new Set(present.map(idOf));
  return inputs.filter(({ id }) => !ids.has(id) && (updated.length === 0 || said.includes(`\${input:${id}}`)));
}

export function isNamed(value: JsonValue, name: string): value is JsonObject {
  return isJsonObject(value) && value['name'] === name;
}

export function idOf(input: JsonValue): JsonValue | undefined {
  return isJsonObject(input) ? input['id'] : undefined;
}

function listIn(launch: JsonObject, key: string): readonly JsonValue[] {
  const value = launch[key];
  return value !== undefined && isJsonList(value) ? value : [];
}
