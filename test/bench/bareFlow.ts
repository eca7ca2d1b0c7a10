// The flow as a throwaway script would implement it.
import { writeFile } from 'node:fs/promises';
import fetch from 'node-fetch';
import type { Sandbox } from '../sandbox/sandbox';

export interface FlowTimes {
  /** Milliseconds from the last input to the list of Pages. */
  readonly list: number;
  /** Milliseconds from choosing a Page to the written file. */
  readonly write: number;
}

/** The minimum with the same result: the same calls, no proof of the secret, no checks, a plain write. */
export async function walkBare(graph: Sandbox, file: string): Promise<FlowTimes> {
  const { id, secret } = graph.apps.demo;
  const token = graph.shortLivedToken('grace');
  const base = `${graph.url}/v25.0`;
  const json = async (url: string, init?: Parameters<typeof fetch>[1]) =>
    (await (await fetch(url, init)).json()) as Record<string, unknown>;
  const debug = (inspected: string) =>
    json(
      `${base}/debug_token?${new URLSearchParams({ input_token: inspected, access_token: `${id}|${secret}` }).toString()}`,
    );
  const start = performance.now();
  const [, exchanged] = await Promise.all([
    debug(token),
    json(`${base}/oauth/access_token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'fb_exchange_token',
        client_id: id,
        client_secret: secret,
        fb_exchange_token: token,
      }),
    }),
  ]);
  const fields = 'id,name,accounts.limit(100){id,name,access_token,tasks,instagram_business_account{id,username}}';
  const headers = { authorization: `Bearer ${String(exchanged['access_token'])}` };
  const me = await json(`${base}/me?${new URLSearchParams({ fields }).toString()}`, { headers });
  const list = performance.now() - start;
  const page = (me['accounts'] as { data: { access_token: string; instagram_business_account: { id: string } }[] })
    .data[0];
  if (page === undefined) throw new Error('There is no Page.');
  const picked = performance.now();
  const instagram = page.instagram_business_account.id;
  await Promise.all([
    debug(page.access_token),
    json(`${base}/${instagram}/content_publishing_limit?fields=config,quota_usage`, {
      headers: { authorization: `Bearer ${page.access_token}` },
    }),
  ]);
  await writeFile(file, `INSTAGRAM_ACCESS_TOKEN=${page.access_token}\nINSTAGRAM_OBJECT_ID=${instagram}\n`);
  return { list, write: performance.now() - picked };
}
