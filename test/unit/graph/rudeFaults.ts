// Badly behaved servers: they repeat what they received, never stop, or stop too early.
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './faults';

const JSON_TYPE = { 'content-type': 'application/json' };
const CHUNK = Buffer.alloc(64 * 1024, 0x20);
const FIFTY_MEGABYTES = 50 * 1024 * 1024;

/** Faults worse than those of any proxy; the client must handle them like the others. */
export function rudeFaults(): Fault[] {
  return [
    {
      name: 'an error that repeats the whole request',
      serve: (response) => {
        void withEcho(response.req, (echo) => {
          const error = { code: 190, message: echo, error_user_title: echo, error_user_msg: echo, fbtrace_id: echo };
          response.writeHead(400, JSON_TYPE);
          response.end(JSON.stringify({ error }));
        });
      },
      ends: 'tokenInvalid',
      tries: 'one',
    },
    {
      name: 'HTML 502 that repeats the whole request',
      serve: (response) => {
        void withEcho(response.req, (echo) => {
          response.writeHead(502, { 'content-type': 'text/html' });
          response.end(`<html>${echo}</html>`);
        });
      },
      ends: 'serviceTrouble',
      tries: 'all',
    },
    {
      name: 'chunks that end without the last one',
      serve: (response) => {
        response.writeHead(200, JSON_TYPE);
        response.write('{"data":', () => response.socket?.end());
      },
      ends: 'network: reset',
      tries: 'all',
    },
    {
      name: '503 that asks for a second',
      serve: (response, right, count) => {
        if (count > 1) {
          right();
          return;
        }
        response.writeHead(503, { 'retry-after': '1' });
        response.end();
      },
      ends: 'ok',
      tries: 'two',
    },
    {
      name: 'Brotli that is broken',
      serve: (response) => {
        response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'br' });
        response.end('no Brotli at all');
      },
      ends: 'unexpectedAnswer',
      tries: 'one',
    },
    {
      name: 'an answer that is not HTTP',
      serve: (response) => response.socket?.end('SSH-2.0-OpenSSH_9.9\r\n'),
      ends: 'unexpectedAnswer',
      tries: 'one',
    },
    {
      name: '50 MB in a small gzip',
      serve: (response) => {
        response.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'gzip' });
        Readable.from(blanks(FIFTY_MEGABYTES)).pipe(createGzip()).pipe(response);
      },
      ends: 'unexpectedAnswer',
      tries: 'one',
    },
  ];
}

/** Answers with an endless body. */
export function endless(status: number): (request: IncomingMessage, response: ServerResponse) => void {
  return (_request, response) => {
    response.writeHead(status, { location: 'http://127.0.0.1:1/' });
    Readable.from(blanks(Infinity)).pipe(response);
  };
}

function* blanks(bytes: number): Generator<Buffer> {
  for (let sent = 0; sent < bytes; sent += CHUNK.length) yield CHUNK;
}

/** What a careless server might include in its answer: the address, the token of the header, the form. */
async function withEcho(request: IncomingMessage, answer: (echo: string) => void): Promise<void> {
  const body: string[] = [];
  request.on('data', (chunk: Buffer) => body.push(chunk.toString()));
  await new Promise((resolve) => request.on('end', resolve));
  answer([request.url, request.headers.authorization, ...body].join(' '));
}
