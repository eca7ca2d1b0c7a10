// A list of 10,000 Pages, and the memory it needs.
import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { GraphPage } from '../../../src/graph/answers';
import { listPages } from '../../../src/graph/pages';
import { Secret } from '../../../src/base/secret';
import { byParameters, serve, type ScriptedServer } from '../graph/scriptedServer';
import { connectTo, inputs, take } from './obtainFlow';

/** Lists 10,000 Pages as the extension does, and keeps them in memory. */
export async function holdManyPages(): Promise<{ readonly pages: number; readonly bytes: number }> {
  const server = await serveManyPages();
  const { app } = inputs({ appId: '1234567890123456', appSecret: 'ab'.repeat(16), token: `EAA${'x'.repeat(60)}` });
  const api = connectTo(server.url)(app, () => undefined);
  const pages: GraphPage[] = [];
  const before = heapUsed();
  for await (const batch of listPages(api, new Secret('longLivedUserToken', 'EAA'), new AbortController().signal)) {
    pages.push(...take(batch).pages);
  }
  const bytes = heapUsed() - before;
  await server.close();
  return { pages: pages.length, bytes };
}

/** After a full garbage collection, so that only what is still referenced counts. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}

/** A list of 10,000 Pages, generated on demand: unlike the sandbox, this server remembers no tokens. */
function serveManyPages(): Promise<ScriptedServer> {
  const listener = byParameters((parameters, pathname, response) => {
    const start = Number(parameters.get('after') ?? 0);
    const data = Array.from({ length: 100 }, (_, index) => ({
      id: String(100_000_000_000_000 + start + index),
      name: `Page ${String(start + index)}`,
      access_token: `EAA${randomBytes(90).toString('hex')}`,
      tasks: ['CREATE_CONTENT'],
    }));
    const after = String(start + 100);
    const list = { data, paging: { cursors: { after }, ...(start < 9_900 ? { next: 'https://next.invalid/' } : {}) } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(pathname.endsWith('/me') ? { id: '1', name: 'Agatha', accounts: list } : list));
  });
  return serve(listener);
}
