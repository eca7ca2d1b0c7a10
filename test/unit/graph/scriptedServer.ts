// An HTTP server that does to each request exactly what its script says, however rude that is.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** One request, and the means to answer it. */
export interface Exchange {
  /** Counted from 1. */
  readonly turn: number;
  readonly request: IncomingMessage;
  readonly body: string;
  readonly response: ServerResponse;
}

export type Script = (exchange: Exchange) => void;

/** A request that came in. */
export interface SeenRequest {
  readonly exchange: Exchange;
  /** Fulfilled when its connection is over, whoever ended it. */
  readonly closed: Promise<unknown>;
}

/** A running server. */
export interface ScriptedServer {
  readonly url: URL;
  /** In the order received. */
  readonly requests: readonly SeenRequest[];
  readonly close: () => Promise<void>;
}

/** Starts a server on a free port of loopback. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const closed = once(request.socket, 'close');
    // A client that goes away in the middle is what many scripts are about.
    response.on('error', () => undefined);
    text(request).then(
      (body) => {
        const exchange = { turn: requests.length + 1, request, body, response };
        requests.push({ exchange, closed });
        script(exchange);
      },
      () => undefined,
    );
  });
  server.on('connection', (socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no TCP address.');
  return {
    url: new URL(`http://127.0.0.1:${address.port}`),
    requests,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A port on which nothing listens any more. */
export async function closedPort(): Promise<URL> {
  const server = await startScriptedServer(() => undefined);
  await server.close();
  return server.url;
}

/** Everything secret that a request carried, as a careless server repeats it in its answer. */
export function echoOf({ request, body }: Exchange): string {
  return `${request.url ?? ''} ${request.headers.authorization ?? ''} ${body}`;
}

/** A whole answer. */
export function answer(
  { response }: Exchange,
  status: number,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}
