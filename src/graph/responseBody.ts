// The body of an answer as JSON that fits a schema, or as the failure that it reports.
import * as v from 'valibot';
import { err, ok, type Outcome } from '../base/outcome';
import { redact } from '../base/redaction';
import { classifyError, EMPTY_ANSWER, type GraphFailure } from './graphFailures';
import type { ErrorDetails } from '../http/transportFailure';
import { Numeric, parseJson } from '../http/exactJson';
import { secretsOf, type GraphRequest } from './requests';
import { readWaitSeconds } from '../http/waitHeaders';
import type { RawAnswer } from '../http/transport';

/** Meta's error object. A field of another type than documented is dropped: the rest still says that it is an error. */
export const ErrorBody = v.object({
  // Even with something else than a text here it is an error.
  message: v.fallback(v.optional(v.string(), ''), ''),
  code: v.optional(v.fallback(v.optional(Numeric), undefined)),
  error_subcode: v.optional(v.fallback(v.optional(Numeric), undefined)),
  // Inside debug_token the same thing is called `subcode`.
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
 * The body of an answer as the schema says, or the failure that it reports. JSON is read whatever the content type
 * says; `parseOther` reads what is no JSON.
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
  // One issue is reported; collecting a million of them would block VS Code for seconds.
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  return err({ kind: 'unexpectedAnswer', request: request.name, what: describe(body, value, parsed.issues) });
}

/** The exchange answered like this before v2.3: `access_token=…&expires=5184000`. */
export function parseQueryString(body: string): unknown {
  return /^[\w.~%-]+=[^<>{}\s]*$/.test(body) ? Object.fromEntries(new URLSearchParams(body)) : undefined;
}

/** The failure that an answer reports, whatever was asked. */
export function failureIn(answer: RawAnswer, request: GraphRequest): GraphFailure | undefined {
  const body = answer.body.trim();
  return readFailure(body, parseJson(body), answer, request);
}

/** An error object is an error under any HTTP status, and a bad status is one with any body. */
function readFailure(body: string, value: unknown, answer: RawAnswer, request: GraphRequest): GraphFailure | undefined {
  const parsed = v.safeParse(ErrorAnswer, value);
  if (parsed.success) return toFailure(parsed.output, answer, request);
  const { httpStatus } = answer;
  if (httpStatus === 429 || httpStatus >= 500 || (httpStatus >= 400 && body.startsWith('<'))) {
    return bareFailure(httpStatus, answer);
  }
  // Old versions answer so when the token may not see the object.
  if (value === false) return { kind: 'wrongObject', details: { httpStatus, message: 'false' } };
  // Even where the body looks like the value that was asked for.
  if (httpStatus >= 400) return { kind: 'unexpectedAnswer', request: request.name, what: 'a refusal without a reason' };
  return undefined;
}

/** A bad status without an error object: HTML of a server in front of the Graph API, or nothing. */
function bareFailure(httpStatus: number, answer: RawAnswer): GraphFailure {
  const details: ErrorDetails = { httpStatus, message: '' };
  const waitSeconds = readWaitSeconds(answer.headers);
  return httpStatus === 429
    ? { kind: 'rateLimited', waitSeconds, details }
    : { kind: 'serviceTrouble', waitSeconds, details };
}

/** The failure that an error object means, with every text redacted. */
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

/** Some errors carry their code in the message alone: "(#341) Feed action request limit reached". */
function codeIn(message: string): number | undefined {
  const code = /^\(#(\d+)\)/.exec(message)?.[1];
  return code === undefined ? undefined : Number(code);
}

/** The shape of what came, never its content: the content may hold a token. */
function describe(body: string, value: unknown, issues: readonly v.BaseIssue<unknown>[]): string {
  if (body === '') return EMPTY_ANSWER;
  if (value === undefined) return body.startsWith('<') ? 'HTML' : 'neither JSON nor a known form';
  const [issue] = issues;
  const path = issue === undefined ? null : v.getDotPath(issue);
  return path === null ? `a JSON ${typeof value}` : `"${path}" is not as documented`;
}
