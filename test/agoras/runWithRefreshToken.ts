// Posting and listing of 1.1.6, 2.x and 3.x.
import { GraphClient, textIn } from './graphClient';
import {
  authenticate,
  authenticateAgain,
  isComplete,
  notAuthenticated,
  resolveCredentials,
  type Asked,
  type Credentials,
} from './login';
import { Raised, Refused, type Terminal } from './outcome';
import { postOnInstagram, postOnPage, postOnProfile, readContent, type Place } from './posting';
import type { TokenStore } from './tokenStore';
import type { Network, RefreshTokenRelease } from './versions';
import { sendRequest } from './webRequest';

export interface Run {
  readonly release: RefreshTokenRelease;
  readonly network: Network;
  readonly values: ReadonlyMap<string, string>;
  readonly graph: string;
  /** Opened late, so that a run that is refused earlier creates no key file. */
  readonly openStore: () => TokenStore;
  readonly terminal: Terminal;
}

interface LoggedIn extends Place {
  readonly isPage: boolean;
}

export async function post(run: Run): Promise<number> {
  const { release, network, values, terminal } = run;
  if (release.checksContentFirst) requireContentFlags(network, values);
  const place = await logIn(run);
  if (place.objectId === '') {
    throw new Raised(`${network === 'instagram' ? 'Instagram' : 'Facebook'} object ID is required.`);
  }
  const content = readContent(values);
  const put = network === 'instagram' ? postOnInstagram : place.isPage ? postOnPage : postOnProfile;
  terminal.out(JSON.stringify({ id: await put(place, content, release) }));
  return 0;
}

/** Only flags count, not environment variables. */
function requireContentFlags(network: Network, values: ReadonlyMap<string, string>): void {
  const flags = network === 'instagram' ? ['image-1'] : ['text', 'link', 'image-1', 'image-2', 'image-3', 'image-4'];
  if (flags.some((name) => values.has(name)) || values.has('content')) return;
  throw new Refused(
    1,
    network === 'instagram'
      ? 'error: at least one --image-N is required'
      : 'error: Provide at least one of: --text, --link, --image-1..4',
  );
}

export async function listPosts(run: Run): Promise<number> {
  const { network, values, terminal } = run;
  const { client, token, objectId } = await logIn(run);
  const limit = values.get('limit') ?? '10';
  const instagramFields = 'id,caption,timestamp,username,media_type,media_url,permalink';
  const { data } =
    network === 'instagram'
      ? await client.get(token, `${objectId}/media`, { fields: instagramFields, limit })
      : await client.get(token, `${objectId}/published_posts`, {
          fields: 'id,message,created_time,permalink_url',
          limit,
        });
  terminal.out(JSON.stringify((data as readonly Readonly<Record<string, unknown>>[]).map(listed)));
  return 0;
}

function listed(item: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const either = (...names: readonly string[]): string =>
    names.map((name) => textIn(item, name)).find((text) => text !== '') ?? '';
  const media = textIn(item, 'media_url');
  return {
    id: textIn(item, 'id'),
    text: either('caption', 'message'),
    media: media === '' ? [] : [media],
    author: textIn(item, 'username'),
    created_at: either('timestamp', 'created_time'),
    metadata: { permalink: either('permalink', 'permalink_url') },
  };
}

async function logIn({ release, network, values, graph, openStore, terminal }: Run): Promise<LoggedIn> {
  const asked: Asked = {
    network,
    release,
    objectId: values.get('object-id') ?? values.get(`${network}-object-id`),
    accessToken: values.get(`${network}-access-token`),
    profile: values.get('profile'),
  };
  const credentials = resolveCredentials(asked, openStore());
  const client = new GraphClient(graph, 'v21.0');
  const { objectId } = credentials;
  const token = (await authenticate(client, credentials)) ?? credentials.accessToken;
  if (network === 'instagram') {
    if (token === '' || (!isComplete(credentials) && !release.triesAccessTokenAlone)) throw notAuthenticated(network);
    return { client, objectId, isPage: false, token: await authenticateAgain(client, asked, credentials) };
  }
  const page = token === '' || objectId === '' ? undefined : await findPage(client, asked, credentials, terminal);
  if (token === '') throw notAuthenticated(network);
  if (page) return { client, objectId, isPage: true, token: page.token ?? token };
  return { client, objectId, isPage: false, token: await authenticateAgain(client, asked, credentials) };
}

/**
 * Whether the object is a Page, and the Page's own token. If there is none, the run continues with its current token;
 * the warning contains the request URL and therefore the access token.
 */
async function findPage(
  client: GraphClient,
  asked: Asked,
  credentials: Credentials,
  terminal: Terminal,
): Promise<{ readonly token: string | undefined } | undefined> {
  const { objectId } = credentials;
  const warn = (problem: string): void => {
    const line = `[WARNING] Page detection/token exchange failed: ${problem}`;
    if (asked.release.warnsOn === 'stdout') terminal.out(line);
    else terminal.err(line);
  };
  let token: string;
  try {
    token = await authenticateAgain(client, asked, credentials);
  } catch (error) {
    if (!(error instanceof Raised || error instanceof Refused)) throw error;
    warn(error.message);
    return undefined;
  }
  if (!(await isPage(client, token, objectId))) return undefined;
  const problem = await tokenOfPage(client, token, objectId);
  if ('token' in problem) return problem;
  const twice = 'Facebook page token exchange failed: ';
  warn(`Cannot post to Facebook Page ${objectId}: Page token exchange failed. ${twice}${twice}${problem.text}`);
  return { token: undefined };
}

async function isPage(client: GraphClient, token: string, id: string): Promise<boolean> {
  try {
    const found = await client.get(token, id, { fields: 'category,category_list,about' });
    return found['category'] !== undefined || found['category_list'] !== undefined;
  } catch (error) {
    if (error instanceof Raised) return false;
    throw error;
  }
}

/** Looks only at the first result page. */
async function tokenOfPage(
  client: GraphClient,
  token: string,
  id: string,
): Promise<{ readonly token: string } | { readonly text: string }> {
  const query = new URLSearchParams({ access_token: token, fields: 'id,access_token' });
  const address = `${client.address('me/accounts')}?${query.toString()}`;
  const { status, statusText, fields } = await sendRequest(address);
  if (status >= 400) return { text: `${status} Client Error: ${statusText} for url: ${address}` };
  const { data } = fields as { data: readonly { id: string; access_token?: string }[] };
  const found = data.find((page) => page.id === id)?.access_token;
  if (found !== undefined) return { token: found };
  return { text: `Page ${id} not found in user accounts or no access token available` };
}
