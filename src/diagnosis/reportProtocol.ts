// The messages between the report's webview and the extension. No message contains a secret, in either direction, and
// the webview can only refer to buttons of the report that it was shown.
import * as v from 'valibot';

/** Longer than the name of a button ever is. */
const MOST_OF_NAME = 40;

const MessageFromReport = v.variant('kind', [
  /** The script is running and listening. */
  v.strictObject({ kind: v.literal('ready') }),
  /** `report`: the number of the report with the button; a newer report may be showing by now. */
  v.strictObject({
    kind: v.literal('press'),
    report: v.pipe(v.number(), v.safeInteger()),
    button: v.pipe(v.string(), v.maxLength(MOST_OF_NAME)),
  }),
]);

const MessageToReport = v.strictObject({
  kind: v.literal('render'),
  /** New content for the page, as escaped HTML. */
  html: v.string(),
  /** What a screen reader announces; empty for nothing. */
  announcement: v.string(),
});

export type FromReport = Readonly<v.InferOutput<typeof MessageFromReport>>;
export type ToReport = Readonly<v.InferOutput<typeof MessageToReport>>;

export function parseFromReport(message: unknown): FromReport | undefined {
  const parsed = v.safeParse(MessageFromReport, message);
  return parsed.success ? parsed.output : undefined;
}

export function parseToReport(message: unknown): ToReport | undefined {
  const parsed = v.safeParse(MessageToReport, message);
  return parsed.success ? parsed.output : undefined;
}
