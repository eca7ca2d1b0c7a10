// What a browser gets from the stand-in's login dialog, and what its code is good for.
import assert from 'node:assert/strict';
import type { Sandbox } from '../../sandbox/sandbox';
import { findApp } from '../../sandbox/world';

type Parameters = Readonly<Record<string, string>>;

/** Where the dialog of these tests is asked to send the browser. */
export const CALLBACK = 'http://localhost:4000/callback';

interface Shown {
  readonly title: string;
  readonly html: string;
}

interface Visit {
  /** What the dialog shows. */
  readonly open: (query: Parameters) => Promise<Shown>;
  /** Sends the form of the dialog: gives the address that the browser is sent to, or what is shown instead. */
  readonly press: (query: Parameters, form?: Parameters) => Promise<URL | Shown>;
  /** Presses Continue, and has the token for the code. */
  readonly logIn: (query: Parameters, form?: Parameters) => Promise<string>;
}

/** Each query is what the dialog is asked, besides for a code and where to send it. */
export function visitsTo(sandbox: () => Sandbox): Visit {
  const ask = (query: Parameters, form?: Parameters): Promise<Response> => {
    const asked = { redirect_uri: CALLBACK, response_type: 'code', state: 's1', ...query };
    const url = `${sandbox().url}/v25.0/dialog/oauth?${new URLSearchParams(asked).toString()}`;
    const body = form && new URLSearchParams(form);
    return fetch(url, { redirect: 'manual', ...(body ? { method: 'POST', body } : {}) });
  };
  const press: Visit['press'] = async (query, form = {}) => {
    const reply = await ask(query, { answer: 'yes', ...form });
    const location = reply.headers.get('location');
    return location === null ? shownBy(reply) : new URL(location);
  };
  return {
    open: async (query) => shownBy(await ask(query)),
    press,
    logIn: async (query, form) => {
      const back = await press(query, form);
      assert.ok(back instanceof URL, JSON.stringify(back));
      const { id, secret } = findApp(query['client_id'] ?? '') ?? { id: '', secret: '' };
      const code = back.searchParams.get('code') ?? '';
      const body = new URLSearchParams({ client_id: id, client_secret: secret, redirect_uri: CALLBACK, code });
      const answer = await fetch(`${sandbox().url}/v25.0/oauth/access_token`, { method: 'POST', body });
      const { access_token: token } = (await answer.json()) as { access_token?: string };
      assert.ok(token !== undefined);
      return token;
    },
  };
}

async function shownBy(reply: Response): Promise<Shown> {
  const html = await reply.text();
  return { title: /<h1>([^<]*)<\/h1>/.exec(html)?.[1] ?? '', html };
}

/** The fields in the address that the browser is sent to. */
export function fieldsOf(back: URL | Shown): Readonly<Record<string, string>> {
  assert.ok(back instanceof URL, JSON.stringify(back));
  assert.equal(back.hash, '#_=_');
  return Object.fromEntries(back.searchParams);
}
