// Failures on demand: slow responses, broken connections, HTML pages, rate limits.
import { errorAnswer, type Answer, type Version } from './answer';
import type { GraphError, Refusal } from './errors';

export interface Fault {
  /** The path without version, or a pattern for it: '/me/accounts', /\/accounts$/. */
  readonly on: string | RegExp;
  /**
   * - `delay`: the correct answer, after `ms` milliseconds (default 1000)
   * - `reset`: the connection breaks without an answer
   * - `resetMidBody`: the connection breaks in the middle of the body
   * - `html502`: a proxy's error page instead of an answer
   * - `rateLimit`: error `code` (4, 17, 32, 613, 80001 …) with the usage headers
   * - `custom`: `refusal` if given; otherwise `body`; otherwise error `code`; otherwise the correct answer. If given,
   *   `status` and `headers` replace those of the answer.
   */
  readonly kind: 'delay' | 'reset' | 'resetMidBody' | 'html502' | 'rateLimit' | 'custom';
  /** For any kind: how many milliseconds to wait first. */
  readonly ms?: number;
  /** How many times the fault occurs; forever if not given. */
  readonly times?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The text to send, JSON, or a function that rewrites the correct body. */
  readonly body?:
    string | Readonly<Record<string, unknown>> | readonly unknown[] | boolean | ((body: string) => string);
  readonly code?: number;
  readonly subcode?: number;
  readonly message?: string;
  /** A complete refusal; `sandbox.refuse` finds the recorded ones by name. */
  readonly refusal?: Refusal;
}

/** The effect of a fault: the answer to send, and whether and where the connection breaks. */
export interface Outcome {
  readonly answer: Answer | undefined;
  readonly breaks: 'no' | 'before' | 'midBody';
}

export class FaultBoard {
  private readonly faults = new Set<{ readonly fault: Fault; left: number }>();

  add(fault: Fault): { remove(): void } {
    const entry = { fault, left: fault.times ?? Infinity };
    this.faults.add(entry);
    return { remove: () => void this.faults.delete(entry) };
  }

  clear(): void {
    this.faults.clear();
  }

  /** Returns the oldest fault for this path and counts one use of it. */
  take(path: string): Fault | undefined {
    for (const entry of this.faults) {
      const { on } = entry.fault;
      const meant =
        typeof on === 'string' ? on === path : new RegExp(on.source, on.flags.replace(/[gy]/g, '')).test(path);
      if (!meant) continue;
      entry.left -= 1;
      if (entry.left <= 0) this.faults.delete(entry);
      return entry.fault;
    }
    return undefined;
  }
}

export function waitOf(fault: Fault | undefined): number {
  return fault?.ms ?? (fault?.kind === 'delay' ? 1000 : 0);
}

/** @param right creates the correct answer; not called if the request doesn't get that far. */
export function applyFault(fault: Fault | undefined, version: Version, right: () => Answer): Outcome {
  if (!fault) return { answer: right(), breaks: 'no' };
  switch (fault.kind) {
    case 'delay':
      return { answer: right(), breaks: 'no' };
    case 'reset':
      return { answer: undefined, breaks: 'before' };
    case 'resetMidBody':
      return { answer: right(), breaks: 'midBody' };
    case 'html502':
      return { answer: gatewayPage(fault), breaks: 'no' };
    case 'rateLimit':
      return { answer: rateLimit(fault, version), breaks: 'no' };
    case 'custom':
      return { answer: custom(fault, version, right), breaks: 'no' };
  }
}

function gatewayPage({ status = 502, headers = {} }: Fault): Answer {
  const body = `<!DOCTYPE html>
<html lang="en"><head><title>Facebook | Error</title></head>
<body><h1>Sorry, something went wrong.</h1><p>We're working on it and we'll get it fixed as soon as we can.</p></body></html>`;
  return { status, headers: { 'content-type': 'text/html; charset="utf-8"', ...headers }, body };
}

const limitMessages: Readonly<Record<number, string>> = {
  4: '(#4) Application request limit reached',
  17: '(#17) User request limit reached',
  32: '(#32) Page request limit reached',
  341: '(#341) Feed action request limit reached',
  613: '(#613) Calls to this api have exceeded the rate limit.',
};

/** https://developers.facebook.com/docs/graph-api/overview/rate-limiting */
function rateLimit(fault: Fault, version: Version): Answer {
  const code = fault.code ?? 4;
  const byBusinessUseCase = code >= 80_000;
  const usage = { call_count: 100, total_time: 41, total_cputime: 28 };
  const useCase = { type: 'pages', ...usage, estimated_time_to_regain_access: 19 };
  const message =
    fault.message ??
    limitMessages[code] ??
    `(#${code}) There have been too many calls from this account. Wait a bit and try again.`;
  return errorAnswer(
    // The limits of the app and of the Page have status 403, although one would expect 400.
    fault.status ?? (code === 4 || code === 32 ? 403 : 400),
    errorOf(fault, code, message),
    version,
    {
      ...(byBusinessUseCase
        ? { 'x-business-use-case-usage': JSON.stringify({ '617204488130275': [useCase] }) }
        : { 'x-app-usage': JSON.stringify(usage) }),
      ...fault.headers,
    },
  );
}

function custom(fault: Fault, version: Version, right: () => Answer): Answer {
  const { body, code, refusal } = fault;
  if (refusal) return errorAnswer(fault.status ?? refusal.status, refusal.error, version, fault.headers);
  if (body === undefined && code !== undefined) {
    const error = errorOf(fault, code, fault.message ?? 'An unknown error occurred');
    return errorAnswer(fault.status ?? 400, error, version, fault.headers);
  }
  const answer = right();
  return {
    status: fault.status ?? answer.status,
    headers: { ...answer.headers, ...fault.headers },
    body: body === undefined ? answer.body : rewritten(body, answer.body),
  };
}

function rewritten(body: Exclude<Fault['body'], undefined>, right: string): string {
  if (typeof body === 'function') return body(right);
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function errorOf(fault: Fault, code: number, message: string): GraphError {
  return {
    message,
    type: 'OAuthException',
    code,
    ...(fault.subcode === undefined ? {} : { error_subcode: fault.subcode }),
  };
}
