// Who and what exists on the simulated GitHub, and what happens to the secrets it receives.
import { randomBytes } from 'node:crypto';
import sodium from 'libsodium-wrappers';

/** How a repository treats Ada: see the refusals in `answer.ts`. Grace may do everything where Ada sees nothing. */
export type Access = 'write' | 'readOnly' | 'hidden' | 'singleSignOn' | 'closed' | 'renamed';

export type Person = 'ada' | 'grace';

/** A session of an OAuth app, like VS Code's. */
export interface Session {
  readonly person: Person;
  /**
   * Whether the person was signed in at the organization when the session began; otherwise it gives no access there.
   */
  readonly isSignedOn: boolean;
}

/** The secrets of a repository or of one of its environments, with the key pair they are encrypted with. */
export interface Vault {
  readonly keyId: string;
  /** In Base64, like GitHub's. */
  readonly publicKey: string;
  /** The decrypted values. */
  readonly secrets: Map<string, string>;
  /** The value of a sealed box; undefined if this vault's key can't open it. */
  readonly open: (encrypted: string) => string | undefined;
}

export interface Repository {
  readonly access: Access;
  readonly vault: Vault;
  readonly environments: Map<string, Vault>;
}

export interface World {
  /** Token → session. */
  readonly sessions: Map<string, Session>;
  /** Whether the browser is signed in at the organization that uses single sign-on. */
  isSignedOn: boolean;
  readonly repositories: ReadonlyMap<string, Repository>;
}

export const REPOSITORIES = {
  plain: 'ada/site',
  withEnvironments: 'ada/shop',
  withSecrets: 'ada/full',
  readOnly: 'grace/site',
  hidden: 'globex/site',
  singleSignOn: 'acme/site',
  closed: 'initech/site',
  renamed: 'ada/old-name',
} as const;

/** The single sign-on page of that organization. */
export const SIGN_ON = 'https://github.com/orgs/acme/sso?authorization_request=AAAA';

export const ENVIRONMENTS = ['production', 'review app/1'] as const;

/** More than fit on one result page. */
export const OTHER_SECRETS = Array.from({ length: 120 }, (_, index) => `OTHER_${index}`);

export async function createWorld(): Promise<World> {
  await sodium.ready;
  const { plain, withEnvironments, withSecrets, readOnly, hidden, singleSignOn, closed, renamed } = REPOSITORIES;
  const repositories = new Map([
    [plain, repository('write')],
    [withEnvironments, repository('write', ENVIRONMENTS)],
    [withSecrets, repository('write', [], [...OTHER_SECRETS, 'INSTAGRAM_OBJECT_ID'])],
    [readOnly, repository('readOnly')],
    [hidden, repository('hidden')],
    [singleSignOn, repository('singleSignOn')],
    [closed, repository('closed')],
    [renamed, repository('renamed')],
  ]);
  return { sessions: new Map(), isSignedOn: false, repositories };
}

/** https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ */
export function newToken(): string {
  return `gho_${randomBytes(27).toString('hex').slice(0, 36)}`;
}

function repository(access: Access, environments: readonly string[] = [], secrets: readonly string[] = []): Repository {
  return {
    access,
    vault: createVault(secrets),
    environments: new Map(environments.map((name) => [name, createVault()])),
  };
}

function createVault(names: readonly string[] = []): Vault {
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  return {
    keyId: String(randomBytes(6).readUIntBE(0, 6)),
    publicKey: Buffer.from(publicKey).toString('base64'),
    secrets: new Map(names.map((name) => [name, 'as it was'])),
    open: (encrypted) => {
      try {
        return sodium.crypto_box_seal_open(Buffer.from(encrypted, 'base64'), publicKey, privateKey, 'text');
      } catch {
        return undefined;
      }
    },
  };
}
