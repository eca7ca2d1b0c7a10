// What a browser gets from the stand-in's login dialog, and what can be done with its code.
import assert from 'node:assert/strict';
import type { Sandbox } from '../../sandbox/sandbox';
import { findApp } from '../../sandbox/world';

type Parameters = Readonly<Record<string, string>>;

/** The redirect URI of the dialog in these tests. */
export const CALLBACK = 'http://localhost:4000/callback';

interface Shown {
  readonly title: string;
  readonly html: string;
}

interface Visit {
  /** Opens the dialog and returns what it shows. */
  readonly open: (query: Parameters) => Promise<Shown>;
  /** Submits the dialog's form; returns the address that the browser is redirected to, or what is shown instead. */
  readonly press: (query: Parameters, form?: Parameters) => Promise<URL | Shown>;
  /** Presses Continue and exchanges the code for a token. */
  readonly logIn: (query: Parameters, form?: Parameters) => Promise<string>;
}

/** `query`: the dialog's parameters; redirect URI, response type and state have defaults. */
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

/** The query fields in the address that the browser is redirected to. */
export function fieldsOf(back: URL | Shown): Readonly<Record<string, string>> {
  assert.ok(back instanceof URL, JSON.stringify(back));
  assert.equal(back.hash, '#_=_');
  return Object.fromEntries(back.searchParams);
}
