import { Refusal, notTheAppsOwner, otherAppsToken, parameterRequired } from '../errors';
import type { Json, JsonObject } from '../paging';
import type { Caller, TokenRecord } from '../tokens';
import { businessesOf, type App } from '../world';
import { authenticate } from './authentication';
import type { GraphRequest } from './request';

/**
 * GET /debug_token: describes a token. The caller is the token's own app (`APPID|SECRET`) or an owner of the app.
 * https://developers.facebook.com/docs/graph-api/reference/debug_token
 */
export function answerDebugToken(request: GraphRequest): Json {
  if (request.token === undefined) throw notTheAppsOwner();
  const app = askingApp(authenticate(request));
  const input = request.parameters.get('input_token');
  if (!input) throw parameterRequired('input_token');
  const inspected = identifyOr(request, input);
  if (inspected instanceof Refusal) return { data: invalid(inspected) };
  const inspectedApp = inspected.kind === 'APP' ? inspected.app : inspected.grant.app;
  if (inspectedApp.id !== app.id) throw otherAppsToken();
  const facts = { app_id: app.id, type: typeOf(inspected), application: app.name };
  if (inspected.kind === 'APP') return { data: { ...facts, is_valid: true, scopes: [] } };
  const refusal = request.tokens.refusalOf(inspected);
  if (!refusal) return { data: { ...facts, ...validFacts(inspected) } };
  // For a dead token, neither type nor dates are given, except that a Page token without expiry still has 0.
  const stillNever = inspected.kind === 'PAGE' && inspected.expiresAt === 0;
  return { data: { ...(stillNever ? { app_id: app.id, expires_at: 0 } : {}), ...invalid(refusal) } };
}

function typeOf(inspected: Caller): string {
  return inspected.kind === 'USER' && inspected.isSystemUser === true ? 'SYSTEM_USER' : inspected.kind;
}

function askingApp(caller: Caller): App {
  if (caller.kind === 'APP') return caller.app;
  const { app, person } = caller.grant;
  if (caller.kind !== 'USER' || !app.ownerIds.includes(person.id)) throw notTheAppsOwner();
  return app;
}

function identifyOr({ tokens, method }: GraphRequest, text: string): Caller | Refusal {
  try {
    return tokens.identify(text, method);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** In debug_token the error is part of a successful answer (HTTP 200), and its subcode is called `subcode`. */
function invalid({ error: { code, message, error_subcode: subcode } }: Refusal): JsonObject {
  return { error: { code, message, ...(subcode === undefined ? {} : { subcode }) }, is_valid: false, scopes: [] };
}

function validFacts(record: TokenRecord): JsonObject {
  const { grant, page } = record;
  const scopes = [...grant.consent.permissions].flatMap(([name, status]) => (status === 'granted' ? [name] : []));
  return {
    data_access_expires_at: grant.dataAccessExpiresAt,
    expires_at: record.expiresAt,
    is_valid: true,
    ...(record.lifetime === 'long' ? { issued_at: record.issuedAt } : {}),
    ...(page ? { profile_id: page.id } : {}),
    scopes,
    granular_scopes: scopes.filter((scope) => /^(pages|instagram|business)_/.test(scope)).map(granular(record)),
    user_id: grant.person.id,
  };
}

/** The objects that a permission covers; without target_ids it covers all of them, present and future. */
function granular({ grant }: TokenRecord): (scope: string) => Json {
  const { person, consent } = grant;
  const { ticked, tickedInstagram } = consent;
  return (scope) => {
    if (scope.startsWith('instagram_') && tickedInstagram) return { scope, target_ids: [...tickedInstagram] };
    if (ticked === 'all') return { scope };
    const pages = person.pages.filter((page) => ticked.has(page.id));
    if (scope.startsWith('business_')) return { scope, target_ids: businessesOf(person).map(({ id }) => id) };
    if (scope.startsWith('instagram_')) {
      return { scope, target_ids: pages.flatMap(({ instagram }) => (instagram ? [instagram.id] : [])) };
    }
    // Recorded for a login with Instagram accounts but no Pages; indistinguishable from a grant for all Pages.
    if (pages.length === 0 && tickedInstagram) return { scope };
    return { scope, target_ids: pages.map(({ id }) => id) };
  };
}
