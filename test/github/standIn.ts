// A local GitHub for tests: the REST endpoints for secrets of GitHub Actions.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, type Answer, type Request } from './answer';
import { createWorld, newToken, SIGN_ON, type Person, type Vault } from './world';

/** What a request gets instead of its answer; `reset`: the connection breaks; `silence`: no answer. */
export type Fault = Answer | 'reset' | 'silence';

export interface Github {
  readonly url: string;
  /** The token of Ada's session. */
  readonly token: string;
  /** The requests, in order. They contain secrets, so never print them. */
  readonly requests: readonly Request[];
  /** The decrypted values of a repository's secrets or, with `environment`, of that environment's. */
  readonly secretsOf: (repository: string, environment?: string) => ReadonlyMap<string, string>;
  /** Affects the next requests whose method and path match, once for each fault. */
  readonly fail: (on: RegExp, ...faults: readonly Fault[]) => void;
  /** Ends Ada's session: its token is refused from now on. Returns the token of a new session. */
  readonly endSession: () => string;
  /** Somebody signs in to VS Code again; returns the token of that session. */
  readonly signIn: (person: Person) => string;
  /** What happens when somebody opens an address of GitHub in their browser. */
  readonly visit: (address: string) => void;
  /** Deletes an environment together with its secrets. */
  readonly deleteEnvironment: (repository: string, environment: string) => void;
  readonly close: () => Promise<void>;
}

export async function startGithub(): Promise<Github> {
  const world = await createWorld();
  const signIn = (person: Person): string => {
    const token = newToken();
    world.sessions.set(token, { person, isSignedOn: world.isSignedOn });
    return token;
  };
  let token = signIn('ada');
  const requests: Request[] = [];
  const faults: { readonly on: RegExp; readonly fault: Fault }[] = [];
  const server = createServer((incoming, response) => {
    void serve(incoming, response);
  });
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await read(incoming);
    requests.push(request);
    const asked = `${request.method} ${request.url.pathname}`;
    const at = faults.findIndex(({ on }) => on.test(asked));
    const fault = at === -1 ? undefined : faults.splice(at, 1)[0]?.fault;
    if (fault === 'reset') incoming.socket.destroy();
    else if (fault !== 'silence') write(response, fault ?? answer(world, request));
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get token() {
      return token;
    },
    signIn,
    visit: (address) => {
      if (address !== SIGN_ON) throw new Error(`GitHub has no page ${address}`);
      world.isSignedOn = true;
    },
    deleteEnvironment: (repository, environment) => {
      if (world.repositories.get(repository)?.environments.delete(environment) !== true) {
        throw new Error(`There is no ${repository} ${environment}`);
      }
    },
    requests,
    secretsOf: (repository, environment) => {
      const found = world.repositories.get(repository);
      const vault: Vault | undefined = environment === undefined ? found?.vault : found?.environments.get(environment);
      if (vault === undefined) throw new Error(`There is no ${repository} ${environment ?? ''}`);
      return vault.secrets;
    },
    fail: (on, ...all) => {
      faults.push(...all.map((fault) => ({ on, fault })));
    },
    endSession: () => {
      world.sessions.delete(token);
      return (token = signIn('ada'));
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function read(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? '',
    url: new URL(incoming.url ?? '', 'http://github.invalid'),
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()])),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'x-github-request-id': 'C0DE:1234:ABC',
    ...headers,
  });
  response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
}
