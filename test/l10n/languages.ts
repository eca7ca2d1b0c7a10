import { readdirSync } from 'node:fs';

/** The languages besides English that have a bundle. */
export const LANGUAGES: readonly string[] = readdirSync('l10n').flatMap(
  (name) => /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1] ?? [],
);

export function bundleOf(language: string): string {
  return `l10n/bundle.l10n.${language}.json`;
}
