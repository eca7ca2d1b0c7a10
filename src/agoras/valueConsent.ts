// A person's consent to pass an account's values to an entry of a launch.json, tasks.json or workspace file. It is
// valid as long as the entry and the files it starts stay the same. Modeled on `direnv allow`.
import * as v from 'valibot';
import type { FlagValues } from './flags';
import { fingerprintOf } from '../base/fingerprint';

export type ValueField = keyof FlagValues;

/** An entry that asks for values, in its current state. */
export interface AskingEntry {
  readonly kind: 'launch' | 'task';
  /** How a person finds the entry: the file's name in this window, and the entry's name in the file. */
  readonly file: string;
  readonly name: string;
  /** Everything that decides what the entry does with the values, as text. */
  readonly text: string;
  readonly fields: readonly ValueField[];
  /** The fields that it passes as arguments of a program, which anyone on the computer can see. */
  readonly shown: readonly ValueField[];
  /** The files that it starts, with fingerprints of their contents. */
  readonly starts: readonly { readonly file: string; readonly fingerprint: string }[];
}

const Part = v.object({ file: v.string(), fingerprint: v.string() });

const Consent = v.object({
  account: v.string(),
  kind: v.picklist(['launch', 'task']),
  file: v.string(),
  name: v.string(),
  fields: v.array(v.string()),
  /** The entry itself, then the files it starts. */
  parts: v.array(Part),
});

/** A stored consent. */
export type ValueConsent = v.InferOutput<typeof Consent>;

/** Malformed records are dropped: they count as no consent. */
export function readConsents(stored: unknown): readonly ValueConsent[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one: unknown) => {
    const parsed = v.safeParse(Consent, one);
    return parsed.success ? [parsed.output] : [];
  });
}

/** `changed`: the files that have changed since the person agreed; undefined if nobody has agreed yet. */
export type ConsentState =
  { readonly kind: 'agreed' } | { readonly kind: 'open'; readonly changed: readonly string[] | undefined };

/**
 * Whether the person has agreed to pass these values of the account to the entry as it is now. They are asked again
 * when the entry or a file that it starts changes, or when it asks for more values.
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

/** Adds consent to pass the account's values to the entry as it is now, replacing an earlier one. */
export function withConsent(
  consents: readonly ValueConsent[],
  account: string,
  entry: AskingEntry,
): readonly ValueConsent[] {
  const { kind, file, name, fields } = entry;
  const consent = { account, kind, file, name, fields: [...fields], parts: [...partsOf(entry)] };
  return [...consents.filter((one) => !isAbout(one, account, entry)), consent];
}

/** Consents end when their account is removed. */
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
