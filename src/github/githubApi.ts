// The calls that the extension makes to GitHub's REST API: https://docs.github.com/en/rest/actions/secrets
import * as v from 'valibot';
import { parseJson } from '../http/exactJson';
import { withRetries, type RetryOptions } from '../http/retry';
import { sendRequest, type Endpoint, type PlainRequest, type RawAnswer } from '../http/transport';
import { err, ok, type Outcome } from '../base/outcome';
import type { GithubToken, SealedValue } from '../base/secret';
import {
  classifyRefusal,
  githubPassesAfter,
  isAnswer,
  toGithubFailure,
  type GithubFailure,
  type GithubOutcome,
} from './githubFailures';
import { githubHost, type Repository, type SecretsLocation } from './repository';
import { PUBLIC_KEY_BYTES, type PublicKey } from './sealing';

interface Call {
  readonly method: Exclude<PlainRequest['method'], 'POST'>;
  /** Relative to the repository. */
  readonly path: string;
  readonly repository: Repository;
  readonly body?: { readonly encrypted_value: SealedValue; readonly key_id: string };
}

/** The most items that GitHub returns per page. */
const PER_PAGE = 100;
/** 10,000 items in all; GitHub allows 100 secrets and far fewer environments than that. */
const MOST_PAGES = 100;

/** The version of the REST API that this code was written for. */
const API_VERSION = '2022-11-28';

/** The status codes that confirm a change: created or updated (PUT), deleted (DELETE). */
const DONE: Readonly<Record<'PUT' | 'DELETE', readonly number[]>> = { PUT: [201, 204], DELETE: [204] };

const Key = v.object({
  key_id: v.pipe(v.string(), v.minLength(1)),
  key: v.pipe(
    v.string(),
    v.transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
    v.check((bytes) => bytes.length === PUBLIC_KEY_BYTES),
  ),
});

const Named = v.array(v.object({ name: v.string() }));
const Environments = v.pipe(
  // A repository that never had environments may answer without the list.
  v.object({ environments: v.optional(Named, []) }),
  v.transform(({ environments }) => environments),
);
/** Checks for more than `name`, so that another server's answer isn't accepted. */
const Described = v.object({ full_name: v.string() });
const Secrets = v.pipe(
  v.object({ secrets: Named }),
  v.transform(({ secrets }) => secrets),
);

export type GithubApi = ReturnType<typeof createGithubApi>;

export function createGithubApi(endpoint: Endpoint, token: GithubToken, options: RetryOptions) {
  const ask = (call: Call, signal: AbortSignal): GithubOutcome<RawAnswer> =>
    withRetries(options, githubPassesAfter, () => askOnce(endpoint, token, call, signal), signal);
  const read = async <S extends v.GenericSchema>(
    schema: S,
    call: Pick<Call, 'path' | 'repository'>,
    signal: AbortSignal,
  ): GithubOutcome<v.InferOutput<S>> => {
    const answer = await ask({ ...call, method: 'GET' }, signal);
    return answer.ok ? readBody(schema, answer.value) : answer;
  };
  const names = async (
    schema: typeof Environments | typeof Secrets,
    call: Pick<Call, 'path' | 'repository'>,
    signal: AbortSignal,
  ): GithubOutcome<readonly string[]> => {
    const found: string[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const path = `${call.path}?per_page=${PER_PAGE}&page=${page}`;
      const listed = await read(schema, { ...call, path }, signal);
      if (!listed.ok) return listed;
      found.push(...listed.value.map(({ name }) => name));
      if (listed.value.length < PER_PAGE) break;
    }
    return ok(found);
  };
  const command = async (call: Call & { readonly method: keyof typeof DONE }, signal: AbortSignal) => {
    const answer = await ask(call, signal);
    if (!answer.ok) return answer;
    const { httpStatus } = answer.value;
    // Any other success status comes from something between us and GitHub.
    if (DONE[call.method].includes(httpStatus)) return ok(undefined);
    return err<GithubFailure>({ kind: 'githubUnexpectedAnswer', what: `HTTP ${String(httpStatus)}` });
  };
  return {
    /** The names of the environments of a repository. */
    environments: async (repository: Repository, signal: AbortSignal): GithubOutcome<readonly string[]> => {
      const found = await names(Environments, { repository, path: '/environments' }, signal);
      if (found.ok || found.error.kind !== 'githubNotFound') return found;
      // GitHub answers the same if the plan has no environments, so the repository itself is checked separately.
      const repositoryItself = await read(Described, { repository, path: '' }, signal);
      return repositoryItself.ok ? ok([]) : repositoryItself;
    },
    publicKey: async (location: SecretsLocation, signal: AbortSignal): GithubOutcome<PublicKey> => {
      const key = await read(Key, below(location, '/public-key'), signal);
      return key.ok ? ok({ id: key.value.key_id, bytes: key.value.key }) : key;
    },
    secretNames: (location: SecretsLocation, signal: AbortSignal) => names(Secrets, below(location, ''), signal),
    /** Creates a secret, or replaces the one with that name. */
    putSecret: (location: SecretsLocation, name: string, value: SealedValue, keyId: string, signal: AbortSignal) => {
      const body = { encrypted_value: value, key_id: keyId };
      return command({ ...below(location, `/${name}`), method: 'PUT', body }, signal);
    },
    /** Deletes a secret. GitHub answers "not found" if it doesn't exist, or if this account isn't allowed to see it. */
    deleteSecret: (location: SecretsLocation, name: string, signal: AbortSignal) =>
      command({ ...below(location, `/${name}`), method: 'DELETE' }, signal),
  };
}

/** An environment's secrets have another path than those of its repository. */
function below({ repository, environment }: SecretsLocation, path: string): Pick<Call, 'path' | 'repository'> {
  const folder =
    environment === undefined ? '/actions/secrets' : `/environments/${encodeURIComponent(environment)}/secrets`;
  return { repository, path: `${folder}${path}` };
}

async function askOnce(
  endpoint: Endpoint,
  token: GithubToken,
  call: Call,
  signal: AbortSignal,
): GithubOutcome<RawAnswer> {
  const answer = await sendRequest(endpoint, plainRequest(endpoint, token, call), signal);
  if (!answer.ok) return err(toGithubFailure(answer.error, call.repository));
  if (isAnswer(answer.value)) return answer;
  const secrets = call.body === undefined ? [token] : [token, call.body.encrypted_value];
  const asked = { host: githubHost(endpoint.baseUrl), repository: call.repository, secrets };
  return err(classifyRefusal(answer.value, asked));
}

function plainRequest(endpoint: Endpoint, token: GithubToken, { method, path, repository, body }: Call): PlainRequest {
  const base = endpoint.baseUrl.href.replace(/\/+$/, '');
  const [owner, name] = [repository.owner, repository.name].map(encodeURIComponent);
  return {
    url: `${base}/repos/${owner}/${name}${path}`,
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token.reveal()}`,
      // GitHub rejects requests without a user agent.
      'user-agent': 'agoras-credentials',
      'x-github-api-version': API_VERSION,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined
      ? {}
      : { body: JSON.stringify({ ...body, encrypted_value: body.encrypted_value.reveal() }) }),
  };
}

function readBody<S extends v.GenericSchema>(schema: S, { body }: RawAnswer): Outcome<v.InferOutput<S>, GithubFailure> {
  const value = parseJson(body.trim());
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  return err({ kind: 'githubUnexpectedAnswer', what: value === undefined ? 'no JSON' : 'other fields' });
}
