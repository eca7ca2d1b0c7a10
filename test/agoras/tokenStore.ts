// What `authorize` of Agoras 2 and 3 stores: one file for each login. The real files are encrypted; these are plain
// text, so that a test can create one.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Network, RefreshTokenRelease } from './versions';

export interface StoredToken {
  readonly platform: Network;
  readonly identifier: string;
  readonly data: Readonly<Record<string, string>>;
}

/** Agoras stores this one in addition, as the default when no identifier is given; releases with profiles ignore it. */
const reserved = 'default';

export function storageFolder({ hasStorageVariable }: RefreshTokenRelease): string {
  const elsewhere = hasStorageVariable ? process.env['AGORAS_STORAGE_DIR'] : undefined;
  return elsewhere === undefined || elsewhere === '' ? join(homedir(), '.agoras') : elsewhere;
}

export function writeStoredToken(folder: string, { platform, identifier, data }: StoredToken): void {
  mkdirSync(join(folder, 'tokens'), { recursive: true });
  writeFileSync(join(folder, 'tokens', `${platform}-${identifier}.token`), JSON.stringify(data));
}

export class TokenStore {
  private readonly tokens: string;

  /** Opening it creates the folder and its key. */
  constructor(
    folder: string,
    private readonly hasProfiles: boolean,
  ) {
    this.tokens = join(folder, 'tokens');
    mkdirSync(this.tokens, { recursive: true });
    const key = join(folder, '.key');
    if (!existsSync(key)) writeFileSync(key, 'stand-in', { mode: 0o600 });
  }

  list(platform?: string): readonly StoredToken[] {
    const found = readdirSync(this.tokens)
      .sort()
      .flatMap((name) => {
        const [, network, identifier] = /^(instagram|facebook)-(.+)\.token$/.exec(name) ?? [];
        if (network === undefined || identifier === undefined) return [];
        const data = JSON.parse(readFileSync(join(this.tokens, name), 'utf8')) as StoredToken['data'];
        return [{ platform: network as Network, identifier, data }];
      });
    return found.filter(
      (token) =>
        (platform ?? token.platform) === token.platform && !(this.hasProfiles && token.identifier === reserved),
    );
  }

  find(platform: string, identifier: string): StoredToken | undefined {
    return this.list(platform).find((token) => token.identifier === identifier);
  }
}
