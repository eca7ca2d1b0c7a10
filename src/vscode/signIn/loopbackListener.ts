// Waits on this computer for the browser to return from Facebook's dialog. Doesn't use VS Code.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  isAnswer,
  SIGN_IN_MILLISECONDS,
  type SignInAttempt,
  type SignInFailure,
} from '../../credentials/signInAttempt';
import { cancelled, err, type Cancelled, type Outcome } from '../../base/outcome';
import type { SignInCode } from '../../base/secret';
import { errorCode } from '../../base/errorCode';

/** Always tried first, so that it can be listed in the app's settings. In a second window it is already in use. */
const USUAL_PORT = 8713;
const LOOPBACK = ['127.0.0.1', '::1'];
/** How many random ports are tried: a port that is free on one of the two addresses may be in use on the other. */
const TRIES = 5;
/**
 * Above this limit the oldest connection is closed, so that a program that holds connections open can't keep the
 * browser out.
 */
const MOST_CONNECTIONS = 100;
/** How long the browser may take to load the last page before its connection is closed. */
const READING_MILLISECONDS = 1000;
/** The minimum time between two notes about answers from elsewhere, so that people can read them. */
const STRAY_PAUSE_MILLISECONDS = 2000;

export interface ListenerOptions {
  /**
   * Called with an answer that doesn't belong to this sign-in and so doesn't end it: from an old tab, a stranger, or
   * Facebook. Of many in a row, only the first is reported.
   */
  readonly onStray?: (failure: SignInFailure) => void;
  /** The page that the browser shows at the end of the sign-in; `failure`: undefined for success. */
  readonly page: (failure: SignInFailure | undefined) => string;
  /** The page for all other requests. */
  readonly waitingPage?: string;
  readonly usualPort?: number;
  /** Waits for this time, or until the signal is aborted. */
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** Milliseconds of any running clock. */
  readonly now?: () => number;
}

/** Undefined if no port can be opened. */
export async function listenOnLoopback(options: ListenerOptions): Promise<LoopbackListener | undefined> {
  const usualPort = options.usualPort ?? USUAL_PORT;
  for (const wanted of [usualPort, ...Array<number>(TRIES).fill(0)]) {
    const listener = new LoopbackListener(options);
    if (await listener.open(wanted)) return listener;
  }
  return undefined;
}

/** Only answers at `/callback`. It is closed once it has its answer. */
export class LoopbackListener {
  readonly #servers: readonly Server[];
  readonly #answered = new AbortController();
  /** The connections of both servers, oldest first. */
  readonly #connections = new Set<Socket>();
  #pageRead: Promise<unknown> = Promise.resolve();
  #strayToldAt = -Infinity;
  #attempt: SignInAttempt | undefined;
  #outcome: Outcome<SignInCode, SignInFailure> | undefined;
  #port = 0;

  constructor(private readonly options: ListenerOptions) {
    this.#servers = LOOPBACK.map(() =>
      createServer((request, response) => {
        this.#serve(request, response);
      })
        .on('connection', (socket) => {
          this.#accept(socket);
        })
        // A connection that can't be accepted, for example because too many files are open, doesn't end the wait.
        // Errors while starting to listen are also reported to `listen`.
        .on('error', () => undefined),
    );
  }

  get port(): number {
    return this.#port;
  }

  /** Listens on both addresses that browsers may use for `localhost`, so that no other program can use one of them. */
  async open(port: number): Promise<boolean> {
    this.#port = port;
    for (const [index, server] of this.#servers.entries()) {
      const problem = await listen(server, LOOPBACK[index] ?? '', this.#port);
      // A computer without IPv6 only has the first address.
      if (problem !== undefined && (index === 0 || !/^(?:EADDRNOTAVAIL|EAFNOSUPPORT)$/.test(problem))) {
        await this.close();
        return false;
      }
      const address = server.address();
      if (typeof address === 'object' && address !== null) this.#port = address.port;
    }
    return true;
  }

  /** The answer that the browser brings; can be called once. */
  async answer(attempt: SignInAttempt, signal: AbortSignal): Promise<Outcome<SignInCode, SignInFailure | Cancelled>> {
    this.#attempt = attempt;
    const pause = this.options.pause ?? ((milliseconds, until) => sleep(milliseconds, undefined, { signal: until }));
    const over = AbortSignal.any([signal, this.#answered.signal]);
    await pause(SIGN_IN_MILLISECONDS, over).catch(() => undefined);
    await this.close();
    if (this.#outcome !== undefined) return this.#outcome;
    return err(signal.aborted ? cancelled : attempt.expire());
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#servers.map(async (server) => {
        if (!server.listening) return;
        const closed = once(server, 'close');
        server.close();
        await this.#pageRead;
        for (const connection of this.#connections) connection.destroy();
        await closed;
      }),
    );
  }

  #accept(socket: Socket): void {
    this.#connections.add(socket);
    socket.once('close', () => this.#connections.delete(socket));
    const [oldest] = this.#connections;
    if (this.#connections.size <= MOST_CONNECTIONS || oldest === undefined) return;
    this.#connections.delete(oldest);
    oldest.destroy();
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const answer = answerIn(request);
    if (answer === undefined || this.#attempt === undefined) {
      send(response, 404, this.options.waitingPage ?? '');
      return;
    }
    const isOwn = this.#attempt.isOwn(answer);
    const outcome = this.#attempt.take(answer);
    send(response, outcome.ok ? 200 : 400, this.options.page(outcome.ok ? undefined : outcome.error));
    if (!isOwn) {
      // Any page in the browser, and any program on this computer, can send requests here.
      if (!outcome.ok && isPage(request)) this.#tellStray(outcome.error);
      return;
    }
    this.#outcome ??= outcome;
    this.#pageRead = new Promise((resolve) => {
      response.once('close', resolve);
      setTimeout(resolve, READING_MILLISECONDS).unref();
    });
    this.#answered.abort();
  }

  #tellStray(failure: SignInFailure): void {
    const now = (this.options.now ?? (() => performance.now()))();
    if (now - this.#strayToldAt < STRAY_PAUSE_MILLISECONDS) return;
    this.#strayToldAt = now;
    this.options.onStray?.(failure);
  }
}

/** The dialog's answer in a request; undefined for any other request. */
function answerIn({ method, url = '', headers }: IncomingMessage): URLSearchParams | undefined {
  // Another host name means that a stranger's domain leads here (DNS rebinding). The port may be a forwarded one.
  if (!/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(headers.host ?? '')) return undefined;
  // A path like `//` would be parsed as a host, or not at all.
  if (method !== 'GET' || !url.startsWith('/callback?')) return undefined;
  const parameters = new URLSearchParams(url.slice('/callback?'.length));
  return isAnswer(parameters) ? parameters : undefined;
}

/**
 * Whether a person sees the response: browsers mark requests that a page makes by itself, such as for an image or
 * frame.
 */
function isPage({ headers }: IncomingMessage): boolean {
  const destination = headers['sec-fetch-dest'];
  return destination === undefined || destination === 'document';
}

/** The page's URL contains the code, so it must not be cached or passed on. */
function send(response: ServerResponse, status: number, html: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      connection: 'close',
    })
    .end(html);
}

/** The error code; undefined on success. */
async function listen(server: Server, host: string, port: number): Promise<string | undefined> {
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return errorCode(error) ?? 'unknown';
  }
}
