// Network and server failures as behaviors of a server, each with the result that the client should get.
import { gzipSync } from 'node:zlib';
import type { RequestListener, ServerResponse } from 'node:http';
import type { GraphFailure } from '../../../src/graph/graphFailures';
import type { NetworkTrouble } from '../../../src/http/transportFailure';

export interface Fault {
  readonly name: string;
  /** What the server does with a request; `right` sends the correct answer, `count` is 1 for the first request. */
  readonly serve: (response: ServerResponse, right: () => void, count: number) => void;
  /** The result for the client. */
  readonly ends: 'ok' | Exclude<GraphFailure['kind'], 'network'> | `network: ${NetworkTrouble}`;
  /** How many requests the server may see; `all` means all retries. */
  readonly tries: 'one' | 'two' | 'all';
}

const HTML = { 'content-type': 'text/html' };
const JSON_TYPE = { 'content-type': 'application/json' };
const FIFTY_MEGABYTES = 50 * 1024 * 1024;

export function faults(elsewhere: string): Fault[] {
  const redirect = (status: number): Fault => ({
    name: `a redirect ${String(status)} to another host`,
    serve: (response) => {
      response.writeHead(status, { location: `${elsewhere}/collect` });
      response.end();
    },
    ends: 'unexpectedAnswer',
    tries: 'one',
  });
  return [
    { name: 'no answer within the time', serve: () => undefined, ends: 'network: timeout', tries: 'one' },
    { name: 'a reset before the answer', serve: reset, ends: 'network: reset', tries: 'all' },
    { name: 'one reset before the answer', serve: onceThen(reset), ends: 'ok', tries: 'two' },
    { name: 'a reset in the body', serve: resetInBody, ends: 'network: reset', tries: 'all' },
    {
      name: 'JSON that is cut',
      serve: answering(200, JSON_TYPE, '{"data":[{"id":"1'),
      ends: 'unexpectedAnswer',
      tries: 'one',
    },
    {
      name: 'the right JSON as text/html',
      serve: (_response, right) => {
        right();
      },
      ends: 'ok',
      tries: 'one',
    },
    {
      name: 'HTML 502 for ever',
      serve: answering(502, HTML, '<html>Bad gateway</html>'),
      ends: 'serviceTrouble',
      tries: 'all',
    },
    {
      name: 'HTML 502 once',
      serve: onceThen(answering(502, HTML, '<html>Bad gateway</html>')),
      ends: 'ok',
      tries: 'two',
    },
    { name: '429', serve: answering(429, JSON_TYPE, '{}'), ends: 'rateLimited', tries: 'one' },
    {
      name: '429 with Retry-After',
      serve: answering(429, { 'retry-after': '1' }, ''),
      ends: 'rateLimited',
      tries: 'one',
    },
    {
      name: '500 once',
      serve: onceThen(answering(500, JSON_TYPE, '{"error":{"code":2,"message":"x"}}')),
      ends: 'ok',
      tries: 'two',
    },
    {
      name: '500 for ever',
      serve: answering(500, JSON_TYPE, '{"error":{"code":1,"message":"An unknown error"}}'),
      ends: 'serviceTrouble',
      tries: 'all',
    },
    {
      name: '503 that asks for more patience than there is',
      serve: answering(503, { 'retry-after': '3600' }, ''),
      ends: 'serviceTrouble',
      tries: 'one',
    },
    {
      name: '500 that Meta calls not transient',
      serve: answering(500, JSON_TYPE, '{"error":{"code":2,"message":"x","is_transient":false}}'),
      ends: 'serviceTrouble',
      tries: 'one',
    },
    {
      name: 'gzip that is broken',
      serve: answering(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, 'no gzip at all'),
      ends: 'unexpectedAnswer',
      tries: 'one',
    },
    {
      name: 'gzip that is cut',
      serve: answering(
        200,
        { ...JSON_TYPE, 'content-encoding': 'gzip' },
        gzipSync(JSON.stringify({ filler: 'abc'.repeat(999) })).subarray(0, 40),
      ),
      ends: 'unexpectedAnswer',
      tries: 'one',
    },
    { name: '50 MB', serve: flood, ends: 'unexpectedAnswer', tries: 'one' },
    { name: 'a body that drips for ever', serve: drip, ends: 'network: timeout', tries: 'one' },
    { name: 'an empty body for ever', serve: answering(200, JSON_TYPE, ''), ends: 'unexpectedAnswer', tries: 'all' },
    { name: 'an empty body once', serve: onceThen(answering(200, JSON_TYPE, '')), ends: 'ok', tries: 'two' },
    { name: 'an empty refusal', serve: answering(400, JSON_TYPE, ''), ends: 'unexpectedAnswer', tries: 'one' },
    {
      name: 'a proxy that wants a password',
      serve: answering(407, HTML, '<html>Proxy</html>'),
      ends: 'network: proxy',
      tries: 'one',
    },
    redirect(302),
    redirect(307),
    redirect(308),
  ];
}

/** A listener that simulates a fault; `right` is the body of the correct answer. */
export function play(fault: Fault, right: string): RequestListener {
  let count = 0;
  return (_request, response) => {
    count += 1;
    const giveRight = () => {
      response.writeHead(200, fault.name.includes('text/html') ? HTML : JSON_TYPE);
      response.end(right);
    };
    fault.serve(response, giveRight, count);
  };
}

function answering(status: number, headers: Readonly<Record<string, string>>, body: string | Buffer): Fault['serve'] {
  return (response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

function onceThen(serve: Fault['serve']): Fault['serve'] {
  return (response, right, count) => {
    if (count === 1) serve(response, right, count);
    else right();
  };
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function resetInBody(response: ServerResponse): void {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
  response.write('{"data":', () => response.socket?.resetAndDestroy());
}

function flood(response: ServerResponse): void {
  const chunk = Buffer.alloc(1024 * 1024, 0x20);
  let sent = 0;
  const more = () => {
    while (sent < FIFTY_MEGABYTES && !response.destroyed) {
      sent += chunk.length;
      if (!response.write(chunk)) return;
    }
    response.end();
  };
  response.writeHead(200, JSON_TYPE);
  response.on('drain', more);
  more();
}

function drip(response: ServerResponse): void {
  response.writeHead(200, JSON_TYPE);
  const timer = setInterval(() => response.write(' '), 10);
  response.on('close', () => {
    clearInterval(timer);
  });
}
