// The Graph API calls of Agoras, as its library makes them.
import { Raised } from './outcome';
import { sendRequest, type WebAnswer } from './webRequest';

type Fields = Readonly<Record<string, unknown>>;
type Parameters = Readonly<Record<string, string | undefined>>;

export class GraphClient {
  constructor(
    private readonly base: string,
    private readonly version: string,
  ) {}

  /** The token from exchanging a refresh token; undefined if there is none in the answer. */
  async exchange(clientId: string, clientSecret: string, refreshToken: string): Promise<string | undefined> {
    const grant = { grant_type: 'fb_exchange_token', client_id: clientId, client_secret: clientSecret };
    const form = bodyOf({ ...grant, fb_exchange_token: refreshToken });
    const { status, fields } = await sendRequest(this.address('oauth/access_token'), form);
    return status < 400 ? textIn(fields, 'access_token') : undefined;
  }

  async get(token: string, path: string, parameters: Parameters): Promise<Fields> {
    const query = bodyOf({ ...parameters, access_token: token });
    return accepted(await sendRequest(`${this.address(path)}?${query.toString()}`));
  }

  async post(token: string, path: string, parameters: Parameters): Promise<Fields> {
    return accepted(await sendRequest(this.address(path), bodyOf({ ...parameters, access_token: token })));
  }

  address(path: string): string {
    return `${this.base}/${this.version}/${path}`;
  }
}

function accepted({ fields }: WebAnswer): Fields {
  const { error } = fields;
  if (typeof error === 'object' && error !== null) throw facebookError({ ...error });
  return fields;
}

/** Missing values are omitted. */
function bodyOf(parameters: Parameters): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) body.set(name, value);
  }
  return body;
}

export function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

/** `FacebookError(code=190,message=…,type=…)`: code and message first, the rest in the order received. */
function facebookError({ code, message, ...rest }: Fields): Raised {
  const all = Object.entries({ code, message, ...rest }).map(([name, value]) => `${name}=${String(value)}`);
  return new Raised(`FacebookError(${all.join(',')})`, 'pyfacebook.exceptions.FacebookError');
}
