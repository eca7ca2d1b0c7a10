// What a launch file should contain. The expected content is computed from values alone, and the edits to the text are
// checked against it.
import { isJsonObject, type JsonObject, type JsonValue } from './jsonDocument';

/** A launch configuration and the inputs that VS Code needs to start it. */
export interface WantedLaunch {
  /** The configuration to add if the file has none with this name. */
  readonly configuration: JsonObject & { readonly name: string };
  /** The questions for the person. */
  readonly inputs: readonly LaunchInput[];
  /** The inputs through which VS Code asks for values: those that are referred to are added to the file. */
  readonly valueInputs: readonly LaunchInput[];
  /** Whether an input in a file is such a value input, for any account, and nobody has changed it. */
  readonly isValueInput: (input: JsonValue) => boolean;
  /** The same with other IDs for the value inputs. */
  readonly withInputIds: (ids: ReadonlyMap<string, string>) => WantedLaunch;
  /** Returns the updated version of an existing configuration with this name, keeping the person's changes. */
  readonly update: (found: JsonObject) => JsonObject;
  /** Whether a configuration still is what we wrote, so that it may be removed. */
  readonly isAsWritten: (found: JsonObject) => boolean;
}

export type LaunchInput = JsonObject & { readonly id: string };

/** The whole file, with this value for `launch`. */
export function nestedIn(root: JsonObject, at: 'launch.json' | 'code-workspace', launch: JsonObject): JsonObject {
  return at === 'launch.json' ? launch : { ...root, launch };
}

/** The expected content. `configurations` and `inputs`: all of them; undefined if the key shouldn't exist. */
export function expectLaunch(
  launch: JsonObject,
  configurations: readonly JsonValue[] | undefined,
  inputs: readonly JsonValue[] | undefined,
): JsonObject {
  const others = Object.fromEntries(
    Object.entries(launch).filter(([key]) => key !== 'configurations' && key !== 'inputs'),
  );
  return {
    ...(Object.keys(launch).length === 0 ? { version: '0.2.0' } : others),
    ...(configurations === undefined ? {} : { configurations }),
    ...(inputs === undefined ? {} : { inputs }),
  };
}

export function isNamed(value: JsonValue, name: string): value is JsonObject {
  return isJsonObject(value) && value['name'] === name;
}

/** The same for an existing configuration with another name. */
export function withName(wanted: WantedLaunch, name: string): WantedLaunch {
  return {
    ...wanted,
    configuration: { ...wanted.configuration, name },
    withInputIds: (ids) => withName(wanted.withInputIds(ids), name),
  };
}
