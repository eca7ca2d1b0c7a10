import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';

export interface ScriptedServer {
  readonly url: string;
  /** `METHOD /path?query` of each request, in order of arrival. */
  readonly requests: string[];
  /** How many connections were closed before their answer was complete. */
  readonly brokenOff: () => number;
  readonly close: () => Promise<void>;
}

/** A local server that answers as specified and records its requests. */
export async function serve(answer: RequestListener): Promise<ScriptedServer> {
  const requests: string[] = [];
  let broken = 0;
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.on('close', () => {
      if (!response.writableFinished) broken += 1;
    });
    // The body isn't used, but must be read.
    request.resume();
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    requests,
    brokenOff: () => broken,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Gives the same answer to every request. */
export function always(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): RequestListener {
  return (_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** Answers according to the parameters in a request's address and form, once the request is complete. */
export function byParameters(
  answer: (parameters: URLSearchParams, pathname: string, response: ServerResponse) => void,
): RequestListener {
  return (request, response) => {
    const form: string[] = [];
    request.on('data', (chunk: Buffer) => form.push(chunk.toString()));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      answer(new URLSearchParams([...searchParams, ...new URLSearchParams(form.join(''))]), pathname, response);
    });
  };
}
