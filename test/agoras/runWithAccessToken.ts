// `agoras publish` of 1.0.0 to 1.1.5.
import { GraphClient } from './graphClient';
import { Raised, type Terminal } from './outcome';
import { postOnInstagram, postOnPageAsTold, readContent } from './posting';
import type { AccessTokenRelease } from './versions';

export async function publishWithAccessToken(
  release: AccessTokenRelease,
  values: ReadonlyMap<string, string>,
  graph: string,
  terminal: Terminal,
): Promise<number> {
  const network = values.get('network');
  if (network === undefined) throw new Raised('--network is a required argument.');
  if (network !== 'instagram' && network !== 'facebook') throw new Raised(`The stand-in does not post to ${network}.`);
  const read = (name: string): string => {
    const flag = values.get(`${network}-${name}`);
    if (flag !== undefined && flag !== '') return flag;
    return release.readsEnvironment ? (process.env[`${network}_${name.replaceAll('-', '_')}`.toUpperCase()] ?? '') : '';
  };
  const token = read('access-token');
  if (token === '') {
    throw new Raised('LibraryError(code=-1,message=Need access token)', 'pyfacebook.exceptions.LibraryError');
  }
  const action = values.get('action');
  if (action === undefined) throw new Raised('--action is a required argument.');
  if (action !== 'post') throw new Raised(`The stand-in does not know the action ${action}.`);
  const objectId = read('object-id');
  if (objectId === '') throw new Raised(`No --${network}-object-id provided.`);
  const place = { client: new GraphClient(graph, 'v14.0'), token, objectId };
  const content = readContent(values);
  const post = network === 'instagram' ? postOnInstagram : postOnPageAsTold;
  terminal.out(JSON.stringify({ id: await post(place, content, release) }));
  return 0;
}
