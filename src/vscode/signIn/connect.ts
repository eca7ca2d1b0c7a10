import { cancelled, err, ok, type Cancelled, type Outcome } from '../../base/outcome';
import type { Log } from '../../base/log';
import type { FoundToken } from '../../base/secret';
import type { Connect } from '../../credentials/pageLoader';
import { createGraphApi, findTokenApp } from '../../graph/graphApi';
import type { GraphFailure } from '../../graph/graphFailures';
import { createSend, type GraphEndpoint } from '../../graph/graphTransport';
import type { AppId } from '../../graph/ids';
import { RETRY_POLICY, type RetryNotice } from '../../http/retry';
import type { InvalidSetting } from '../../messages/failures/failureKinds';
import { readEndpoint, readSignInSettings } from '../settings/settings';
import type { AddressConsent } from './addressConsent';

/** The Graph API according to the current settings; cancelled if the person doesn't agree to its URL. */
export type ConnectTo = () => Promise<Outcome<Connect, InvalidSetting | Cancelled>>;

/** For actions started by the person: asks before using a URL that isn’t Facebook’s. */
export function createConnect(consent: AddressConsent): ConnectTo {
  return async () => {
    const endpoint = await confirmEndpoint(consent);
    return endpoint.ok ? ok(connectWith(endpoint.value)) : endpoint;
  };
}

/** Finds the app that a token belongs to, with the same consent. */
export type FindTokenApp = (
  token: FoundToken,
  signal: AbortSignal,
  onRetry: (notice: RetryNotice) => void,
) => Promise<Outcome<AppId, GraphFailure | InvalidSetting | Cancelled>>;

export function createFindTokenApp(consent: AddressConsent): FindTokenApp {
  return async (token, signal, onRetry) => {
    const endpoint = await confirmEndpoint(consent);
    if (!endpoint.ok) return endpoint;
    return findTokenApp(token, createSend(endpoint.value), { retryPolicy: RETRY_POLICY, onRetry }, signal);
  };
}

async function confirmEndpoint(consent: AddressConsent): Promise<Outcome<GraphEndpoint, InvalidSetting | Cancelled>> {
  const endpoint = readEndpoint();
  if (!endpoint.ok) return endpoint;
  const { baseUrl } = endpoint.value;
  const signIn = readSignInSettings();
  const isDialogThere = signIn.ok && signIn.value.dialog.baseUrl.origin === baseUrl.origin;
  const confirmed = await consent.ask(baseUrl, 'graphApi.baseUrl', isDialogThere ? ['graphApi.dialogUrl'] : []);
  return confirmed.ok ? ok({ ...endpoint.value, baseUrl: confirmed.value }) : confirmed;
}

/** For automatic actions: never asks, and doesn't connect to a URL without consent; the log says so once. */
export function createBackgroundConnect(consent: AddressConsent, log: Log): ConnectTo {
  const told = new Set<string>();
  return () => {
    const endpoint = readEndpoint();
    if (!endpoint.ok) return Promise.resolve(endpoint);
    const { origin } = endpoint.value.baseUrl;
    const baseUrl = consent.known(endpoint.value.baseUrl, 'graphApi.baseUrl');
    if (baseUrl !== undefined) return Promise.resolve(ok(connectWith({ ...endpoint.value, baseUrl })));
    if (!told.has(origin)) log.warn(`No token is checked unasked: nobody has agreed to ${origin} yet.`);
    told.add(origin);
    return Promise.resolve(err(cancelled));
  };
}

function connectWith(endpoint: GraphEndpoint): Connect {
  const send = createSend(endpoint);
  return (app, onRetry) => createGraphApi(app, send, { retryPolicy: RETRY_POLICY, onRetry });
}
