// The HTTP side: reading and recording requests, writing answers, breaking connections.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerRequest, readVersion, type Answer } from './answer';
import type { Dialog } from './dialog';
import { applyFault, waitOf, type FaultBoard } from './faults';
import { readParameters } from './parameters';
import type { PostBoard } from './posts';
import type { TokenTable } from './tokens';

/** What a client sent, for tests to inspect. It contains secrets, so never print it. */
export interface RecordedRequest {
  readonly method: string;
  /** `GET` for a POST that was treated as a GET because of its form. */
  readonly effectiveMethod: string;
  /** Without version and query. */
  readonly path: string;
  readonly version: string | undefined;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The request target as received, including version and query. */
  readonly target: string;
  /** 0 until a response is sent, and if the connection broke without one. */
  readonly status: number;
  /** Real time in milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  /** Whether the client disconnected before its response was complete. */
  readonly aborted: boolean;
}

type Recording = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

export interface ServerParts {
  readonly tokens: TokenTable;
  readonly board: PostBoard;
  readonly dialog: Dialog;
  readonly faults: FaultBoard;
  readonly takesMethodOverride: () => boolean;
  readonly record: (request: RecordedRequest) => void;
  readonly ended: (request: RecordedRequest) => void;
  readonly url: () => string;
  /** Cuts waits short when the sandbox closes. */
  readonly closing: AbortSignal;
}

export function createSandboxServer(parts: ServerParts): Server {
  return createServer((incoming, response) => {
    serve(parts, incoming, response).catch((error: unknown) => {
      const clientLeft = incoming.destroyed && !incoming.complete;
      if (clientLeft || parts.closing.aborted || response.headersSent) {
        response.destroy();
      } else {
        // A bug in the sandbox itself: the real API never answers like this.
        response.writeHead(599, { 'content-type': 'text/plain' }).end(`Sandbox failure: ${String(error)}`);
      }
    });
  });
}

async function serve(parts: ServerParts, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const recording = startRecording(incoming);
  parts.record(recording);
  let brokenOnPurpose = false;
  response.on('close', () => {
    recording.endedAt = Date.now();
    recording.aborted = !response.writableFinished && !brokenOnPurpose;
    parts.ended(recording);
  });

  recording.form = readForm(incoming.headers['content-type'], await readBody(incoming));
  const { method, parameters } = readParameters(recording, parts.takesMethodOverride());
  recording.effectiveMethod = method;
  const fault = parts.faults.take(recording.path);
  const wait = waitOf(fault);
  if (wait > 0) await sleep(wait, undefined, { signal: parts.closing });
  if (response.closed) return;

  const version = readVersion(recording.version);
  const { answer, breaks } = applyFault(fault, version, () => {
    const { path } = recording;
    const token = parameters.get('access_token') ?? bearerToken(incoming.headers.authorization);
    const base = `${parts.url()}/${recording.version ?? version.answering}`;
    const { tokens, board, dialog } = parts;
    return answerRequest({ method, path, parameters, token, base, tokens, board, dialog }, version);
  });
  brokenOnPurpose = breaks !== 'no';
  if (!answer) {
    response.destroy();
    return;
  }
  recording.status = answer.status;
  writeAnswer(response, answer, breaks === 'midBody');
}

function writeAnswer(response: ServerResponse, { status, headers, body }: Answer, breakMidBody: boolean): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
  if (breakMidBody) {
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  } else {
    response.end(bytes);
  }
}

function startRecording(incoming: IncomingMessage): Recording {
  const target = incoming.url ?? '/';
  const url = new URL(target, 'http://sandbox.invalid');
  const [, version, path] = /^(?:\/(v\d+(?:\.\d+)?)(?=\/|$))?(.*)$/s.exec(url.pathname) ?? [];
  const method = incoming.method ?? 'GET';
  return {
    method,
    effectiveMethod: method,
    path: path === undefined || path === '' ? '/' : path.replace(/(?<=.)\/$/, ''),
    version,
    query: Object.fromEntries(url.searchParams),
    form: {},
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    target,
    status: 0,
    startedAt: Date.now(),
    endedAt: undefined,
    aborted: false,
  };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Form bodies and JSON bodies are both accepted: https://developers.facebook.com/docs/graph-api/overview */
function readForm(contentType: string | undefined, body: string): Readonly<Record<string, string>> {
  if (body === '') return {};
  if (contentType?.startsWith('application/json') !== true) return Object.fromEntries(new URLSearchParams(body));
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, textOf(value)]));
  } catch {
    return {};
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** "OAuth" is an older name for the Bearer scheme. */
function bearerToken(header: string | undefined): string | undefined {
  return /^(?:Bearer|OAuth)\s+(\S.*)$/i.exec(header ?? '')?.[1]?.trim();
}
