import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { eventually } from '../../../workbench/waiting';
import { wait, assertGone, kindOf, bring, type Waiting } from './waitingListener';

/** The headers of a browser's request when a person opens a page. */
const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'cross-site' };

describe('What any page, and any program of this computer, can send to the listener', () => {
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
  });

  /** A connection that stays open until the end of the test. */
  async function open({ listener }: Waiting, host = '127.0.0.1'): Promise<Socket> {
    const socket = connect(listener.port, host);
    sockets.push(socket);
    // The listener may close it in any way.
    socket.on('error', () => undefined).resume();
    await once(socket, 'connect');
    return socket;
  }

  async function send(waiting: Waiting, text: string): Promise<Socket> {
    const socket = await open(waiting);
    socket.write(text);
    return socket;
  }

  /** The first line of an answer, in full or just its status; empty if the connection ends without an answer. */
  async function answerTo(waiting: Waiting, text: string): Promise<string> {
    const socket = await send(waiting, text);
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    await once(socket, 'close');
    return answer.split('\r\n')[0] ?? '';
  }

  const request = (path: string, headers: readonly string[] = [], method = 'GET') =>
    [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');

  /** Checks that the person can still sign in, immediately, and that nothing listens afterwards. */
  async function assertSignsIn(waiting: Waiting): Promise<void> {
    const response = await bring(waiting, { code: 'AQ1', state: waiting.state });
    assert.equal(response.status, 200);
    assert.match(await response.text(), /You are signed in/);
    assert.equal(kindOf(await waiting.ended), 'code');
    await assertGone(waiting);
  }

  const many = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make));

  const LASTING: readonly (readonly [string, (waiting: Waiting) => Promise<unknown>])[] = [
    ['connections that say nothing', (waiting) => many(60, () => open(waiting))],
    ['connections on the other address', (waiting) => many(60, () => open(waiting, '::1')).catch(() => [])],
    ['half a request line', (waiting) => send(waiting, 'GET /callb')],
    ['headers without an end', (waiting) => send(waiting, 'GET /callback?error=1 HTTP/1.1\r\nHost: localhost\r\n')],
    ['a form that does not come', (waiting) => send(waiting, request('/callback', ['Content-Length: 999'], 'POST'))],
    ['a chunk that does not come', (waiting) => send(waiting, request('/', ['Transfer-Encoding: chunked'], 'POST'))],
    ['a client that asks before it sends', (waiting) => send(waiting, request('/', ['Expect: 100-continue'], 'POST'))],
    ['two requests at once', (waiting) => send(waiting, request('/') + request('/'))],
    ['a hundred requests at once', (waiting) => send(waiting, request('/callback?error=1').repeat(100))],
    ['a WebSocket', (waiting) => send(waiting, request('/', ['Upgrade: websocket', 'Connection: Upgrade']))],
    ['a tunnel', (waiting) => send(waiting, request('example.org:443', [], 'CONNECT'))],
    ['HTTP/2 without asking', (waiting) => send(waiting, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
    ['something that is not HTTP', (waiting) => send(waiting, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03')],
    [
      'a hundred requests of a client that does not read the answers',
      async (waiting) => {
        const socket = await open(waiting);
        socket.pause();
        socket.write(request(`/callback?error=1&error_description=${'%3C'.repeat(4000)}`).repeat(100));
      },
    ],
    [
      'a client that does not let go of its connection',
      async (waiting) => {
        const socket = connect({ port: waiting.listener.port, host: '127.0.0.1', allowHalfOpen: true });
        sockets.push(socket.on('error', () => undefined));
        await once(socket, 'connect');
        socket.write(request('/', ['Connection: keep-alive']));
      },
    ],
    [
      'a connection that is reset in the middle',
      async (waiting) => {
        (await send(waiting, 'GET /callback?error=1 HTTP/1.1\r\n')).resetAndDestroy();
      },
    ],
  ];
  for (const [name, attack] of LASTING) {
    it(`${name}: the person signs in, and nothing listens any more`, async () => {
      const waiting = await wait();
      await attack(waiting);
      await assertSignsIn(waiting);
    });

    it(`${name}: Cancel ends the wait`, async () => {
      const waiting = await wait();
      await attack(waiting);
      waiting.cancel.abort();
      assert.equal(kindOf(await waiting.ended), 'cancelled');
      await assertGone(waiting);
    });
  }

  for (const [name, beginning] of [
    ['connections that say nothing', ''],
    ['beginnings of requests', 'GET / HT'],
    ['requests', request('/callback?error=1')],
  ] as const) {
    it(`a thousand ${name}: few stay open, and the person signs in`, async () => {
      const waiting = await wait();
      for (let round = 0; round < 10; round += 1) await many(100, () => send(waiting, beginning));
      await eventually('the oldest to be closed', () =>
        sockets.filter(({ closed }) => !closed).length <= 100 ? true : undefined,
      );
      await assertSignsIn(waiting);
    });
  }

  it('a client that reads nothing: not even the answer of the sign-in itself is waited for', async () => {
    const waiting = await wait();
    const socket = await open(waiting);
    socket.pause();
    const own = request(`/callback?code=AQ1&state=${waiting.state}`);
    socket.write(own + request('/').repeat(200));
    const ended = await waiting.ended;
    assert.ok(ended.ok && ended.value.reveal() === 'AQ1');
    await assertGone(waiting);
  });

  for (const [name, text, status] of [
    ['a header of a megabyte', request('/', [`X: ${'x'.repeat(1024 * 1024)}`]), 431],
    ['ten thousand headers', request('/', Array<string>(10_000).fill('X: 1')), 431],
    ['an address of a megabyte', request(`/callback?error=${'1'.repeat(1024 * 1024)}`), 431],
    ['no headers at all', 'GET /callback?error=1 HTTP/1.1\r\n\r\n', 400],
    ['garbage', 'hello\r\n\r\n', 400],
  ] as const) {
    it(`${name}: refused, and the person signs in`, async () => {
      const waiting = await wait();
      // A client that still sends may find the connection gone before it has read why.
      assert.match(await answerTo(waiting, text), new RegExp(`^(?:HTTP/1\\.1 ${String(status)} .*)?$`));
      await assertSignsIn(waiting);
    });
  }

  for (const method of ['HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'QUERY', 'get']) {
    it(`${method}, even with the state of the sign-in: it takes nothing and ends nothing`, async () => {
      const waiting = await wait();
      const line = await answerTo(waiting, request(`/callback?code=AQ0&state=${waiting.state}`, [], method));
      assert.match(line, /^HTTP\/1\.1 4/);
      await assertSignsIn(waiting);
    });
  }

  it('a name that leads here (DNS rebinding): it gets nothing, even with the state of the sign-in', async () => {
    const waiting = await wait();
    const path = `/callback?code=AQ0&state=${waiting.state}`;
    const { port } = waiting.listener;
    const strangers = [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      'localhost.',
      '127.0.0.2',
      '',
    ];
    for (const host of strangers.flatMap((name) => [name, `${name}:${port}`])) {
      const line = await answerTo(waiting, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      assert.match(line, /^HTTP\/1\.1 404 /, host);
    }
    assert.match(await answerTo(waiting, `GET ${path} HTTP/1.0\r\n\r\n`), /^HTTP\/1\.1 404 /);
    await assertSignsIn(waiting);
  });

  for (const host of ['localhost', 'LOCALHOST:80', '127.0.0.1:1', '[::1]:8713']) {
    it(`is found by the name ${host}, whatever port a forwarding has given it`, async () => {
      const waiting = await wait();
      const path = `/callback?code=AQ1&state=${waiting.state}`;
      const line = await answerTo(waiting, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      assert.match(line, /^HTTP\/1\.1 200 /);
      assert.equal(kindOf(await waiting.ended), 'code');
    });
  }

  it('a picture, a frame or a script of a page: the person is not even told', async () => {
    const strays: string[] = [];
    const waiting = await wait({ onStray: ({ kind }) => strays.push(kind) });
    for (const [mode, dest] of [
      ['no-cors', 'image'],
      ['no-cors', 'script'],
      ['cors', 'empty'],
      ['navigate', 'iframe'],
    ] as const) {
      const headers = [`Sec-Fetch-Mode: ${mode}`, `Sec-Fetch-Dest: ${dest}`];
      assert.match(await answerTo(waiting, request('/callback?error=1', headers)), /^HTTP\/1\.1 400 /);
    }
    assert.deepEqual(strays, []);
    const page = Object.entries(NAVIGATION).map(([name, value]) => `${name}: ${value}`);
    await answerTo(waiting, request('/callback?error=1', page));
    assert.deepEqual(strays, ['signInRefused']);
    await assertSignsIn(waiting);
  });

  it('a flood of strays: the person is told of one, and of the next only after a while', async () => {
    const strays: string[] = [];
    let time = 0;
    const now = () => time;
    const waiting = await wait({ now, onStray: (stray) => strays.push('code' in stray ? String(stray.code) : '') });
    const flood = (count: number) =>
      Array.from({ length: count }, (_, index) => bring(waiting, { error_code: String(index) }));
    await bring(waiting, { error_code: 'first' });
    await Promise.all(flood(300));
    assert.deepEqual(strays, ['first']);
    time += 2000;
    await bring(waiting, { error_code: 'second' });
    await Promise.all(flood(30));
    assert.deepEqual(strays, ['first', 'second']);
    await assertSignsIn(waiting);
  });

  it('more connections than the computer has to give: the failure to take one ends nothing', async () => {
    const waiting = await wait();
    const servers = new Set<Server>();
    const remember = (message: unknown) => {
      const { server } = (message as { socket: Socket & { server: Server } }).socket;
      servers.add(server);
    };
    subscribe('net.server.socket', remember);
    await answerTo(waiting, request('/'));
    unsubscribe('net.server.socket', remember);
    assert.equal(servers.size, 1);
    for (const code of ['EMFILE', 'ECONNABORTED']) {
      for (const server of servers) server.emit('error', Object.assign(new Error(`accept ${code}`), { code }));
    }
    await assertSignsIn(waiting);
  });

  it('a program on both addresses: the sign-in takes another port', async function () {
    const other = createServer().listen({ port: 0, host: '::', ipv6Only: false });
    const isThere = await Promise.race([
      once(other, 'listening').then(() => true),
      once(other, 'error').then(() => false),
    ]);
    // A computer without IPv6 has no such address.
    if (!isThere) this.skip();
    const address = other.address();
    assert.ok(typeof address === 'object' && address !== null);
    const waiting = await wait({ usualPort: address.port });
    // Where the more exact address wins, as on a Mac, the usual one is as good.
    await assertSignsIn(waiting);
    other.close();
  });

  it('a program that takes the port when the sign-in is over finds it free, and nothing of the sign-in', async () => {
    const waiting = await wait();
    await many(20, () => send(waiting, 'GET / HT'));
    await assertSignsIn(waiting);
    const { port } = waiting.listener;
    const next = await eventually('the port to be free', async () => {
      const other = createServer().listen(port, '127.0.0.1');
      const isFree = await Promise.race([
        once(other, 'listening').then(() => true),
        once(other, 'error').then(() => false),
      ]);
      return isFree ? other : undefined;
    });
    next.close();
  });
});
