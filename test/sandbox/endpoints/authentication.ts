// Who is calling: the one place that checks a call's token and its proof.
import { noActiveToken, proofRequired, proofWrong, tokenRequired } from '../errors';
import { proofOf, type Caller } from '../tokens';
import type { GraphRequest } from './request';

/** Returns the caller if their token is live; otherwise throws the same refusal as the real API. */
export function authenticate(request: GraphRequest): Caller {
  const { token, tokens, path } = request;
  // The two codes for "no token": 2500 if the path relies on the token to identify the user, otherwise 104.
  if (token === undefined) throw /^\/me(\/|$)/.test(path) ? noActiveToken() : tokenRequired();
  const caller = tokens.identify(token, request.method);
  tokens.requireUnblocked(caller.kind === 'APP' ? caller.app : caller.grant.app);
  if (caller.kind !== 'APP') {
    const refusal = tokens.refusalOf(caller);
    if (refusal) throw refusal;
  }
  requireProof(request, caller, token);
  return caller;
}

/**
 * A proof is checked whenever it is present, but only required if the app insists on it.
 * https://developers.facebook.com/docs/graph-api/guides/secure-requests#appsecret_proof
 */
function requireProof({ parameters }: GraphRequest, caller: Caller, token: string): void {
  const proof = parameters.get('appsecret_proof');
  const app = caller.kind === 'APP' ? caller.app : caller.grant.app;
  if (proof === undefined) {
    if (app.requiresProof && caller.kind !== 'APP') throw proofRequired();
  } else if (proof !== proofOf(token, app.secret)) {
    throw proofWrong();
  }
}
