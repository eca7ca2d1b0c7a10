import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, request as forward, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Front {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A proxy in front of VS Code's server that adds two responses that the server lacks. The workbench requests `mint-key`
 * for half of the key that encrypts the browser's copy of the secrets; without a response, secrets are only in memory
 * and are lost on reload. Paths below `proxy` lead to other ports of this computer, for addresses opened in the
 * browser.
 */
export async function startFront(behindPort: number, secretKey: Buffer = randomBytes(32)): Promise<Front> {
  const server = createServer((incoming, answer) => {
    if (incoming.method === 'POST' && incoming.url?.split('?')[0] === '/mint-key') {
      answer.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(secretKey);
    } else {
      const proxied = /^\/proxy\/(\d+)(\/.*)$/.exec(incoming.url ?? '');
      if (proxied?.[1] === undefined) passOn(incoming, answer, behindPort, incoming.url);
      else passOn(incoming, answer, Number(proxied[1]), proxied[2]);
    }
  });
  const sockets = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (incoming, socket, head) => {
    passOnSocket(incoming, socket, head, behindPort);
  });
  return {
    port: await listenAsBefore(server),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let portBefore = 0;

/** Uses the previous front's port if it is free again: the browser caches compiled code by address. */
async function listenAsBefore(server: Server): Promise<number> {
  portBefore = await listen(server, portBefore).catch(() => listen(server, 0));
  return portBefore;
}

function listen(server: Server, wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
      else reject(new Error('The front did not get a port.'));
    });
  });
}

function passOn(incoming: IncomingMessage, answer: ServerResponse, port: number, path: string | undefined): void {
  const { method, headers } = incoming;
  const upstream = forward({ host: '127.0.0.1', port, method, path, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers);
    reply.pipe(answer);
  });
  upstream.once('error', () => answer.destroy());
  incoming.pipe(upstream);
}

function passOnSocket(incoming: IncomingMessage, socket: Duplex, head: Buffer, port: number): void {
  const upstream = connect(port, '127.0.0.1', () => {
    const headers: string[] = [];
    for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
      headers.push(`${incoming.rawHeaders[index] ?? ''}: ${incoming.rawHeaders[index + 1] ?? ''}`);
    }
    upstream.write(`${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
    upstream.write(head);
    socket.pipe(upstream).pipe(socket);
  });
  upstream.once('error', () => socket.destroy());
  socket.once('error', () => upstream.destroy());
  socket.once('close', () => upstream.destroy());
}
