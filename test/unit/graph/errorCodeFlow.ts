// The road up to the first Pages, with answers on it replaced.
import assert from 'node:assert/strict';
import type { FlowFailure } from '../../../src/credentials/obtain';
import { PageLoader } from '../../../src/credentials/pageLoader';
import type { Fault } from '../../sandbox/faults';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { connectTo, inputs, unixNow } from '../credentials/obtainFlow';

/** A sandbox for the tests of a `describe`, clean before each of them. */
export function sandboxForSuite(): () => Sandbox {
  let sandbox: Sandbox | undefined;
  before(async () => {
    sandbox = await startSandbox();
  });
  afterEach(() => {
    sandbox?.clear();
  });
  after(() => sandbox?.close());
  return () => {
    assert.ok(sandbox, 'The sandbox has not been started yet.');
    return sandbox;
  };
}

/** A walk up to the Pages of whoever the token is of. */
export function startFeed(sandbox: Sandbox, token = sandbox.shortLivedToken('ada')): PageLoader {
  const { id: appId, secret: appSecret } = sandbox.apps.demo;
  return new PageLoader(connectTo(sandbox.url), inputs({ appId, appSecret, token }), unixNow);
}

/** What stands in the way of the first Pages while an answer is replaced. */
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
