// From a request to its answer, as documented by GitHub: https://docs.github.com/en/rest/actions/secrets and
// https://docs.github.com/en/rest/deployments/environments. Requests that GitHub would accept but that should not be
// sent, such as those with unknown queries, are refused here, too.
import { SIGN_ON, type Access, type Repository, type Session, type Vault, type World } from './world';

export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined if GitHub sends no body. */
  readonly body?: unknown;
}

const HEADERS: Readonly<Record<string, RegExp>> = {
  accept: /^application\/vnd\.github\+json$/,
  'user-agent': /^agoras-credentials/,
  'x-github-api-version': /^2022-11-28$/,
};

export function answer(world: World, request: Request): Answer {
  for (const [name, wanted] of Object.entries(HEADERS)) {
    if (!wanted.test(request.headers[name] ?? '')) return refusal(400, `The header ${name} is not as it should be.`);
  }
  const [, token = ''] = /^Bearer (\S+)$/.exec(request.headers['authorization'] ?? '') ?? [];
  const session = world.sessions.get(token);
  if (session === undefined) return refusal(401, 'Bad credentials');
  const [, owner = '', name = '', rest = ''] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(request.url.pathname) ?? [];
  const repository = world.repositories.get(`${owner}/${name}`);
  if (repository === undefined) return refusal(404, 'Not Found');
  const refused = refusalFor(repository.access, session, request.method, rest);
  return refused ?? (rest === '' ? describe(request, `${owner}/${name}`) : route(repository, request, rest));
}

/** The refusal for a person without permission, in words that GitHub documents or was seen to send. */
function refusalFor(access: Access, { person, isSignedOn }: Session, method: string, rest: string): Answer | undefined {
  switch (access) {
    case 'write':
      return undefined;
    case 'readOnly':
      // People who may read a repository may also list its environments.
      return method === 'GET' && (rest === '/environments' || rest === '')
        ? undefined
        : refusal(403, 'Must have admin rights to Repository.');
    case 'hidden':
      // GitHub doesn't reveal the existence of a private repository to people without access.
      return person === 'grace' ? undefined : refusal(404, 'Not Found');
    case 'singleSignOn':
      if (isSignedOn) return undefined;
      return refusal(
        403,
        'Resource protected by organization SAML enforcement. You must grant your OAuth token access.',
        {
          'x-github-sso': `required; url=${SIGN_ON}`,
        },
      );
    case 'closed':
      return refusal(
        403,
        'Although you appear to have the correct authorization credentials, the `initech` organization has enabled OAuth App access restrictions, meaning that data access to third-parties is limited.',
      );
    case 'renamed':
      return { status: 301, headers: { location: '/repositories/1' }, body: { message: 'Moved Permanently' } };
  }
}

function route(repository: Repository, request: Request, rest: string): Answer {
  if (rest === '/environments') {
    if (request.method !== 'GET') return refusal(404, 'Not Found');
    return list(request, 'environments', [...repository.environments.keys()]);
  }
  const [, environment, path] = /^\/(?:actions|environments\/([^/]+))\/secrets(\/[^/]+)?$/.exec(rest) ?? [];
  if (!/\/secrets(?:\/|$)/.test(rest)) return refusal(404, 'Not Found');
  const vault =
    environment === undefined ? repository.vault : repository.environments.get(decodeURIComponent(environment));
  if (vault === undefined) return refusal(404, 'Not Found');
  if (path === undefined) {
    return request.method === 'GET' ? list(request, 'secrets', [...vault.secrets.keys()]) : refusal(404, 'Not Found');
  }
  if (path === '/public-key' && request.method === 'GET') {
    return { status: 200, body: { key_id: vault.keyId, key: vault.publicKey } };
  }
  return change(vault, request, path.slice(1));
}

function describe({ method }: Request, name: string): Answer {
  return method === 'GET'
    ? { status: 200, body: { id: 1, full_name: name, private: true } }
    : refusal(404, 'Not Found');
}

function list({ url }: Request, what: string, names: readonly string[]): Answer {
  const perPage = Number(url.searchParams.get('per_page') ?? 30);
  const page = Number(url.searchParams.get('page') ?? 1);
  if (perPage > 100 || page < 1) return refusal(422, 'Validation Failed');
  const shown = names.slice((page - 1) * perPage, page * perPage);
  return { status: 200, body: { total_count: names.length, [what]: shown.map((name) => ({ name })) } };
}

function change(vault: Vault, { method, headers, body }: Request, name: string): Answer {
  switch (method) {
    case 'PUT': {
      if (headers['content-type'] !== 'application/json') return refusal(415, 'Unsupported Media Type');
      const sent = JSON.parse(body) as Readonly<Record<string, unknown>>;
      const { encrypted_value: encrypted, key_id: keyId, ...others } = sent;
      if (Object.keys(others).length > 0) return refusal(422, 'Invalid request. Unknown keys were sent.');
      if (keyId !== vault.keyId) return refusal(422, 'The key_id is not that of the public key.');
      if (!/^[A-Z_][A-Z0-9_]*$/.test(name) || name.startsWith('GITHUB_')) {
        return refusal(422, 'Secret names are invalid');
      }
      const value = typeof encrypted === 'string' ? vault.open(encrypted) : undefined;
      if (value === undefined) return refusal(422, 'Bad request - Encrypted value is improperly encrypted');
      const isNew = !vault.secrets.has(name);
      vault.secrets.set(name, value);
      return isNew ? { status: 201, body: {} } : { status: 204 };
    }
    case 'DELETE':
      return vault.secrets.delete(name) ? { status: 204 } : refusal(404, 'Not Found');
    default:
      return refusal(404, 'Not Found');
  }
}

function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Answer {
  const documentation = 'https://docs.github.com/rest';
  return { status, headers, body: { message, documentation_url: documentation, status: String(status) } };
}
