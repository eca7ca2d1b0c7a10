// What a person has agreed to hand values of an account to: an entry of a launch.json, tasks.json or workspace file, for
// as long as it says the same and starts the same. `direnv allow` is the model.
import * as v from 'valibot';
import type { FlagValues } from './flags';
import { fingerprintOf } from '../base/fingerprint';

export type ValueField = keyof FlagValues;

/** An entry that asks for values, as it is now. */
export interface AskingEntry {
  readonly kind: 'launch' | 'task';
  /** How a person finds it: the file as it is called in this window, and the name in it. */
  readonly file: string;
  readonly name: string;
  /** All that decides what it does with the values, as text. */
  readonly text: string;
  readonly fields: readonly ValueField[];
  /** Those among them that it passes as arguments of a program, which everybody on the computer can see. */
  readonly shown: readonly ValueField[];
  /** The files that it starts, with fingerprints of what is in them. */
  readonly starts: readonly { readonly file: string; readonly fingerprint: string }[];
}

const Part = v.object({ file: v.string(), fingerprint: v.string() });

const Consent = v.object({
  account: v.string(),
  kind: v.picklist(['launch', 'task']),
  file: v.string(),
  name: v.string(),
  fields: v.array(v.string()),
  /** The entry itself, then what it starts. */
  parts: v.array(Part),
});

/** An agreement, as it is remembered. */
export type ValueConsent = v.InferOutput<typeof Consent>;

/** What cannot be read was never agreed to. */
export function readConsents(stored: unknown): readonly ValueConsent[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one: unknown) => {
    const parsed = v.safeParse(Consent, one);
    return parsed.success ? [parsed.output] : [];
  });
}

/** `changed`: the files that are no longer as they were when the person agreed; undefined where nobody ever has. */
export type ConsentState =
  { readonly kind: 'agreed' } | { readonly kind: 'open'; readonly changed: readonly string[] | undefined };

/**
 * Whether the person has agreed to hand these values of the account to the entry as it is now. It is asked again when
 * the entry or a file that it starts has changed, or when it asks for more values.
 */
export function consentFor(consents: readonly ValueConsent[], account: string, entry: AskingEntry): ConsentState {
  const consent = consents.find((one) => isAbout(one, account, entry));
  if (consent === undefined) return { kind: 'open', changed: undefined };
  const parts = partsOf(entry);
  const before = new Map(consent.parts.map(({ file, fingerprint }) => [file, fingerprint]));
  const now = new Map(parts.map(({ file, fingerprint }) => [file, fingerprint]));
  const changed = [...new Set([...now.keys(), ...before.keys()])].filter((file) => before.get(file) !== now.get(file));
  const asksMore = entry.fields.some((field) => !consent.fields.includes(field));
  return changed.length === 0 && !asksMore ? { kind: 'agreed' } : { kind: 'open', changed };
}

/** With an agreement to hand the account's values to an entry as it is now, in place of an earlier one. */
export function withConsent(
  consents: readonly ValueConsent[],
  account: string,
  entry: AskingEntry,
): readonly ValueConsent[] {
  const { kind, file, name, fields } = entry;
  const consent = { account, kind, file, name, fields: [...fields], parts: [...partsOf(entry)] };
  return [...consents.filter((one) => !isAbout(one, account, entry)), consent];
}

/** Agreements end with the account that they are about. */
export function withoutForgotten(
  consents: readonly ValueConsent[],
  isStored: (account: string) => boolean,
): readonly ValueConsent[] {
  return consents.filter(({ account }) => isStored(account));
}

function isAbout(consent: ValueConsent, account: string, { kind, file, name }: AskingEntry): boolean {
  return consent.account === account && consent.kind === kind && consent.file === file && consent.name === name;
}

function partsOf({ file, text, starts }: AskingEntry): AskingEntry['starts'] {
  return [{ file, fingerprint: fingerprintOf(text) }, ...starts];
}
