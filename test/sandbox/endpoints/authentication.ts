// Who is calling: the one place that checks a call's token and its proof.
import { noActiveToken, proofRequired, proofWrong, tokenRequired } from '../errors';
import { proofOf, type Caller } from '../tokens';
import type { GraphRequest } from './request';

/** The living caller of a request, or the refusal that the real API gives. */
export function authenticate(request: GraphRequest): Caller {
  const { token, tokens, path } = request;
  // The two codes for "no token": 2500 where the token says who is meant, 104 elsewhere.
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
 * A proof is checked whenever it comes and missed only where the app insists on it.
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
