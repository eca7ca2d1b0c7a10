// Waits on this computer for the browser to come back from Facebook's dialog, and for nothing else. Knows no VS Code.
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

/** Always tried first, so that it can be listed in the app's settings. A second window finds it taken. */
const USUAL_PORT = 8713;
const LOOPBACK = ['127.0.0.1', '::1'];
/** How many random ports are tried: a port that is free on one of the two addresses may be taken on the other. */
const TRIES = 5;
/** One more closes the oldest, so that a program that holds connections open cannot keep the browser out. */
const MOST_CONNECTIONS = 100;
/** How long the browser may take to load the last page before its connection is closed. */
const READING_MILLISECONDS = 1000;
/** The shortest time between two notes about responses from elsewhere, so that a person can read them. */
const STRAY_PAUSE_MILLISECONDS = 2000;

export interface ListenerOptions {
  /**
   * Told of an answer that is not that of the sign-in, and so has ended nothing: an old tab, a stranger, or Facebook. Of
   * many in a row the first counts.
   */
  readonly onStray?: (failure: SignInFailure) => void;
  /** The page that the browser shows at the end of the sign-in; undefined where it went well. */
  readonly page: (failure: SignInFailure | undefined) => string;
  /** What a browser shows that comes here for anything else. */
  readonly waitingPage?: string;
  readonly usualPort?: number;
  /** Rests that long, or until the signal. */
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** Milliseconds of any clock that does not stand still. */
  readonly now?: () => number;
}

/** `undefined` where nothing can be listened on. */
export async function listenOnLoopback(options: ListenerOptions): Promise<LoopbackListener | undefined> {
  const usualPort = options.usualPort ?? USUAL_PORT;
  for (const wanted of [usualPort, ...Array<number>(TRIES).fill(0)]) {
    const listener = new LoopbackListener(options);
    if (await listener.open(wanted)) return listener;
  }
  return undefined;
}

/** The paths of one listener are `/callback` and nothing. Once it has given its answer, or was closed, it is gone. */
export class LoopbackListener {
  readonly #servers: readonly Server[];
  readonly #answered = new AbortController();
  /** Of both servers, the oldest first. */
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
        // A connection that cannot be accepted, as where there are too many open files, is no end of the wait; while
        // the server is about to listen, `listen` hears of the error as well.
        .on('error', () => undefined),
    );
  }

  get port(): number {
    return this.#port;
  }

  /** Both addresses that a browser may take `localhost` for, so that nobody else can sit on the other. */
  async open(port: number): Promise<boolean> {
    this.#port = port;
    for (const [index, server] of this.#servers.entries()) {
      const problem = await listen(server, LOOPBACK[index] ?? '', this.#port);
      // A computer without IPv6 has the one address alone.
      if (problem !== undefined && (index === 0 || !/^(?:EADDRNOTAVAIL|EAFNOSUPPORT)$/.test(problem))) {
        await this.close();
        return false;
      }
      const address = server.address();
      if (typeof address === 'object' && address !== null) this.#port = address.port;
    }
    return true;
  }

  /** What the browser brings, once. */
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
      // Any page that the browser shows, and any program of this computer, can send something here.
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

/** What the dialog sent the browser back with; undefined for every other request, whatever a browser or a stranger asks. */
function answerIn({ method, url = '', headers }: IncomingMessage): URLSearchParams | undefined {
  // Any other name is a stranger's that leads here (DNS rebinding). The port may be that of a forwarding.
  if (!/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(headers.host ?? '')) return undefined;
  // A path like `//` is an address of its own, and none at all.
  if (method !== 'GET' || !url.startsWith('/callback?')) return undefined;
  const parameters = new URLSearchParams(url.slice('/callback?'.length));
  return isAnswer(parameters) ? parameters : undefined;
}

/** Whether a person sees the answer: browsers say so of what a page loads by itself, such as a picture or a frame. */
function isPage({ headers }: IncomingMessage): boolean {
  const destination = headers['sec-fetch-dest'];
  return destination === undefined || destination === 'document';
}

/** The address of the page holds the code: nothing may keep it or hand it on. */
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

/** The code of what went wrong; `undefined` where it listens. */
async function listen(server: Server, host: string, port: number): Promise<string | undefined> {
  try {
    server.listen({ host, port, exclusive: true });
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return errorCode(error) ?? 'unknown';
  }
}
