// What a launch file is asked to hold, and what it then has to say as a whole. That is worked out from values alone: the
// edits of its text are held to it.
import { isJsonObject, type JsonObject, type JsonValue } from './jsonDocument';

/** A launch configuration and the inputs that VS Code needs to start it. */
export interface WantedLaunch {
  /** What a file gets that has none of its name. */
  readonly configuration: JsonObject & { readonly name: string };
  /** What a person is asked. */
  readonly inputs: readonly LaunchInput[];
  /** By which VS Code asks for values: a file has those that something in it refers to. */
  readonly valueInputs: readonly LaunchInput[];
  /** Whether an input of a file was written as one of those, for this account or another one, and nobody has changed it. */
  readonly isValueInput: (input: JsonValue) => boolean;
  /** The same with other ids of value inputs. */
  readonly withInputIds: (ids: ReadonlyMap<string, string>) => WantedLaunch;
  /** What a configuration of that name is to say that is there already, whatever a person has made of it. */
  readonly update: (found: JsonObject) => JsonObject;
  /** Whether a configuration is still what was written, so that it may be taken out. */
  readonly isAsWritten: (found: JsonObject) => boolean;
}

export type LaunchInput = JsonObject & { readonly id: string };

/** The whole file, given what is below `launch` in it. */
export function nestedIn(root: JsonObject, at: 'launch.json' | 'code-workspace', launch: JsonObject): JsonObject {
  return at === 'launch.json' ? launch : { ...root, launch };
}

/** `configurations` and `inputs`: all of them, as they are to be; undefined: the key is not to be there. */
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

/** For a configuration that is there already, whatever it is called. */
export function withName(wanted: WantedLaunch, name: string): WantedLaunch {
  return {
    ...wanted,
    configuration: { ...wanted.configuration, name },
    withInputIds: (ids) => withName(wanted.withInputIds(ids), name),
  };
}
