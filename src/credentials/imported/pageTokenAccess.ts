// Prepares a proof that starts from a Page token only, without a user token.
import { ok, type Cancelled, type Outcome } from '../../base/outcome';
import type { PageToken } from '../../base/secret';
import type { InspectedToken, InstagramAccount } from '../../graph/answers';
import type { GraphApi } from '../../graph/graphApi';
import { toInstagramAccountId, toPageId, type InstagramAccountId, type PageId } from '../../graph/ids';
import type { ObjectId } from '../account';
import type { Access, Choice, FlowFailure } from '../obtain';
import type { FoundPage } from '../unlistedPages';
import type { FoundCredentials } from './foundCredentials';

/** The found credentials in the form that the proof needs. */
export interface ImportSubject {
  readonly access: Access;
  readonly choice: Choice;
}

/**
 * Looks up the Page of a token and its Instagram account. Facebook doesn't show a Page token how the two are linked, so
 * the account is taken from the object ID, or else from the accounts selected at the login. `inspected`: the inspection
 * of the Page token.
 */
export async function openPageToken(
  api: GraphApi,
  token: PageToken,
  inspected: InspectedToken,
  found: Pick<FoundCredentials, 'networks' | 'objectIds'>,
  signal: AbortSignal,
): Promise<Outcome<ImportSubject, FlowFailure | Cancelled>> {
  const id = await pageOf(api, token, inspected, signal);
  if (!id.ok) return id;
  const page = await api.page(token, id.value, signal);
  if (!page.ok) return page;
  const named = found.objectIds.filter((objectId) => objectId !== id.value).map(toInstagramAccountId);
  const instagram = await findInstagram(api, token, inspected, named, signal);
  if (!instagram.ok) return instagram;
  const { scopes, tickedPages, tickedInstagram, userId } = inspected;
  const known: FoundPage = { ...page.value, token, instagram: instagram.value, foundBy: undefined };
  return ok({
    access: { token: undefined, expiresAt: undefined, scopes, tickedPages, tickedInstagram },
    choice: {
      user: userId === undefined ? undefined : { id: userId, name: '' },
      page: known,
      objectId: objectIdOf(known, found),
    },
  });
}

/** The Agoras 1.x guide uses the Page ID for Instagram: anyone who followed it keeps that ID. */
export function objectIdOf(
  { id, instagram }: FoundPage,
  { networks, objectIds }: Pick<FoundCredentials, 'networks' | 'objectIds'>,
): ObjectId {
  const isPageIdUsed = networks.includes('instagram') && objectIds.length > 0 && objectIds.every((one) => one === id);
  return instagram === undefined || isPageIdUsed
    ? { kind: 'page', id }
    : { kind: 'instagramAccount', id: instagram.id };
}

async function pageOf(
  api: GraphApi,
  token: PageToken,
  { profileId }: InspectedToken,
  signal: AbortSignal,
): Promise<Outcome<PageId, FlowFailure | Cancelled>> {
  if (profileId !== undefined) return ok(profileId);
  const owner = await api.owner(token, signal);
  return owner.ok ? ok(toPageId(owner.value)) : owner;
}

/** An account named by an object ID is always used: the proof decides whether the Page can publish to it. */
async function findInstagram(
  api: GraphApi,
  token: PageToken,
  { tickedInstagram }: InspectedToken,
  named: readonly InstagramAccountId[],
  signal: AbortSignal,
): Promise<Outcome<InstagramAccount | undefined, FlowFailure | Cancelled>> {
  const [first] = named;
  const candidates = first !== undefined ? [first] : tickedInstagram === 'all' ? [] : tickedInstagram;
  for (const id of candidates) {
    const account = await api.instagramAccount(token, id, signal);
    if (account.ok || account.error.kind === 'cancelled') return account;
  }
  return ok(first === undefined ? undefined : { id: first, username: undefined });
}
