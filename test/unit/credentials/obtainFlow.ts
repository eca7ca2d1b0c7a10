// The whole flow for tests: acquire the user token, list all Pages, prove the chosen one.
import assert from 'node:assert/strict';
import {
  parseAppId,
  parseAppSecret,
  parseShortLivedToken,
  type CredentialInputs,
} from '../../../src/credentials/inputs';
import { asConfirmed } from '../../../src/http/confirmedUrl';
import { objectIdsOf, prove, type Credential, type FlowFailure } from '../../../src/credentials/obtain';
import type { ObjectId } from '../../../src/credentials/account';
import { PageLoader, type Connect } from '../../../src/credentials/pageLoader';
import { DEFAULT_NETWORKS, type Target } from '../../../src/agoras/target';
import { createGraphApi } from '../../../src/graph/graphApi';
import type { Cancelled, Outcome } from '../../../src/base/outcome';
import { RETRY_POLICY, type RetryPolicy } from '../../../src/http/retry';
import { createSend } from '../../../src/graph/graphTransport';
import type { Fault } from '../../sandbox/faults';
import type { Sandbox } from '../../sandbox/sandbox';

export interface TypedInputs {
  readonly appId: string;
  readonly appSecret: string;
  readonly token: string;
}

export function inputs({ appId, appSecret, token }: TypedInputs, postsOnFacebook = false): CredentialInputs {
  return {
    app: { id: take(parseAppId(appId)), secret: take(parseAppSecret(appSecret)) },
    shortLivedToken: take(parseShortLivedToken(token)),
    postsOnFacebook,
  };
}

/** As in the product, but without long pauses. */
export const QUICK: RetryPolicy = { ...RETRY_POLICY, firstPauseMilliseconds: 1 };

export function connectTo(baseUrl: string, timeoutMilliseconds = 5000): Connect {
  const send = createSend({ baseUrl: asConfirmed(new URL(baseUrl)), version: 'v25.0', timeoutMilliseconds });
  return (app, onRetry) => createGraphApi(app, send, { retryPolicy: QUICK, onRetry });
}

export function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}

/** Runs the flow up to the Pages of the token's person. */
export function startFeed(sandbox: Sandbox, token = sandbox.shortLivedToken('ada')): PageLoader {
  const { id: appId, secret: appSecret } = sandbox.apps.demo;
  return new PageLoader(connectTo(sandbox.url), inputs({ appId, appSecret, token }), unixNow);
}

/** The failure before the first Pages if an answer is replaced. */
export async function failureOf(
  sandbox: Sandbox,
  fault?: Omit<Fault, 'kind'>,
  token = sandbox.shortLivedToken('ada'),
): Promise<FlowFailure> {
  if (fault !== undefined) sandbox.fault({ ...fault, kind: 'custom' });
  const pulled = await startFeed(sandbox, token).next();
  assert.ok(!pulled.ok, 'The walk should have failed.');
  assert.ok(pulled.error.kind !== 'cancelled', 'Nobody cancelled.');
  return pulled.error;
}

export interface Walk {
  readonly page: string;
  readonly objectId: ObjectId['kind'];
  /** The target of the guide if not given. */
  readonly target?: Target;
}

/** Agoras 1.x and Instagram. */
const GUIDE: Target = { version: '1.x', networks: DEFAULT_NETWORKS };

/** Runs the whole flow; the first failure ends it. */
export async function walk(
  sandbox: Sandbox,
  typed: TypedInputs,
  { page: name, objectId: kind, target = GUIDE }: Walk,
): Promise<Outcome<Credential, FlowFailure | Cancelled>> {
  const given = inputs(typed, target.networks.includes('facebook'));
  const connect = connectTo(sandbox.url);
  const loader = new PageLoader(connect, given, unixNow);
  while (!loader.isComplete()) {
    const pulled = await loader.next();
    if (!pulled.ok) return pulled;
  }
  const page = loader.pages.find((candidate) => candidate.name === name);
  if (page === undefined || loader.user === undefined || loader.access === undefined) {
    throw new Error(`No Page ${name} among ${loader.pages.map((candidate) => candidate.name).join(', ')}`);
  }
  const objectId = objectIdsOf(page).find((candidate) => candidate.kind === kind);
  if (objectId === undefined) throw new Error(`The Page ${name} offers no ${kind}.`);
  const choice = { user: loader.user, page, objectId };
  const api = connect(given.app, () => undefined);
  return prove(api, given.app, loader.access, choice, [target], unixNow(), new AbortController().signal);
}

/** The value of a success; a failure fails the test with its kind. */
export function take<T>(outcome: Outcome<T, { readonly kind: string } | string>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`Expected a success, got ${JSON.stringify(outcome.error)}`);
}
