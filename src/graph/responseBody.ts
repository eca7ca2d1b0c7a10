// Parses the body of an answer: JSON that fits a schema, or the failure that it reports.
import * as v from 'valibot';
import { err, ok, type Outcome } from '../base/outcome';
import { redact } from '../base/redaction';
import { classifyError, EMPTY_ANSWER, type GraphFailure } from './graphFailures';
import type { ErrorDetails } from '../http/transportFailure';
import { Numeric, parseJson } from '../http/exactJson';
import { secretsOf, type GraphRequest } from './requests';
import { readWaitSeconds } from '../http/waitHeaders';
import type { RawAnswer } from '../http/transport';

/** Meta's error object. Fields with an unexpected type are dropped; the rest still shows that it is an error. */
export const ErrorBody = v.object({
  // If the message isn't a string, it is still an error.
  message: v.fallback(v.optional(v.string(), ''), ''),
  code: v.optional(v.fallback(v.optional(Numeric), undefined)),
  error_subcode: v.optional(v.fallback(v.optional(Numeric), undefined)),
  // The name of `error_subcode` inside a `debug_token` answer.
  subcode: v.optional(v.fallback(v.optional(Numeric), undefined)),
  error_user_title: v.optional(v.fallback(v.optional(v.string()), undefined)),
  error_user_msg: v.optional(v.fallback(v.optional(v.string()), undefined)),
  fbtrace_id: v.optional(v.fallback(v.optional(v.string()), undefined)),
  is_transient: v.optional(v.fallback(v.optional(v.boolean()), undefined)),
});

const ErrorAnswer = v.union([
  v.pipe(
    v.object({ error: ErrorBody }),
    v.transform(({ error }) => error),
  ),
  v.pipe(
    v.object({ error: v.string() }),
    v.transform(({ error }) => v.parse(ErrorBody, { message: error })),
  ),
  v.pipe(
    v.object({ error_code: Numeric, error_msg: v.optional(v.string(), '') }),
    v.transform(({ error_code, error_msg }) => v.parse(ErrorBody, { code: error_code, message: error_msg })),
  ),
  v.pipe(
    v.object({ error_message: v.string(), code: v.optional(Numeric) }),
    v.transform(({ error_message, code }) => v.parse(ErrorBody, { code, message: error_message })),
  ),
]);

/**
 * Parses the body with a schema, or returns the failure that it reports. The content type is ignored; `parseOther`
 * parses bodies that aren't JSON.
 */
export function readBody<S extends v.GenericSchema>(
  schema: S,
  answer: RawAnswer,
  request: GraphRequest,
  parseOther: (body: string) => unknown = () => undefined,
): Outcome<v.InferOutput<S>, GraphFailure> {
  const body = answer.body.trim();
  const value = parseJson(body) ?? parseOther(body);
  const failure = readFailure(body, value, answer, request);
  if (failure !== undefined) return err(failure);
  // Stops at the first issue: collecting a million of them would block VS Code for seconds.
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  return err({ kind: 'unexpectedAnswer', request: request.name, what: describe(body, value, parsed.issues) });
}

/** The form of an exchange answer before v2.3: `access_token=…&expires=5184000`. */
export function parseQueryString(body: string): unknown {
  return /^[\w.~%-]+=[^<>{}\s]*$/.test(body) ? Object.fromEntries(new URLSearchParams(body)) : undefined;
}

/** The failure that an answer reports, independent of the request. */
export function failureIn(answer: RawAnswer, request: GraphRequest): GraphFailure | undefined {
  const body = answer.body.trim();
  return readFailure(body, parseJson(body), answer, request);
}

/** An error object is an error whatever the HTTP status, and an error status is an error whatever the body. */
function readFailure(body: string, value: unknown, answer: RawAnswer, request: GraphRequest): GraphFailure | undefined {
  const parsed = v.safeParse(ErrorAnswer, value);
  if (parsed.success) return toFailure(parsed.output, answer, request);
  const { httpStatus } = answer;
  if (httpStatus === 429 || httpStatus >= 500 || (httpStatus >= 400 && body.startsWith('<'))) {
    return bareFailure(httpStatus, answer);
  }
  // The answer of old versions if the token isn't allowed to see the object.
  if (value === false) return { kind: 'wrongObject', details: { httpStatus, message: 'false' } };
  // An error even if the body looks like a valid value.
  if (httpStatus >= 400) return { kind: 'unexpectedAnswer', request: request.name, what: 'a refusal without a reason' };
  return undefined;
}

/** An error status without an error object: HTML from a server in front of the Graph API, or nothing. */
function bareFailure(httpStatus: number, answer: RawAnswer): GraphFailure {
  const details: ErrorDetails = { httpStatus, message: '' };
  const waitSeconds = readWaitSeconds(answer.headers);
  return httpStatus === 429
    ? { kind: 'rateLimited', waitSeconds, details }
    : { kind: 'serviceTrouble', waitSeconds, details };
}

/** The failure that an error object stands for, with all texts redacted. */
export function toFailure(
  body: v.InferOutput<typeof ErrorBody>,
  answer: RawAnswer,
  request: GraphRequest,
): GraphFailure {
  const secrets = secretsOf(request);
  const masked = (text: string | undefined) => (text === undefined ? undefined : redact(text, secrets));
  const details: ErrorDetails = {
    httpStatus: answer.httpStatus,
    code: body.code ?? codeIn(body.message),
    subcode: body.error_subcode ?? body.subcode,
    message: redact(body.message, secrets),
    userTitle: masked(body.error_user_title),
    userMessage: masked(body.error_user_msg),
    traceId: masked(body.fbtrace_id),
    isTransient: body.is_transient,
  };
  return classifyError(details, readWaitSeconds(answer.headers), request.needs);
}

/** Some errors contain their code only in the message: "(#341) Feed action request limit reached". */
function codeIn(message: string): number | undefined {
  const code = /^\(#(\d+)\)/.exec(message)?.[1];
  return code === undefined ? undefined : Number(code);
}

/** Describes the shape of an unexpected body, never its content: that may contain a token. */
function describe(body: string, value: unknown, issues: readonly v.BaseIssue<unknown>[]): string {
  if (body === '') return EMPTY_ANSWER;
  if (value === undefined) return body.startsWith('<') ? 'HTML' : 'neither JSON nor a known form';
  const [issue] = issues;
  const path = issue === undefined ? null : v.getDotPath(issue);
  return path === null ? `a JSON ${typeof value}` : `"${path}" is not as documented`;
}
