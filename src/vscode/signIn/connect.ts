import type { Connect } from '../../credentials/pageLoader';
import { createGraphApi } from '../../graph/graphApi';
import { RETRY_POLICY } from '../../http/retry';
import { createSend, type GraphEndpoint } from '../../graph/graphTransport';

/** Connects an app with an endpoint, as the settings name it at that moment. */
export type ConnectTo = (endpoint: GraphEndpoint) => Connect;

export const connectTo: ConnectTo = (endpoint) => {
  const send = createSend(endpoint);
  return (app, onRetry) => createGraphApi(app, send, { retryPolicy: RETRY_POLICY, onRetry });
};
