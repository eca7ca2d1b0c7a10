import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { enter, sitDown, type Desk } from './flow';

describe('A person behind a company proxy', () => {
  let desk: Desk;
  let proxy: Server;
  const tunnels: string[] = [];

  before(async () => {
    proxy = createServer();
    proxy.on('connect', (request, socket) => {
      tunnels.push(request.url ?? '');
      socket.destroy();
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address = proxy.address();
    assert.ok(typeof address === 'object' && address !== null);
    const url = `http://127.0.0.1:${String(address.port)}`;
    desk = await sitDown(
      {},
      {
        userSettings: { 'http.proxy': url, 'agoras.graphApi.baseUrl': 'https://graph.facebook.com' },
      },
    );
  });
  after(async () => {
    await desk.close();
    proxy.close();
  });

  it('reaches Facebook through the proxy of VS Code’s settings, and hears when the proxy hangs up', async () => {
    const { workbench, sandbox } = desk;
    await enter(desk, 'ada');
    await workbench.notifications.expect('graph.facebook.com couldn’t be reached.');
    await workbench.screenshot('proxy');
    assert.ok(tunnels.length > 0);
    assert.deepEqual([...new Set(tunnels)], ['graph.facebook.com:443']);
    assert.equal(sandbox.requests.length, 0);
  });
});
