// `agoras utils tokens`: the stored tokens, in plain text if requested.
import { Refused, type Terminal } from './outcome';
import type { StoredToken, TokenStore } from './tokenStore';
import { networks, type Network } from './versions';

type Values = ReadonlyMap<string, string>;

export function runTokensCommand(name: string, values: Values, store: TokenStore, terminal: Terminal): number {
  switch (name) {
    case 'list':
      return list(values, store, terminal);
    case 'show':
      return show(values, store, terminal);
    default:
      return exportUnattended(values, store, terminal);
  }
}

function list(values: Values, store: TokenStore, terminal: Terminal): number {
  const platform = values.get('platform');
  const tokens = store.list(platform);
  if (tokens.length === 0) {
    throw new Refused(1, `No stored tokens found${platform === undefined ? '' : ` for platform '${platform}'`}.`);
  }
  terminal.out(`Stored tokens${platform === undefined ? '' : ` for platform: ${platform}`}:\n`);
  for (const token of tokens) terminal.out(`  ${token.platform}: ${token.identifier}`);
  return 0;
}

function show(values: Values, store: TokenStore, terminal: Terminal): number {
  const platform = values.get('platform') ?? '';
  const identifier = values.get('identifier');
  if (identifier === undefined) {
    const tokens = store.list(platform);
    if (tokens.length === 0) throw new Refused(1, `No stored tokens found for platform '${platform}'.`);
    // One JSON object after another: not valid JSON as a whole.
    terminal.out(tokens.map((token) => shown(token, values)).join('\n\n'));
    return 0;
  }
  const token = store.find(platform, identifier);
  const missing = `Token not found for platform '${platform}' with identifier '${identifier}'.`;
  if (!token) throw new Refused(1, missing);
  terminal.out(shown(token, values));
  return 0;
}

function shown({ platform, identifier, data }: StoredToken, values: Values): string {
  const field = values.get('field');
  const asJson = values.get('format') === 'json';
  if (field !== undefined) {
    const value = data[field];
    if (value === undefined) {
      const known = `Available fields: ${Object.keys(data).join(', ')}`;
      throw new Refused(1, `Field '${field}' not found in token data.\n${known}`);
    }
    return asJson ? JSON.stringify({ [field]: value }, undefined, 2) : value;
  }
  if (asJson) return JSON.stringify({ platform, identifier, data }, undefined, 2);
  const lines = Object.entries(data).map(([name, value]) => {
    return `  ${name}: ${/token|secret|key/i.test(name) ? masked(value) : value}`;
  });
  return [`Platform: ${platform}`, `Identifier: ${identifier}`, 'Data:', ...lines].join('\n');
}

function masked(value: string): string {
  return value.length <= 8 ? '***' : `${value.slice(0, 4)}...${value.slice(-4)}`;
}

const headers: Readonly<Record<Network, string>> = {
  facebook: '# Facebook - OAuth 2.0',
  instagram: '# Instagram - OAuth 2.0',
};

function exportUnattended(values: Values, store: TokenStore, terminal: Terminal): number {
  terminal.err('WARNING: Output contains cleartext credentials. Do not pipe to logs or shared systems.');
  const platform = values.get('platform');
  const wanted = networks.filter((network) => (platform ?? network) === network);
  const found = wanted.flatMap((network) => store.find(network, 'default') ?? store.list(network)[0] ?? []);
  if (found.length === 0) {
    throw new Refused(1, `No stored tokens found${platform === undefined ? '' : ` for platform(s): ${platform}`}.`);
  }
  for (const { platform: network, data } of found) {
    terminal.out(headers[network]);
    for (const name of ['client_id', 'client_secret', 'refresh_token']) {
      terminal.out(shellLine(`${network}_${name}`.toUpperCase(), data[name] ?? ''));
    }
    terminal.out(shellLine(`${network}_object_id`.toUpperCase(), data['user_id'] ?? ''));
  }
  return 0;
}

function shellLine(name: string, value: string): string {
  return `${name}=${/^[\w.\-:@/]*$/.test(value) ? value : `'${value.replaceAll("'", `'"'"'`)}'`}`;
}
