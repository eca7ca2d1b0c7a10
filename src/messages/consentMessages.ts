// Questions asked before values of an account are passed to something.
import * as l10n from '@vscode/l10n';
import { isSecretField } from '../agoras/flags';
import { sanitizeLabel, sanitizePath } from '../base/sanitize';
import type { AskingEntry, ValueField } from '../agoras/valueConsent';

/** A modal question and the label of its confirming button. */
export interface ConsentQuestion {
  readonly question: string;
  readonly detail: string;
  readonly yes: string;
}

/** An entry that is asked about; `changed`: see `consentFor`. */
export interface OpenEntry {
  readonly entry: AskingEntry;
  readonly changed: readonly string[] | undefined;
}

const FIELD_NAMES: Readonly<Record<ValueField, () => string>> = {
  accessToken: () => l10n.t('the access token'),
  objectId: () => l10n.t('the object ID'),
  pageId: () => l10n.t('the Page ID'),
  clientId: () => l10n.t('the App ID'),
  clientSecret: () => l10n.t('the App Secret'),
  refreshToken: () => l10n.t('the refresh token'),
  userToken: () => l10n.t('the user token'),
};

/** The question if entries of the workspace ask for values. */
export function describeEntryQuestion(page: string, entries: readonly OpenEntry[]): ConsentQuestion {
  const names = [...new Set(entries.map(({ entry }) => l10n.t('“{0}”', sanitizeLabel(entry.name))))].join(', ');
  const fields = new Set(entries.flatMap(({ entry }) => entry.fields));
  const changed = [...new Set(entries.flatMap((one) => one.changed ?? []))].map(sanitizePath);
  const shown = [...new Set(entries.flatMap(({ entry }) => entry.shown))];
  return {
    question: l10n.t('Share the credentials of “{0}” with {1}?', sanitizeLabel(page), names),
    detail: [
      ...(changed.length === 0 ? [] : [l10n.t('Changed since you agreed: {0}.', changed.join(', '))]),
      ...entries.map(({ entry }) =>
        l10n.t(
          '“{0}” in {1} is asking for {2}.',
          sanitizeLabel(entry.name),
          sanitizePath(entry.file),
          describeFields(entry.fields),
        ),
      ),
      ...warnings(fields, shown),
      l10n.t('You’ll be asked again when this entry, or a file it runs, changes.'),
    ].join('\n\n'),
    yes: l10n.t('Share'),
  };
}

/**
 * The question if values are asked for outside the workspace's files. `launch`: the name of a launch configuration that
 * is in none of these files; undefined if something else asks.
 */
export function describeStrayQuestion(
  page: string,
  fields: readonly ValueField[],
  launch: string | undefined,
): ConsentQuestion {
  const asks =
    launch === undefined
      ? l10n.t(
          'An extension, a keyboard shortcut or a link is asking for {0}, not a launch configuration or task in this workspace.',
          describeFields(fields),
        )
      : l10n.t(
          'The launch “{0}” is asking for {1}. No open launch.json or workspace file contains it in this form.',
          sanitizeLabel(launch),
          describeFields(fields),
        );
  return {
    question: l10n.t('Share the credentials of “{0}”?', sanitizeLabel(page)),
    detail: [asks, ...warnings(new Set(fields), []), l10n.t('You’ll be asked each time.')].join('\n\n'),
    yes: l10n.t('Share Once'),
  };
}

/** The question before a command passes credentials on without having asked anything else. */
export function describeDeliveryQuestion(page: string, destination: string, detail: string): ConsentQuestion {
  return {
    question: l10n.t('Share the credentials of “{0}” with {1}?', sanitizeLabel(page), l10n.t('“{0}”', destination)),
    detail,
    yes: l10n.t('Share'),
  };
}

function describeFields(fields: readonly ValueField[]): string {
  return fields.map((field) => FIELD_NAMES[field]()).join(', ');
}

function warnings(fields: ReadonlySet<ValueField>, shown: readonly ValueField[]): readonly string[] {
  return [
    ...([...fields].some(isSecretField) ? [l10n.t('Anything that receives them can publish as this Page.')] : []),
    ...(shown.length === 0
      ? []
      : [
          l10n.t(
            'It passes {0} as an argument. While the program runs, everyone on that computer can see it.',
            describeFields(shown),
          ),
        ]),
  ];
}
